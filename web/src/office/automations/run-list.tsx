import { type AutomationRun, RUN_STATES } from '@groundwork/contract/office/automations.ts'
import { Button, Group, Select, Skeleton } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import { Delayed } from '#ui/delayed.tsx'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { useRuns } from './automations.api.ts'
import { t } from './automations.text.ts'
import { RunLine } from './run-line.tsx'
import classes from './runs.module.css'

interface RunListProps {
  /** Of all of them where it is absent. */
  automationId?: string | undefined
  since?: string | undefined
  /** What else the list can be narrowed by. */
  filters?: ReactNode
  /** What is shown where there is none. */
  empty?: ReactNode
}

/** A run log, newest first. */
export function RunList({ automationId, since, filters, empty }: RunListProps) {
  const { state, patch } = useUrlState()
  const wanted = RUN_STATES.find((one) => one === state['state'])
  const answer = useRuns({ automation: automationId, state: wanted, since })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = answer
  const runs: AutomationRun[] | undefined = data?.pages.flatMap(({ rows }) => rows)
  return (
    <div className={classes.log}>
      <Group gap="xs">
        <Select
          aria-label={t('runState')}
          placeholder={t('runState')}
          clearable
          w={150}
          size="xs"
          data={RUN_STATES.map((value) => ({ value, label: t(`run_${value}`) }))}
          value={wanted ?? null}
          onChange={(value) => patch({ state: value ?? undefined }, { replace: true })}
        />
        {filters}
      </Group>
      {error && !data && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !runs && (
        <Delayed>
          <Skeleton h={160} />
        </Delayed>
      )}
      {runs?.length === 0 &&
        (empty ?? <Empty icon={IconPlayerPlay} title={t('runsEmptyTitle')} text={t('runsEmptyText')} />)}
      {runs?.map((run) => (
        <RunLine key={run.id} run={run} isNamed={filters !== undefined} />
      ))}
      {hasNextPage && (
        <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
