import { type RawBuilder, sql } from 'kysely'
import { shapedStatement } from '../database/shaped-statement.ts'
import { statement, statementForOne } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'

export interface AuditRow {
  tenant_id: string
  id: string
  action: string
  actor_kind: string
  actor_id: string | null
  actor_name: string
  resource_type: string | null
  resource_id: string | null
  resource_version: number | null
  changes: Record<string, { before: unknown; after: unknown }> | null
  note: string | null
  severity: string
  address: string | null
  user_agent: string | null
  request_id: string | null
}

export interface StoredAuditRow extends AuditRow {
  at: string
}

const COLUMNS = sql.raw(`tenant_id, id, action, actor_kind, actor_id, actor_name, resource_type, resource_id,
  resource_version, changes, note, severity, address, user_agent, request_id`)

const insertAll = statement<{ rows: string }, never>('audit.insert', (query, params) =>
  sql<never>`insert into audit_entries (${COLUMNS})
    select ${COLUMNS} from jsonb_to_recordset(${params.rows}::jsonb) as entry (
      tenant_id uuid, id uuid, action text, actor_kind text, actor_id uuid, actor_name text, resource_type text,
      resource_id uuid, resource_version int, changes jsonb, note text, severity text, address text, user_agent text,
      request_id text)`.compile(query),
)

/** Any number of entries in one statement. */
export function insertAuditEntries(tx: Tx, rows: readonly AuditRow[]): Promise<unknown> {
  return insertAll(tx, { rows: JSON.stringify(rows) })
}

export interface AuditFilters {
  tenantId: string
  limit: number
  actorIds?: readonly string[] | undefined
  actions?: readonly string[] | undefined
  severities?: readonly string[] | undefined
  /** Everyday entries are not among the severities, so few are left. */
  isNotable?: true | undefined
  resourceType?: string | undefined
  resourceId?: string | undefined
  after?: string | undefined
  before?: string | undefined
  /** The last entry of the page before. */
  lastAt?: string | undefined
  lastId?: string | undefined
}

type Slots = Required<AuditFilters>
type Has = (key: keyof AuditFilters) => boolean

/**
 * Newest first. Where a filter names several values the index is asked once per value and each answers with its newest:
 * ordering by time over a condition on many values would otherwise read all of their entries.
 */
export const listAuditEntries = shapedStatement<AuditFilters, StoredAuditRow>('audit.list', (query, params, has) => {
  const several = severalValues(params, has)
  const found = several
    ? sql`select newest.at, newest.id from unnest(${several.values}) as wanted (value)
        cross join lateral (${newest(params, has, several.column)}) newest
        order by newest.at desc, newest.id desc limit ${params.limit}::int`
    : newest(params, has)
  return sql<StoredAuditRow>`select ${COLUMNS}, at from audit_entries
    join (${found}) found using (at, id)
    where tenant_id = ${params.tenantId}::uuid
    order by at desc, id desc`.compile(query)
})

/** The filter that finds fewest, as far as one can tell without looking. */
function severalValues(
  params: Slots,
  has: Has,
): { column: 'actor_id' | 'action' | 'severity'; values: RawBuilder<unknown> } | undefined {
  if (has('resourceId')) return undefined
  if (has('severities') && has('isNotable')) return { column: 'severity', values: sql`${params.severities}::text[]` }
  if (has('actorIds')) return { column: 'actor_id', values: sql`${params.actorIds}::uuid[]` }
  if (has('actions')) return { column: 'action', values: sql`${params.actions}::text[]` }
  if (has('severities')) return { column: 'severity', values: sql`${params.severities}::text[]` }
  return undefined
}

function newest(params: Slots, has: Has, column?: string): RawBuilder<unknown> {
  const conditions = [sql`tenant_id = ${params.tenantId}::uuid`]
  if (column) conditions.push(sql`${sql.ref(column)} = wanted.value`)
  if (has('resourceId')) conditions.push(sql`resource_id = ${params.resourceId}::uuid`)
  if (has('resourceType')) conditions.push(sql`resource_type = ${params.resourceType}::text`)
  if (has('actorIds') && column !== 'actor_id') conditions.push(sql`actor_id = any(${params.actorIds}::uuid[])`)
  if (has('actions') && column !== 'action') conditions.push(sql`action = any(${params.actions}::text[])`)
  if (has('severities') && column !== 'severity') conditions.push(sql`severity = any(${params.severities}::text[])`)
  if (has('after')) conditions.push(sql`at >= ${params.after}::timestamptz`)
  if (has('before')) conditions.push(sql`at < ${params.before}::timestamptz`)
  if (has('lastAt')) conditions.push(sql`(at, id) < (${params.lastAt}::timestamptz, ${params.lastId}::uuid)`)
  return sql`select at, id from audit_entries where ${sql.join(conditions, sql` and `)} order by at desc, id desc limit ${params.limit}::int`
}

export const findAuditEntry = statementForOne<{ tenantId: string; id: string }, StoredAuditRow>(
  'audit.find',
  (query, params) =>
    sql<StoredAuditRow>`select ${COLUMNS}, at from audit_entries
      where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid`.compile(query),
)

/** Which actions begin like this: hops through the index from one to the next, however many entries each has. */
export const listActions = statement<{ tenantId: string; from: string; to: string }, { action: string }>(
  'audit.actions',
  (query, params) =>
    sql<{ action: string }>`with recursive found as (
      (select action from audit_entries
        where tenant_id = ${params.tenantId}::uuid and action >= ${params.from} and action < ${params.to}
        order by action limit 1)
      union all
      select (select a.action from audit_entries a
        where a.tenant_id = ${params.tenantId}::uuid and a.action > found.action and a.action < ${params.to}
        order by a.action limit 1)
      from found where found.action is not null)
    select action from found where action is not null`.compile(query),
)

/** Whose latest name contains the text: hops from one actor to the next in the same way. */
export const listActorsByName = statement<{ tenantId: string; text: string }, { id: string }>(
  'audit.actors',
  (query, params) =>
    sql<{ id: string }>`with recursive found as (
      (select actor_id from audit_entries
        where tenant_id = ${params.tenantId}::uuid and actor_id is not null order by actor_id limit 1)
      union all
      select (select a.actor_id from audit_entries a
        where a.tenant_id = ${params.tenantId}::uuid and a.actor_id > found.actor_id order by a.actor_id limit 1)
      from found where found.actor_id is not null)
    select found.actor_id as id from found
    cross join lateral (select actor_name from audit_entries
      where tenant_id = ${params.tenantId}::uuid and actor_id = found.actor_id order by at desc, id desc limit 1) latest
    where position(lower(${params.text}::text) in lower(latest.actor_name)) > 0
    limit 200`.compile(query),
)
