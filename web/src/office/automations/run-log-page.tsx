import type { Automation } from '@groundwork/contract/office/automations.ts'
import { Select } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '#kit/api/client.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { Empty } from '#ui/empty.tsx'
import { automations } from './automations.resource.ts'
import { t } from './automations.text.ts'
import { RunList } from './run-list.tsx'

const HOUR_MS = 3_600_000
const TIMES = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const
type Time = keyof typeof TIMES

/** What all automations have done, newest first. */
export function RunLogPage() {
  const { state } = useUrlState()
  const time = timeOf(state['time'])
  // Of the moment it was chosen: a time that moves would ask anew with every drawing.
  const since = useMemo(() => (time ? new Date(Date.now() - TIMES[time]).toISOString() : undefined), [time])
  return (
    <>
      <PageHeader title={t('logTitle')} />
      <PageBody>
        <RunList automationId={state['automation']} since={since} filters={<Filters />} empty={<NoRuns />} />
      </PageBody>
    </>
  )
}

function NoRuns() {
  return (
    <Empty icon={IconPlayerPlay} title={t('logEmptyTitle')} text={t('logEmptyText')}>
      <ButtonLink variant="default" to={automations.href}>
        {t('toAutomations')}
      </ButtonLink>
    </Empty>
  )
}

function Filters() {
  const { state, patch } = useUrlState()
  const { data } = useAllAutomations()
  const times = { hour: t('lastHour'), day: t('lastDay'), week: t('lastWeek') }
  return (
    <>
      <Select
        aria-label={t('anyAutomation')}
        placeholder={t('anyAutomation')}
        clearable
        searchable
        w={170}
        size="xs"
        data={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={state['automation'] ?? null}
        onChange={(value) => patch({ automation: value ?? undefined }, { replace: true })}
      />
      <Select
        aria-label={t('anyTime')}
        placeholder={t('anyTime')}
        clearable
        w={150}
        size="xs"
        data={Object.entries(times).map(([value, label]) => ({ value, label }))}
        value={timeOf(state['time']) ?? null}
        onChange={(value) => patch({ time: value ?? undefined }, { replace: true })}
      />
    </>
  )
}

function useAllAutomations() {
  const query = { limit: 100, sort: 'name', fields: 'id,name', count: false }
  return useQuery({
    queryKey: [automations.path, 'names'],
    queryFn: ({ signal }) => api.list<Automation>(automations.path, { query, signal }),
  })
}

function timeOf(word: string | undefined): Time | undefined {
  return word === 'hour' || word === 'day' || word === 'week' ? word : undefined
}
