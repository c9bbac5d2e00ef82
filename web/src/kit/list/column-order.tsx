import { ActionIcon, Checkbox } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { t } from '../kit.text.ts'
import classes from './column-order.module.css'
import type { Column } from './list-view.ts'
import type { useColumns } from './use-columns.ts'

interface ColumnOrderProps<T> {
  columns: Column<T>[]
  chosen: ReturnType<typeof useColumns<T>>
}

/** Shown columns in the order they stand in, each to be moved; below them those that could be shown. */
export function ColumnOrder<T>({ columns, chosen }: ColumnOrderProps<T>) {
  const shown = chosen.shown.slice(1)
  const hidden = columns.slice(1).filter(({ key }) => !chosen.isShown(key))
  return (
    <ul className={classes.list} aria-label={t('columns')}>
      {[...shown, ...hidden].map(({ key, title }, index) => (
        <li key={key} className={classes.item}>
          <Checkbox
            size="xs"
            label={title}
            checked={chosen.isShown(key)}
            onChange={() => chosen.toggle(key)}
            styles={{ label: { fontSize: '0.8125rem' } }}
          />
          {chosen.isShown(key) && (
            <span className={classes.moves}>
              <ActionIcon
                size={24}
                disabled={index === 0}
                onClick={() => chosen.move(key, -1)}
                aria-label={t('moveColumnLeft', { title })}
              >
                <IconChevronUp size={14} />
              </ActionIcon>
              <ActionIcon
                size={24}
                disabled={index === shown.length - 1}
                onClick={() => chosen.move(key, 1)}
                aria-label={t('moveColumnRight', { title })}
              >
                <IconChevronDown size={14} />
              </ActionIcon>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
