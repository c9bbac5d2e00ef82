import type { HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { sentenceOf } from '../api/problem.ts'
import { fieldsOf } from '../form/field-spec.ts'
import type { FormView } from '../form/form-view.ts'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useHistory } from './history.api.ts'
import classes from './timeline.module.css'
import { TimelineEntry } from './timeline-entry.tsx'

interface TimelineProps<T extends BaseRecord> {
  resource: Resource<T>
  record: T
  view: FormView
}

/** How the record came to be: who changed what and when, with the way back to each version. */
export function Timeline<T extends BaseRecord>({ resource, record, view }: TimelineProps<T>) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useHistory(resource, record.id)
  const specs = new Map(fieldsOf(view.create).map((spec) => [spec.path, spec]))
  if (error && !data)
    return (
      <Text size="sm" c="dimmed">
        {sentenceOf(error)}
      </Text>
    )
  if (!data) return <TimelineSkeleton />
  const entries = data.pages.flatMap((page) => page.rows)
  if (entries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noHistory')}
      </Text>
    )
  const mayRevert = (entry: HistoryEntry) =>
    Boolean(record.can?.['update']) && !record.deletedAt && entry.version !== null && entry.version < record.version
  return (
    <>
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <TimelineEntry
            key={entry.id}
            entry={entry}
            resource={resource}
            recordId={record.id}
            specs={specs}
            view={view}
            mayRevert={mayRevert(entry)}
          />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="subtle" size="xs" onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {t('olderEntries')}
        </Button>
      )}
    </>
  )
}

const LINES = [60, 75, 50]

function TimelineSkeleton() {
  return (
    <Stack gap="md" aria-busy>
      {LINES.map((width) => (
        <Skeleton key={width} h={12} w={`${width}%`} />
      ))}
    </Stack>
  )
}
