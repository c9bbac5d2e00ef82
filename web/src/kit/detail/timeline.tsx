import type { Comment } from '@groundwork/contract/office/comments.ts'
import type { HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { complain } from '../api/complain.ts'
import { sentenceOf } from '../api/problem.ts'
import { CommentBox } from '../comments/comment-box.tsx'
import { CommentEntry } from '../comments/comment-entry.tsx'
import { useComments, useCommentWrites, type Written } from '../comments/comments.api.ts'
import { t as commentText } from '../comments/comments.text.ts'
import { fieldsOfForm } from '../form/field-spec.ts'
import type { FormView } from '../form/form-view.ts'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useMay } from '../session/session.ts'
import { useHistory } from './history.api.ts'
import classes from './timeline.module.css'
import { TimelineEntry } from './timeline-entry.tsx'

interface TimelineProps<T extends BaseRecord> {
  resource: Resource<T>
  record: T
  view: FormView
}

/** What happened to the record and what was said about it, newest first, with a box to say more. */
export function Activity<T extends BaseRecord>({ resource, record, view }: TimelineProps<T>) {
  const may = useMay()
  const writes = useCommentWrites(resource, record.id)
  const comments = useComments(resource, record.id, may('office.comments.read'))
  const handleSubmit = (written: Written) =>
    writes.create.mutateAsync(written).catch((error: unknown) => {
      complain(error)
      throw error
    })
  return (
    <>
      {may('office.comments.create') && <CommentBox submitLabel={commentText('send')} onSubmit={handleSubmit} />}
      <Timeline resource={resource} record={record} view={view} comments={comments.data ?? []} writes={writes} />
    </>
  )
}

interface TimelineWithComments<T extends BaseRecord> extends TimelineProps<T> {
  comments: Comment[]
  writes: ReturnType<typeof useCommentWrites>
}

/** How the record came to be: who changed what and when, with the way back to each version. */
function Timeline<T extends BaseRecord>({ resource, record, view, comments, writes }: TimelineWithComments<T>) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useHistory(resource, record.id)
  const specs = new Map([...fieldsOfForm(view), ...(view.custom ?? [])].map((spec) => [spec.path, spec]))
  if (error && !data)
    return (
      <Text size="sm" c="dimmed">
        {sentenceOf(error)}
      </Text>
    )
  if (!data) return <TimelineSkeleton />
  const entries = data.pages.flatMap((page) => page.rows).filter(({ action }) => !action.startsWith('comment.'))
  if (entries.length === 0 && comments.length === 0)
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
        {byTime(entries, comments, hasNextPage).map((item) =>
          'body' in item ? (
            <CommentEntry key={item.id} comment={item} writes={writes} />
          ) : (
            <TimelineEntry
              key={item.id}
              entry={item}
              resource={resource}
              recordId={record.id}
              specs={specs}
              view={view}
              mayRevert={mayRevert(item)}
            />
          ),
        )}
      </ol>
      {hasNextPage && (
        <Button variant="subtle" size="xs" onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {t('olderEntries')}
        </Button>
      )}
    </>
  )
}

/** Comments older than the last entry that was read wait until older entries are read, too. */
function byTime(entries: HistoryEntry[], comments: Comment[], hasOlder: boolean): (HistoryEntry | Comment)[] {
  const oldest = hasOlder ? (entries.at(-1)?.at ?? '') : ''
  const timeOf = (item: HistoryEntry | Comment) => ('body' in item ? item.createdAt : item.at)
  return [...entries, ...comments.filter(({ createdAt }) => createdAt >= oldest)].toSorted((a, b) =>
    timeOf(b).localeCompare(timeOf(a)),
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
