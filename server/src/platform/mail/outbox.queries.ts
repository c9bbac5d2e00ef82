import { statement } from '#platform/database/statement.ts'

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
