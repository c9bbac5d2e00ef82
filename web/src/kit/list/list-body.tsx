import { Button } from '@mantine/core'
import { IconSearch, IconTrash } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { requestIdOf, sentenceOf } from '../api/problem.ts'
import { t } from '../kit.text.ts'
import type { BaseRecord } from '../resource/resource.ts'
import type { useList } from '../resource/use-reads.ts'
import { useMay } from '../session/session.ts'
import classes from './list-page.module.css'
import type { ListState } from './list-state.ts'
import type { ListView } from './list-view.ts'
import { NewButton } from './new-button.tsx'
import { RecordCards } from './record-cards.tsx'
import { RecordTable, type TableState } from './record-table.tsx'
import { TableSkeleton } from './table-skeleton.tsx'
import type { Selection } from './use-selection.ts'

interface ListBodyProps<T extends BaseRecord> {
  view: ListView<T>
  list: ListState
  answer: ReturnType<typeof useList<T>>
  table: TableState<T> & { isPhone: boolean; bodyRef: RefObject<HTMLElement | null> }
  selection: Selection<T>
  onOpen: (record: T) => void
}

/** The four faces of a list: loading, failed, empty, full. */
export function ListBody<T extends BaseRecord>({ view, list, answer, table, selection, onOpen }: ListBodyProps<T>) {
  const { data, error, isPending, isPlaceholderData, refetch } = answer
  const { resource } = view
  return (
    <section
      ref={table.bodyRef}
      className={classes.region}
      aria-busy={isPending || isPlaceholderData}
      aria-label={resource.many}
      tabIndex={table.isPhone || !data ? 0 : -1}
    >
      {error && !data && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !data && (
        <Delayed>
          <TableSkeleton columns={table.columns} />
        </Delayed>
      )}
      {data?.rows.length === 0 && <NoRows view={view} list={list} />}
      {data && data.rows.length > 0 && table.isPhone && (
        <RecordCards view={view} rows={data.rows} selection={selection} />
      )}
      {data && data.rows.length > 0 && !table.isPhone && (
        <RecordTable
          resource={resource}
          rows={data.rows}
          table={table}
          selection={selection}
          sort={list.sort}
          onSort={(sort) => list.setLens({ sort: sort === view.shape.defaultSort ? undefined : sort })}
          onOpen={onOpen}
        />
      )}
    </section>
  )
}

interface NoRowsProps<T extends BaseRecord> {
  view: ListView<T>
  list: ListState
}

function NoRows<T extends BaseRecord>({ view, list }: NoRowsProps<T>) {
  const { resource } = view
  const mayCreate = useMay()(resource.permissions.create)
  const { many } = resource
  const isNarrowed = Object.keys(list.lens).some(
    (name) => name === 'search' || (name in view.shape.filters && name !== 'trashed'),
  )
  if (isNarrowed) {
    return (
      <Empty icon={IconSearch} title={t('noneFoundTitle')} text={t('noneFoundText', { many })}>
        <Button variant="default" onClick={() => list.replaceLens(list.isTrash ? { trashed: 'true' } : {})}>
          {t('clearFilters')}
        </Button>
      </Empty>
    )
  }
  if (list.isTrash) return <Empty icon={IconTrash} title={t('emptyTrashTitle')} text={t('emptyTrashText')} />
  if (view.empty) return view.empty()
  return (
    <Empty icon={resource.icon} title={t('emptyTitle', { many })} text={t('emptyText')}>
      {mayCreate && <NewButton resource={resource} />}
    </Empty>
  )
}
