import { sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'

export interface RecipientCustomer {
  id: string
  name: string
  email: string | null
  phone: string | null
  language: string | null
  notify_sms: boolean
  notify_email: boolean
  notify_push: boolean
}

export const findRecipientCustomer = statementForOne<{ tenantId: string; id: string }, RecipientCustomer>(
  'messages.customer',
  (query, p) =>
    sql<RecipientCustomer>`select id, name, email, phone, language, notify_sms, notify_email, notify_push from customers
      where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid and deleted_at is null`.compile(query),
)
