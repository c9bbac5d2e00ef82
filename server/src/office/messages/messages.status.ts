import type { MessageState } from '@groundwork/contract/office/messages.ts'

/**
 * queued    waits for its turn, for the end of quiet hours, or for another attempt
 * sending   a provider is being asked; written before the call, so that a process that dies leaves a trace of it
 * sent      the provider has taken it
 * delivered, refused   as the provider reports
 * unknown   nobody can tell whether it went out; a late report still can, and a person may send it again
 * failed    given up after three attempts, or it could not be written
 * suppressed   must not go out: opted out, not wanted, or too many
 */
const NEXT: Record<MessageState, readonly MessageState[]> = {
  queued: ['sending', 'delivered', 'suppressed', 'failed'],
  sending: ['sent', 'delivered', 'refused', 'unknown', 'failed', 'queued'],
  sent: ['delivered', 'refused', 'unknown'],
  unknown: ['sent', 'delivered', 'refused'],
  delivered: [],
  refused: [],
  failed: [],
  suppressed: [],
  received: [],
}

/** Reports arrive twice, late and out of order; what would lead back changes nothing. */
export function canBecome(from: MessageState, to: MessageState): boolean {
  return NEXT[from].includes(to)
}

const RETRYABLE: readonly MessageState[] = ['failed', 'refused', 'suppressed', 'unknown']

/** Which ones a person may send again. */
export function isRetryable(state: MessageState): boolean {
  return RETRYABLE.includes(state)
}

const OPEN: readonly MessageState[] = ['queued', 'sending', 'sent']

export function isFinal(state: MessageState): boolean {
  return !OPEN.includes(state)
}
