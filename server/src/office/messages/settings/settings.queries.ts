import { sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'

export interface SettingsRow {
  sender_name: string | null
  reply_to: string | null
  brand_color: string
  quiet_from: string | null
  quiet_to: string | null
  version: number
}

const COLUMNS = sql.raw('sender_name, reply_to, brand_color, quiet_from, quiet_to, version')

export const findSettings = statementForOne<{ tenantId: string }, SettingsRow>('message-settings.find', (query, p) =>
  sql<SettingsRow>`select ${COLUMNS} from message_settings where tenant_id = ${p.tenantId}::uuid`.compile(query),
)

type Saved = Omit<SettingsRow, 'version'> & { tenantId: string; now: string; updatedBy: string }

export const saveSettings = statementForOne<Saved, SettingsRow>('message-settings.save', (query, p) =>
  sql<SettingsRow>`insert into message_settings
      (tenant_id, sender_name, reply_to, brand_color, quiet_from, quiet_to, updated_at, updated_by)
    values (${p.tenantId}::uuid, ${p.sender_name}, ${p.reply_to}, ${p.brand_color}, ${p.quiet_from}, ${p.quiet_to},
      ${p.now}::timestamptz, ${p.updatedBy}::uuid)
    on conflict (tenant_id) do update set sender_name = excluded.sender_name, reply_to = excluded.reply_to,
      brand_color = excluded.brand_color, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by, version = message_settings.version + 1
    returning ${COLUMNS}`.compile(query),
)
