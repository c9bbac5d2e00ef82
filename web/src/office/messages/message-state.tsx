import type { MessageState } from '@groundwork/contract/office/messages.ts'
import { StatusBadge } from '#ui/status-badge.tsx'
import type { Tone } from '#ui/tone.ts'
import { t } from './messages.text.ts'

const TONES: Record<MessageState, Tone> = {
  queued: 'grey',
  sending: 'blue',
  sent: 'blue',
  delivered: 'green',
  refused: 'red',
  unknown: 'amber',
  failed: 'red',
  suppressed: 'amber',
  received: 'green',
}

export function MessageStateBadge({ state }: { state: MessageState }) {
  return <StatusBadge tone={TONES[state]} label={t(`state_${state}`)} />
}
