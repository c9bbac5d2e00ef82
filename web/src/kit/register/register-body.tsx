import { Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { requestIdOf, sentenceOf } from '../api/problem.ts'
import { t } from '../kit.text.ts'
import listClasses from '../list/list-page.module.css'
import { TableSkeleton } from '../list/table-skeleton.tsx'
import classes from './register.module.css'
import { RegisterCards } from './register-cards.tsx'
import type { RegisterState } from './register-state.ts'
import { columnsOf, RegisterTable } from './register-table.tsx'
import type { RegisterView } from './register-view.ts'
import type { RegisterAnswer } from './use-register.ts'

interface RegisterBodyProps<T extends { id: string }> {
  view: RegisterView<T>
  list: RegisterState
  answer: RegisterAnswer<T>
  rows: T[] | undefined
  place: {
    active: number
    onActive: (index: number) => void
    onOpen: (row: T) => void
    isPhone: boolean
    bodyRef: RefObject<HTMLDivElement | null>
  }
  /** The next step where there is nothing yet. */
  emptyAction?: ReactNode
}

/** The four faces of a register: loading, failed, empty, full. */
export function RegisterBody<T extends { id: string }>({
  view,
  list,
  answer,
  rows,
  place,
  emptyAction,
}: RegisterBodyProps<T>) {
  const { error, isPending, isPlaceholderData, refetch } = answer
  const isFull = rows !== undefined && rows.length > 0
  return (
    <section
      ref={place.bodyRef}
      className={listClasses.region}
      aria-busy={isPending || isPlaceholderData}
      aria-label={view.many}
      tabIndex={isFull && !place.isPhone ? -1 : 0}
    >
      {error && !rows && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !rows && (
        <Delayed>
          <TableSkeleton columns={columnsOf(view)} isPlain />
        </Delayed>
      )}
      {rows?.length === 0 && <NoRows view={view} list={list} action={emptyAction} />}
      {isFull && place.isPhone && <RegisterCards view={view} rows={rows} />}
      {isFull && !place.isPhone && (
        <RegisterTable
          view={view}
          rows={rows}
          list={list}
          active={place.active}
          onActive={place.onActive}
          onOpen={place.onOpen}
        />
      )}
      {isFull && answer.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            size="xs"
            onClick={() => void answer.fetchNextPage()}
            loading={answer.isFetchingNextPage}
          >
            {t('showMore')}
          </Button>
          <span role="status">{t('shownSoFar', { count: rows.length })}</span>
        </div>
      )}
    </section>
  )
}

interface NoRowsProps<T extends { id: string }> {
  view: RegisterView<T>
  list: RegisterState
  action: ReactNode
}

function NoRows<T extends { id: string }>({ view, list, action }: NoRowsProps<T>) {
  if (!list.isNarrowed) {
    return (
      <Empty icon={view.icon} {...view.empty}>
        {action}
      </Empty>
    )
  }
  return (
    <Empty icon={IconSearch} title={t('noneFoundTitle')} text={t('noneFoundText', { many: view.many })}>
      <Button variant="default" onClick={list.clear}>
        {t('clearFilters')}
      </Button>
    </Empty>
  )
}
