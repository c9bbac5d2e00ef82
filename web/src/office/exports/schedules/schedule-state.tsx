import type { ExportSchedule } from '@groundwork/contract/office/export-schedules.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import { t } from './schedules.text.ts'

export function ScheduleState({ schedule: { isPaused, problem } }: { schedule: ExportSchedule }) {
  if (isPaused) return <StatusBadge tone="grey" label={t('paused')} />
  return problem ? <StatusBadge tone="amber" label={t('failing')} /> : <StatusBadge tone="green" label={t('on')} />
}
