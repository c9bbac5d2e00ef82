import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { FilterBar } from '../list/filter-bar.tsx'
import listClasses from '../list/list-page.module.css'
import { SearchInput } from '../list/list-toolbar.tsx'
import { useListKeys } from '../list/use-list-keys.ts'
import { PageHeader } from '../page/page-header.tsx'
import classes from './register.module.css'
import { RegisterBody } from './register-body.tsx'
import { RegisterDrawer } from './register-drawer.tsx'
import { useRegisterState } from './register-state.ts'
import type { RegisterView } from './register-view.ts'
import { useOpenRow, useRegister } from './use-register.ts'

interface RegisterPageProps<T extends { id: string }> {
  view: RegisterView<T>
  title: string
  /** Right of the title, and again as the next step where there is nothing yet. */
  action?: ReactNode
  /** The next step where there is nothing yet, if it is another one. */
  emptyAction?: ReactNode
  /** Between the title and the list: figures, tabs, a notice. */
  children?: ReactNode
  /** What the drawer shows of the open line; absent where lines have pages of their own. */
  detail?: (row: T) => ReactNode
  /** What `n` does. */
  onNew?: () => void
}

export function RegisterPage<T extends { id: string }>({
  view,
  title,
  action,
  emptyAction = action,
  children,
  detail,
  onNew,
}: RegisterPageProps<T>) {
  const list = useRegisterState(view)
  const answer = useRegister(view, list.query)
  const rows = answer.data?.pages.flatMap((page) => page.rows)
  const { row, isMissing } = useOpenRow(view, rows, list.openId)
  const [active, setActive] = useState(-1)
  const navigate = useNavigate()
  const searchRef = useRef<HTMLInputElement>(null)
  const bodyRef = useRef<HTMLDivElement>(null)
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false })
  const move = (step: 1 | -1) => {
    const next = Math.min((rows?.length ?? 0) - 1, Math.max(0, active + step))
    setActive(next)
    bodyRef.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus()
  }
  const open = (line: T) => (view.hrefOf ? void navigate({ to: view.hrefOf(line) }) : list.open(line.id))
  useListKeys({ onSearch: () => searchRef.current?.focus(), onNew, onMove: move, onClear: () => {} })
  const hasToolbar = view.isSearchable || view.filters.length > 0
  return (
    <>
      <PageHeader title={title} count={answer.data?.pages[0]?.pagination.total}>
        {action}
      </PageHeader>
      {children}
      {hasToolbar && (
        <search className={`${listClasses.toolbar} ${view.isSearchable ? '' : classes.bare}`}>
          {view.isSearchable && <SearchInput list={list} many={view.searched ?? view.many} inputRef={searchRef} />}
          <FilterBar fields={view.filters} list={list} />
        </search>
      )}
      <RegisterBody
        view={view}
        list={list}
        answer={answer}
        rows={rows}
        place={{ active, onActive: setActive, onOpen: open, isPhone: Boolean(isPhone), bodyRef }}
        emptyAction={emptyAction}
      />
      {detail && (
        <RegisterDrawer
          isOpen={list.openId !== undefined}
          isMissing={isMissing}
          title={row && view.nameOf(row)}
          status={row && view.statusOf?.(row)}
          onClose={() => list.open(undefined)}
        >
          {row && detail(row)}
        </RegisterDrawer>
      )}
    </>
  )
}
