import { type Automation, type AutomationRun, RUN_STATES } from '@groundwork/contract/office/automations.ts'
import { Button, Select, Skeleton } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '#kit/api/client.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { useLiveKey } from '#kit/live/use-live.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { runsPath } from './automations.api.ts'
import { t } from './automations.text.ts'
import { RunLine } from './run-line.tsx'
import classes from './runs.module.css'

const MOVING_MS = 2_000
const ROWS = 25

/** The run log of one automation, newest first. */
export function RunList({ automation }: { automation: Automation }) {
  const { state, patch } = useUrlState()
  const wanted = RUN_STATES.find((one) => one === state['state'])
  const answer = useRuns(automation.id, wanted)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = answer
  const runs = data?.pages.flatMap(({ rows }) => rows)
  return (
    <div className={classes.log}>
      <Select
        aria-label={t('runState')}
        placeholder={t('runState')}
        clearable
        w={180}
        size="xs"
        data={RUN_STATES.map((value) => ({ value, label: t(`run_${value}`) }))}
        value={wanted ?? null}
        onChange={(value) => patch({ state: value ?? undefined }, { replace: true })}
      />
      {error && !data && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !runs && (
        <Delayed>
          <Skeleton h={160} />
        </Delayed>
      )}
      {runs?.length === 0 && <Empty icon={IconPlayerPlay} title={t('runsEmptyTitle')} text={t('runsEmptyText')} />}
      {runs?.map((run) => (
        <RunLine key={run.id} run={run} automationId={automation.id} />
      ))}
      {hasNextPage && (
        <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function useRuns(automationId: string, state: string | undefined) {
  const path = runsPath(automationId)
  useLiveKey(path, ['automation', 'job'])
  return useInfiniteQuery({
    queryKey: [path, { state }],
    queryFn: ({ pageParam, signal }) =>
      api.list<AutomationRun>(path, { query: { state, limit: ROWS, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }) => pagination.nextCursor ?? undefined,
    refetchInterval: ({ state: { data } }) => (data?.pages.some(({ rows }) => rows.some(isMoving)) ? MOVING_MS : false),
  })
}

function isMoving({ state }: AutomationRun): boolean {
  return state === 'waiting' || state === 'running'
}
