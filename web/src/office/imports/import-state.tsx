import type { ImportState } from '@groundwork/contract/office/imports.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import type { Tone } from '#ui/tone.ts'
import { t } from './imports.text.ts'

const TONES: Record<ImportState, Tone> = {
  reading: 'blue',
  unreadable: 'red',
  uploaded: 'grey',
  checking: 'blue',
  checked: 'amber',
  running: 'blue',
  stopped: 'red',
  finished: 'green',
  undoing: 'blue',
  undo_stopped: 'amber',
  undone: 'grey',
}

export function ImportStateBadge({ state }: { state: ImportState }) {
  return <StatusBadge tone={TONES[state]} label={t(`state_${state}`)} />
}
