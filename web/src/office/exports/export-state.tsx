import type { ExportState } from '@groundwork/contract/office/exports.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import type { Tone } from '#ui/tone.ts'
import { t } from './exports.text.ts'

const TONES: Record<ExportState, Tone> = {
  queued: 'grey',
  running: 'blue',
  finished: 'green',
  failed: 'red',
  cancelled: 'grey',
  expired: 'grey',
}

export function ExportStateBadge({ state }: { state: ExportState }) {
  return <StatusBadge tone={TONES[state]} label={t(`state_${state}`)} />
}
