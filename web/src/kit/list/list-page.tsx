import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { PageHeader } from '../page/page-header.tsx'
import { type BaseRecord, recordHref } from '../resource/resource.ts'
import { useList } from '../resource/use-reads.ts'
import { useMay } from '../session/session.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ListBody } from './list-body.tsx'
import { ListFooter } from './list-footer.tsx'
import { useListState } from './list-state.ts'
import { ListToolbar } from './list-toolbar.tsx'
import type { ListView } from './list-view.ts'
import { NewButton } from './new-button.tsx'
import { useColumns, useDensity } from './use-columns.ts'
import { useListKeys } from './use-list-keys.ts'
import { useSeenView } from './use-seen-view.ts'
import { useSelection } from './use-selection.ts'
import { ViewTabs } from './view-tabs.tsx'

interface ListPageProps<T extends BaseRecord> {
  view: ListView<T>
  title: string
  /** Beside the primary button: import, export. */
  actions?: ReactNode
  /** What else can be done with the selected rows: export them. */
  selectionActions?: (records: T[]) => ReactNode
}

/** A list of one kind of record: views, filters, search, sort, columns, selection, keyboard, paging. All state is in the address. */
export function ListPage<T extends BaseRecord>({ view: whole, title, actions, selectionActions }: ListPageProps<T>) {
  const view = useSeenView(whole)
  const { resource } = view
  const list = useListState(view)
  const answer = useList(resource, list.query)
  const columns = useColumns(resource.name, view.columns, list)
  const [density, setDensity] = useDensity()
  const selection = useSelection<T>(JSON.stringify(list.lens))
  const [active, setActive] = useState(-1)
  const searchRef = useRef<HTMLInputElement>(null)
  const bodyRef = useRef<HTMLElement>(null)
  const navigate = useNavigate()
  const mayCreate = useMay()(resource.permissions.create)
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false })
  const rows = answer.data?.rows ?? []

  const focusRow = (index: number) => {
    setActive(index)
    bodyRef.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus()
  }
  const open = (record: T) => void navigate({ to: recordHref(resource, record.id) })
  const create = mayCreate ? () => void navigate({ to: `${resource.href}/new` }) : undefined
  useListKeys({
    onSearch: () => searchRef.current?.focus(),
    onNew: create,
    onMove: (step) => rows.length > 0 && focusRow(Math.min(rows.length - 1, Math.max(0, active + step))),
    onClear: selection.clear,
    onEdit: () => bodyRef.current?.querySelector<HTMLElement>(`[data-row="${active}"] [data-edit]`)?.click(),
  })

  return (
    <>
      <PageHeader title={title} count={answer.data?.pagination.total}>
        {actions}
        {create && <NewButton resource={resource} />}
      </PageHeader>
      <ViewTabs view={view} list={list} />
      <ListToolbar view={view} list={list} columns={columns} density={[density, setDensity]} searchRef={searchRef} />
      <ListBody
        view={view}
        list={list}
        answer={answer}
        table={{
          columns: columns.shown,
          onResize: columns.resize,
          density,
          active,
          onActive: setActive,
          isPhone: Boolean(isPhone),
          bodyRef,
        }}
        selection={selection}
        onOpen={open}
      />
      <ListFooter pagination={answer.data?.pagination} rowCount={rows.length} onPlace={list.setPlace} />
      <BulkBar view={view} selection={selection} isTrash={list.isTrash} actions={selectionActions} />
    </>
  )
}
