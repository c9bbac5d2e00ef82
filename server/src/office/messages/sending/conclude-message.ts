import type { MessageState } from '@groundwork/contract/office/messages.ts'
import type { Accepted, CarrierError } from '#platform/carriers/carrier.ts'
import type { Ctx } from '#platform/context.ts'
import type { MessageRow } from '../messages.row.ts'
import { canBecome } from '../messages.status.ts'
import { optOut } from '../opt-outs/opt-outs.service.ts'
import { moveMessage } from './move-message.ts'

export const MAX_ATTEMPTS = 3

/** A report of the provider may have been faster than its own answer; then the state stays where the report put it. */
export async function concludeAccepted(ctx: Ctx, row: MessageRow, { providerId }: Accepted): Promise<MessageState> {
  if (!canBecome(row.state, 'sent')) return row.state
  const sent = { provider_id: providerId, sent_at: ctx.now.toISOString() }
  const { state } = await moveMessage(ctx, row, { state: 'sent', ...sent })
  return state
}

export async function concludeFailed(ctx: Ctx, row: MessageRow, error: CarrierError): Promise<MessageState> {
  if (row.state !== 'sending') return row.state
  if (error.verdict === 'opted-out') {
    const recipient = { channel: row.channel, addressNorm: row.recipient_norm }
    await optOut(ctx, recipient, { source: 'provider', messageId: row.id })
  }
  const { state } = await moveMessage(ctx, row, moveAfter(row, error))
  return state
}

function moveAfter({ attempts }: MessageRow, { verdict, message }: CarrierError) {
  if (verdict === 'unknown')
    return {
      state: 'unknown',
      code: 'outcome-unknown',
      reason: `${message}, so it may have gone out. Ask the recipient before sending it again`,
    } as const
  if (verdict !== 'later')
    return {
      state: 'refused',
      code: verdict === 'opted-out' ? 'opted-out' : 'provider-refused',
      reason: message,
    } as const
  return attempts < MAX_ATTEMPTS
    ? ({ state: 'queued', code: 'trying-again', reason: `${message}; attempt ${attempts} of ${MAX_ATTEMPTS}` } as const)
    : ({
        state: 'failed',
        code: 'provider-unreachable',
        reason: `${message}; given up after ${MAX_ATTEMPTS} attempts`,
      } as const)
}
