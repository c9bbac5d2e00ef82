import type { MessageChannel } from '@groundwork/contract/office/message-templates.ts'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { maskRecipient } from '../messages.row.ts'
import { deleteOptOut, insertOptOut, type OptOutRow } from './opt-outs.queries.ts'

interface Recipient {
  channel: MessageChannel
  addressNorm: string
}

/** For ever, by address: a customer who is made anew with it is not written to either. */
export async function optOut(
  ctx: Ctx,
  { channel, addressNorm }: Recipient,
  { source, messageId }: { source: OptOutRow['source']; messageId: string | null },
): Promise<void> {
  const tenantId = ctx.actor.tenant.id
  const row = await insertOptOut(ctx.tx, {
    tenantId,
    id: newId(),
    channel,
    addressNorm,
    source,
    messageId,
    at: ctx.now.toISOString(),
  })
  if (!row) return
  ctx.audit('message.opted-out', {
    resource: { type: 'office.message-opt-outs', id: row.id },
    severity: 'low',
    note: `${channel} to ${maskRecipient(addressNorm)}, by ${source}`,
  })
}

export async function optInByWord(ctx: Ctx, { channel, addressNorm }: Recipient): Promise<void> {
  const [row] = await deleteOptOut(ctx.tx, { tenantId: ctx.actor.tenant.id, channel, addressNorm })
  if (!row) return
  ctx.audit('message.opted-in', {
    resource: { type: 'office.message-opt-outs', id: row.id },
    severity: 'low',
    note: `${channel} to ${maskRecipient(addressNorm)}, by their own word`,
  })
}
