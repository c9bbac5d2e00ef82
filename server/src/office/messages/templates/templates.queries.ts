import type { MessageChannel, MessageLanguage, TemplateKey } from '@groundwork/contract/office/message-templates.ts'
import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface TemplateRow {
  id: string
  event: string
  channel: MessageChannel
  language: MessageLanguage
  subject: string | null
  body: string
  is_active: boolean
  version: number
  updated_at: string
  updated_by: string | null
}

const COLUMNS = sql.raw('id, event, channel, language, subject, body, is_active, version, updated_at, updated_by')

/** A handful per event: what nobody has changed stands in the code. */
export const listTemplates = statement<{ tenantId: string }, TemplateRow>('message-templates.list', (query, p) =>
  sql<TemplateRow>`select ${COLUMNS} from message_templates where tenant_id = ${p.tenantId}::uuid
    order by event, channel, language limit 1000`.compile(query),
)

export const listActiveTemplates = statement<{ tenantId: string; event: string }, TemplateRow>(
  'message-templates.active',
  (query, p) =>
    sql<TemplateRow>`select ${COLUMNS} from message_templates
    where tenant_id = ${p.tenantId}::uuid and event = ${p.event}::text and is_active
    order by channel, language limit 100`.compile(query),
)

type Key = TemplateKey & { tenantId: string }

export const lockTemplate = statementForOne<Key, TemplateRow>('message-templates.lock', (query, p) =>
  sql<TemplateRow>`select ${COLUMNS} from message_templates
    where tenant_id = ${p.tenantId}::uuid and event = ${p.event}::text and channel = ${p.channel}::text
      and language = ${p.language}::text for update`.compile(query),
)

interface Saved extends Key {
  id: string
  subject: string | null
  body: string
  isActive: boolean
  now: string
  updatedBy: string
}

export const saveTemplateRow = statementForOne<Saved, TemplateRow>('message-templates.save', (query, p) =>
  sql<TemplateRow>`insert into message_templates
      (tenant_id, id, event, channel, language, subject, body, is_active, created_at, updated_at, updated_by)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.event}, ${p.channel}, ${p.language}, ${p.subject}, ${p.body},
      ${p.isActive}, ${p.now}::timestamptz, ${p.now}::timestamptz, ${p.updatedBy}::uuid)
    on conflict (tenant_id, event, channel, language) do update set subject = excluded.subject, body = excluded.body,
      is_active = excluded.is_active, updated_at = excluded.updated_at, updated_by = excluded.updated_by,
      version = message_templates.version + 1
    returning ${COLUMNS}`.compile(query),
)

export const deleteTemplate = statementForOne<Key, { id: string }>('message-templates.delete', (query, p) =>
  sql<{ id: string }>`delete from message_templates
    where tenant_id = ${p.tenantId}::uuid and event = ${p.event}::text and channel = ${p.channel}::text
      and language = ${p.language}::text returning id`.compile(query),
)
