import type { Pagination } from '@groundwork/contract/http/envelope.ts'
import { ActionIcon, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { t } from '../kit.text.ts'
import classes from './list-page.module.css'
import { type ListState, nextPlace, PAGE_ROWS, previousPlace } from './list-state.ts'

interface ListFooterProps {
  pagination: Pagination | undefined
  rowCount: number
  onPlace: ListState['setPlace']
}

export function ListFooter({ pagination, rowCount, onPlace }: ListFooterProps) {
  if (!pagination || rowCount === 0) return null
  const next = nextPlace(pagination)
  const previous = previousPlace(pagination)
  return (
    <div className={classes.footer}>
      <span className="tabular" role="status">
        {rangeText(pagination, rowCount)}
      </span>
      <Group gap={4}>
        <ActionIcon
          variant="default"
          size={28}
          disabled={!previous}
          onClick={() => previous && onPlace(previous)}
          aria-label={t('previousPage')}
        >
          <IconChevronLeft size={16} stroke={1.7} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={28}
          disabled={!next}
          onClick={() => next && onPlace(next)}
          aria-label={t('nextPage')}
        >
          <IconChevronRight size={16} stroke={1.7} />
        </ActionIcon>
      </Group>
    </div>
  )
}

function rangeText({ page, total }: Pagination, rowCount: number): string {
  // Read on by cursor, nobody counts how far in one is.
  if (page === null) return t('count', { count: rowCount })
  const from = (page - 1) * PAGE_ROWS + 1
  const to = from + rowCount - 1
  return total === null ? t('rangeOpen', { from, to }) : t('range', { from, to, total })
}
