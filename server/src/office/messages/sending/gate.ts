import type { MessageReason } from '@groundwork/contract/office/messages.ts'
import type { ReadCtx } from '#platform/context.ts'
import { findLimiting, lockRecipient } from '../messages.queries.ts'
import type { MessageRow } from '../messages.row.ts'
import { findOptOut } from '../opt-outs/opt-outs.queries.ts'
import { readSettings } from '../settings/settings.service.ts'
import { quietUntil } from './quiet-hours.ts'
import { findRecipientCustomer } from './recipients.queries.ts'

/** Why a message does not go out now: never (`until` is null), or not before a moment. */
export interface Obstacle {
  code: MessageReason
  sentence: string
  until: Date | null
}

const LIMITS = { sms: 10, email: 50 } as const
const HOUR_MS = 60 * 60 * 1000
/** A message that the limit holds back for longer says nothing worth hearing any more. */
const LONGEST_WAIT_MS = 24 * HOUR_MS

type Asked = Pick<MessageRow, 'channel' | 'origin' | 'customer_id' | 'recipient_norm' | 'created_at'>

/** Asked at the last moment before it goes out, so that what was said in between counts. */
export async function findObstacle(ctx: ReadCtx, message: Asked): Promise<Obstacle | undefined> {
  const toCustomer = message.customer_id === null ? undefined : await findCustomerObstacle(ctx, message)
  return toCustomer ?? (await findLimit(ctx, message))
}

async function findCustomerObstacle(ctx: ReadCtx, message: Asked): Promise<Obstacle | undefined> {
  return (await findRefusal(ctx, message)) ?? (await findQuiet(ctx))
}

/** What the recipient has said, for ever or as a preference. */
export async function findRefusal(
  { tx, actor }: ReadCtx,
  { channel, customer_id, recipient_norm }: Pick<Asked, 'channel' | 'customer_id' | 'recipient_norm'>,
): Promise<Obstacle | undefined> {
  const tenantId = actor.tenant.id
  const optedOut = await findOptOut(tx, { tenantId, channel, addressNorm: recipient_norm })
  if (optedOut) return { code: 'opted-out', sentence: OPTED_OUT[optedOut.source], until: null }
  const customer = customer_id === null ? undefined : await findRecipientCustomer(tx, { tenantId, id: customer_id })
  const wants = channel === 'sms' ? customer?.notify_sms : customer?.notify_email
  if (wants !== false) return undefined
  const what = channel === 'sms' ? 'text messages' : 'mails'
  return { code: 'preference-off', sentence: `The customer's notification preferences say no ${what}`, until: null }
}

const OPTED_OUT = {
  'stop-word': 'The recipient has answered STOP and gets no more text messages',
  'unsubscribe-link': 'The recipient has unsubscribed and gets no more mails',
  provider: 'The recipient has told the provider to stop these messages',
} as const

async function findQuiet(ctx: ReadCtx): Promise<Obstacle | undefined> {
  const { quiet_from: from, quiet_to: to } = await readSettings(ctx)
  if (from === null || to === null) return undefined
  const until = quietUntil(ctx.now, { from, to, timeZone: ctx.actor.tenant.timeZone })
  return until && { code: 'quiet-hours', sentence: `Quiet hours: it goes out at ${to}`, until }
}

async function findLimit({ tx, actor, now }: ReadCtx, message: Asked): Promise<Obstacle | undefined> {
  const recipient = { tenantId: actor.tenant.id, channel: message.channel, recipientNorm: message.recipient_norm }
  const limit = LIMITS[message.channel]
  await lockRecipient(tx, recipient)
  const oldest = await findLimiting(tx, { ...recipient, since: new Date(now.getTime() - HOUR_MS).toISOString(), limit })
  if (!oldest) return undefined
  const until = new Date(Date.parse(oldest.sending_at) + HOUR_MS)
  const isTooLate = until.getTime() - Date.parse(message.created_at) > LONGEST_WAIT_MS
  const sentence = `The recipient has had ${limit} within an hour`
  return isTooLate
    ? { code: 'recipient-limit', sentence: `${sentence}, for a day on end`, until: null }
    : { code: 'recipient-limit', sentence: `${sentence}; it goes out when the hour is over`, until }
}
