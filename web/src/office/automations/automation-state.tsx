import type { Automation, RunState } from '@groundwork/contract/office/automations.ts'
import { IconAlertTriangle, IconCheck, IconClock, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { StatusBadge } from '#ui/status-badge.tsx'
import { t } from './automations.text.ts'

export function AutomationState({ automation: { state, pausedReason } }: { automation: Automation }) {
  if (pausedReason) return <StatusBadge tone="red" icon={IconAlertTriangle} label={t('halted')} />
  return state === 'active' ? (
    <StatusBadge tone="green" icon={IconPlayerPlay} label={t('state_active')} />
  ) : (
    <StatusBadge tone="grey" icon={IconPlayerPause} label={t('state_paused')} />
  )
}

const RUN_LOOKS = {
  waiting: { tone: 'grey', icon: IconClock },
  running: { tone: 'blue', icon: IconPlayerPlay },
  succeeded: { tone: 'green', icon: IconCheck },
  failed: { tone: 'red', icon: IconX },
} as const satisfies Record<RunState, object>

export function RunStateBadge({ state }: { state: RunState }) {
  return <StatusBadge {...RUN_LOOKS[state]} label={t(`run_${state}`)} />
}

/** How it went lately, in a cell: the count, what failed, and a mark for each of the last runs. */
export function LastRuns({ runs }: Pick<Automation, 'runs'>) {
  if (!runs || runs.latest.length === 0) return <span style={{ color: 'var(--gw-ink-2)' }}>{t('noRuns')}</span>
  const { last24Hours, failedLast24Hours } = runs
  return (
    <span>
      {t('runsToday', { count: last24Hours })}
      {failedLast24Hours > 0 && (
        <span style={{ color: 'var(--gw-red-ink)' }}> · {t('failedToday', { count: failedLast24Hours })}</span>
      )}
    </span>
  )
}
