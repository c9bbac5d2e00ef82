import type { MessageChannel, MessageLanguage } from '@groundwork/contract/office/message-templates.ts'
import type { Message, MessageOrigin, MessageReason, MessageState } from '@groundwork/contract/office/messages.ts'

export interface MessageRow {
  id: string
  channel: MessageChannel
  origin: MessageOrigin
  event: string | null
  event_id: string | null
  customer_id: string | null
  user_id: string | null
  recipient: string
  recipient_norm: string
  recipient_name: string
  language: MessageLanguage
  template_version: number | null
  subject: string | null
  body_text: string | null
  body_html: string | null
  state: MessageState
  reason_code: MessageReason | null
  reason: string | null
  attempts: number
  wait_until: string | null
  sending_job_id: string | null
  sending_attempt: number | null
  provider: string | null
  provider_id: string | null
  created_at: string
  updated_at: string
  created_by: string | null
  sending_at: string | null
  sent_at: string | null
  ended_at: string | null
}

export const SUMMARY_COLUMNS = [
  'id',
  'channel',
  'origin',
  'event',
  'customer_id',
  'recipient',
  'recipient_name',
  'subject',
  'state',
  'reason_code',
  'reason',
  'attempts',
  'wait_until',
  'created_at',
  'sent_at',
  'ended_at',
] as const satisfies readonly (keyof MessageRow)[]

export function toMessage(row: Pick<MessageRow, (typeof SUMMARY_COLUMNS)[number]>): Message {
  return {
    id: row.id,
    channel: row.channel,
    origin: row.origin,
    event: row.event,
    customerId: row.customer_id,
    recipientName: row.recipient_name,
    to: row.recipient,
    subject: row.subject,
    state: row.state,
    reasonCode: row.reason_code,
    reason: row.reason,
    attempts: row.attempts,
    waitUntil: row.wait_until,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    endedAt: row.ended_at,
  }
}

/** As opt-outs, limits and callbacks compare addresses. */
export function normaliseRecipient(channel: MessageChannel, recipient: string): string {
  return channel === 'email' ? recipient.trim().toLowerCase() : recipient.replaceAll(/[^\d+]/g, '')
}

/** For logs and for pages that strangers see: enough to recognise one's own. */
export function maskRecipient(recipient: string): string {
  const [name = '', domain] = recipient.split('@')
  return domain === undefined ? `${recipient.slice(0, 2)}…${recipient.slice(-2)}` : `${name.slice(0, 1)}…@${domain}`
}
