import { statement, statementForOne } from '#platform/database/statement.ts'

interface NewMessage {
  tenantId: string
  id: string
  channel: 'email' | 'sms'
  recipient: string
  subject: string | null
  bodyText: string
  bodyHtml: string | null
  sealedLink: string | null
  template: string
  /** The message of the office that lies here because nobody carries it further. */
  messageId: string | null
  /** Null where it stays here. */
  state: 'queued' | null
  now: Date
}

export const insertMessage = statement<NewMessage, never>('outbox.insert', (query, params) =>
  query.insertInto('outbox_messages').values({
    tenant_id: params.tenantId,
    id: params.id,
    channel: params.channel,
    recipient: params.recipient,
    subject: params.subject,
    body_text: params.bodyText,
    body_html: params.bodyHtml,
    sealed_link: params.sealedLink,
    template: params.template,
    message_id: params.messageId,
    state: params.state,
    created_at: params.now,
  }),
)

export interface MessageRow {
  id: string
  channel: 'email' | 'sms'
  recipient: string
  subject: string | null
  body_text: string
  body_html: string | null
  sealed_link: string | null
  template: string
  state: 'queued' | 'sent' | 'failed' | null
  reason: string | null
  attempts: number
  created_at: string
}

const COLUMNS = [
  'id',
  'channel',
  'recipient',
  'subject',
  'body_text',
  'body_html',
  'sealed_link',
  'template',
  'state',
  'reason',
  'attempts',
  'created_at',
] as const

export const findMessage = statementForOne<{ tenantId: string; id: string }, MessageRow>(
  'outbox.find',
  (query, params) =>
    query
      .selectFrom('outbox_messages')
      .select(COLUMNS)
      // The check of the column says so.
      .$castTo<MessageRow>()
      .where('tenant_id', '=', params.tenantId)
      .where('id', '=', params.id),
)

interface Sent {
  tenantId: string
  id: string
  state: 'queued' | 'sent' | 'failed'
  reason: string | null
}

export const recordAttempt = statement<Sent, never>('outbox.attempt', (query, params) =>
  query
    .updateTable('outbox_messages')
    .set((eb) => ({ state: params.state, reason: params.reason, attempts: eb('attempts', '+', 1) }))
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id),
)
