import type { MessageReason, MessageState } from '@groundwork/contract/office/messages.ts'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { insertStep, type Movement, updateMessage } from '../messages.queries.ts'
import { type MessageRow, toMessage } from '../messages.row.ts'
import { isFinal } from '../messages.status.ts'

export interface Move extends Partial<Omit<Movement, 'state' | 'reason_code' | 'reason'>> {
  state: MessageState
  code?: MessageReason
  reason?: string
  /** The provider says so: the step stands there already, under its name. */
  isReported?: boolean
}

/** Every change of a message: the row, a step in its history, and the event that others hear. Whether it is allowed, the caller knows. */
export async function moveMessage(
  ctx: Ctx,
  row: MessageRow,
  { state, code, reason, isReported = false, ...more }: Move,
): Promise<MessageRow> {
  const tenantId = ctx.actor.tenant.id
  const now = ctx.now.toISOString()
  const ended = { ended_at: isFinal(state) ? now : null }
  const next = { ...row, wait_until: null, ...ended, ...more, state, reason_code: code ?? null, reason: reason ?? null }
  const moved = await updateMessage(ctx.tx, { ...next, tenantId, now })
  if (!moved) throw new Error(`Message ${row.id} has gone while it was being changed`)
  const step = { tenantId, id: newId(), messageId: row.id, at: now, state, note: reason ?? null, providerKey: null }
  if (!isReported) await insertStep(ctx.tx, step)
  ctx.emit('message.updated', row.id, { record: toMessage(moved) })
  return moved
}
