import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'
import { AUTOMATION_COLUMNS, type AutomationRow } from './automations.row.ts'

const COLUMNS = sql.join(AUTOMATION_COLUMNS.map((column) => sql.ref(column)))

interface Tenant {
  tenantId: string
}

export const readTime = statementForOne<object, { now: string }>('automations.now', (query) =>
  sql<{ now: string }>`select now() as now`.compile(query),
)

/** The reader's name in `event_readers`. */
export const READER = 'automations'

/** Puts the reader at the end of the log, unless another automation still has something before that to hear. */
export const placeAtEnd = statement<Tenant, never>('automations.place-at-end', (query, params) =>
  sql<never>`insert into event_readers (tenant_id, reader, txid, sequence)
    values (${params.tenantId}::uuid, ${READER}, pg_snapshot_xmin(pg_current_snapshot()), 0)
    on conflict (tenant_id, reader) do update set txid = excluded.txid, sequence = excluded.sequence
    where not exists (select from automations
      where tenant_id = ${params.tenantId}::uuid and state = 'active' and deleted_at is null)`.compile(query),
)

export const listActive = statement<Tenant, AutomationRow>('automations.active', (query, params) =>
  sql<AutomationRow>`select ${COLUMNS} from automations
    where tenant_id = ${params.tenantId}::uuid and state = 'active' and deleted_at is null
    order by name_norm, id limit 200`.compile(query),
)

export const findAutomation = statementForOne<Tenant & { id: string }, AutomationRow>(
  'automations.find',
  (query, params) =>
    sql<AutomationRow>`select ${COLUMNS} from automations
      where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid and deleted_at is null`.compile(query),
)

/** Only one that is still active: two who find the same loop halt it once. */
export const haltAutomation = statementForOne<Tenant & { id: string; reason: string; now: string }, AutomationRow>(
  'automations.halt',
  (query, params) =>
    sql<AutomationRow>`update automations set state = 'paused', paused_reason = ${params.reason}, active_since = null,
      updated_at = ${params.now}::timestamptz, version = version + 1
    where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid and state = 'active'
    returning ${COLUMNS}`.compile(query),
)

export const findMakerAddress = statementForOne<{ id: string }, { email: string; name: string }>(
  'automations.maker-address',
  (query, params) => query.selectFrom('users').select(['email', 'name']).where('id', '=', params.id),
)

/** Those whose condition or actions name a text, wherever it stands: a person looks whether it is meant. */
export const listNaming = statement<Tenant & { text: string; limit: number }, { name: string }>(
  'automations.naming',
  (query, params) =>
    sql<{ name: string }>`select name from automations
      where tenant_id = ${params.tenantId}::uuid and deleted_at is null
        and strpos(condition::text || actions::text, ${params.text}) > 0
      order by name limit ${params.limit}::int`.compile(query),
)

/** Businesses have dozens, at most hundreds. */
export const listAutomationIds = statement<{ tenantId: string }, { id: string }>('automations.ids', (query, params) =>
  query.selectFrom('automations').select('id').where('tenant_id', '=', params.tenantId).limit(10_000),
)
