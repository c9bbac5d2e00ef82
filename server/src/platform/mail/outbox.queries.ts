import { statement, statementForOne } from '#platform/database/statement.ts'

interface NewMessage {
  tenantId: string
  id: string
  recipient: string
  subject: string
  bodyText: string
  bodyHtml: string
  sealedLink: string | null
  template: string
  now: Date
}

export const insertMessage = statement<NewMessage, never>('outbox.insert', (query, params) =>
  query.insertInto('outbox_messages').values({
    tenant_id: params.tenantId,
    id: params.id,
    channel: 'email',
    recipient: params.recipient,
    subject: params.subject,
    body_text: params.bodyText,
    body_html: params.bodyHtml,
    sealed_link: params.sealedLink,
    template: params.template,
    created_at: params.now,
  }),
)

export interface MessageRow {
  id: string
  recipient: string
  subject: string | null
  body_text: string
  body_html: string | null
  sealed_link: string | null
  template: string
  created_at: string
}

export const findMessage = statementForOne<{ tenantId: string; id: string }, MessageRow>(
  'outbox.find',
  (query, params) =>
    query
      .selectFrom('outbox_messages')
      .select(['id', 'recipient', 'subject', 'body_text', 'body_html', 'sealed_link', 'template', 'created_at'])
      .where('tenant_id', '=', params.tenantId)
      .where('id', '=', params.id),
)
