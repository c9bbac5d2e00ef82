import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { findCustomerOfNumber, insertMessage, insertStep } from '../messages.queries.ts'
import { toMessage } from '../messages.row.ts'
import { optInByWord, optOut } from '../opt-outs/opt-outs.service.ts'

interface InboundSms {
  from: string
  body: string
  /** The provider's name for it. */
  sid: string
}

// Twilio's own lists: it stops the number too, and both have to agree.
const STOP_WORDS = new Set([
  'STOP',
  'UNSUBSCRIBE',
  'END',
  'QUIT',
  'STOPALL',
  'REVOKE',
  'OPTOUT',
  'CANCEL',
  'ALTO',
  'PARAR',
])
const START_WORDS = new Set(['START', 'YES', 'UNSTOP'])

/** Kept as a message of the customer with this number; a STOP or START counts whoever that is. */
export async function receiveSms(ctx: Ctx, { from, body, sid }: InboundSms): Promise<void> {
  const tenantId = ctx.actor.tenant.id
  const customer = await findCustomerOfNumber(ctx.tx, { tenantId, number: from })
  const id = newId()
  const now = ctx.now.toISOString()
  const row = await insertMessage(ctx.tx, {
    tenantId,
    id,
    channel: 'sms',
    origin: 'inbound',
    event: null,
    // The provider repeats what was not answered in time: one message of theirs is one of ours.
    event_id: idOf(sid),
    customer_id: customer?.id ?? null,
    user_id: null,
    recipient: from,
    recipient_norm: from,
    recipient_name: customer?.name ?? from,
    language: 'en',
    template_version: null,
    subject: null,
    body_text: body.slice(0, 1600),
    body_html: null,
    state: 'received',
    reason_code: null,
    reason: null,
    created_by: null,
    ended_at: now,
    now,
  })
  if (!row) return
  await insertStep(ctx.tx, {
    tenantId,
    id: newId(),
    messageId: id,
    at: now,
    state: 'received',
    note: null,
    providerKey: null,
  })
  ctx.emit('message.created', id, { record: toMessage(row) })
  const recipient = { channel: 'sms' as const, addressNorm: from }
  const word = body.trim().toUpperCase()
  if (STOP_WORDS.has(word)) await optOut(ctx, recipient, { source: 'stop-word', messageId: id })
  if (START_WORDS.has(word)) await optInByWord(ctx, recipient)
}

/** `SM` and 32 hexadecimal digits, which is a UUID in another spelling. */
function idOf(sid: string): string | null {
  const digits = /^[A-Z]{2}([0-9a-f]{32})$/i.exec(sid)?.[1]
  return digits ? digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}
