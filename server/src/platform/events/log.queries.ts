import type { EventType } from '@groundwork/contract/events.ts'
import { type RawBuilder, sql } from 'kysely'
import { shapedStatement } from '../database/shaped-statement.ts'
import { statement, statementForOne } from '../database/statement.ts'
import type { Position } from './position.ts'

// The log is read in the order (txid, sequence), and only up to the oldest transaction that is still running: one that
// took its number early and commits late would otherwise appear behind readers who have passed it. See
// docs/decisions/0007-event-log-order.md.

export interface LogRow extends Position {
  id: string
  type: EventType
  version: number
  subject_id: string
  actor_id: string | null
  request_id: string | null
  created_at: string
  cause_depth: number
  payload: unknown
}

const COLUMNS = sql.raw(
  'id, txid, sequence, type, version, subject_id, actor_id, request_id, created_at, cause_depth, payload',
)
const OLDEST_RUNNING = sql.raw('pg_snapshot_xmin(pg_current_snapshot())')

interface Reading extends Position {
  tenantId: string
  limit: number
}

const isReadable = (params: Omit<Reading, 'limit'>): RawBuilder<boolean> =>
  sql<boolean>`tenant_id = ${params.tenantId}::uuid and txid < ${OLDEST_RUNNING}
    and (txid, sequence) > (${params.txid}::xid8, ${params.sequence}::bigint)`

/** What comes behind a place in the log, in order. */
export const readLog = statement<Reading, LogRow>('events.read-log', (query, params) =>
  sql<LogRow>`select ${COLUMNS} from events where ${isReadable(params)} order by txid, sequence limit ${params.limit}::int`.compile(
    query,
  ),
)

/** Whether something is committed that cannot be read yet, because an older transaction is still running. */
export const hasPending = statementForOne<{ tenantId: string }, { pending: boolean }>(
  'events.has-pending',
  (query, params) =>
    sql<{ pending: boolean }>`select coalesce((
      select txid >= ${OLDEST_RUNNING} from events where tenant_id = ${params.tenantId}::uuid
      order by txid desc, sequence desc limit 1), false) as pending`.compile(query),
)

/** Where the log ends for now: whatever commits later stands behind this. */
export const findEnd = statementForOne<object, Position>('events.end', (query) =>
  sql<Position>`select ${OLDEST_RUNNING}::text as txid, '0' as sequence`.compile(query),
)

export interface Resumption {
  /** From another database, or from before a restore. */
  is_future: boolean
  /** Nothing this old is kept, so what came next may be gone too. */
  is_gone: boolean
}

export const checkResumption = statementForOne<Omit<Reading, 'limit'>, Resumption>(
  'events.check-resumption',
  (query, params) =>
    sql<Resumption>`select ${params.txid}::xid8 > pg_snapshot_xmax(pg_current_snapshot()) as is_future,
      not exists (select from events where tenant_id = ${params.tenantId}::uuid
        and (txid, sequence) <= (${params.txid}::xid8, ${params.sequence}::bigint)) as is_gone`.compile(query),
)

interface Scan extends Position {
  tenantId: string
  types: readonly EventType[]
  subjectId?: string | undefined
  /** How many entries of the log are looked at, so that a rare type does not read the whole of it. */
  depth: number
  limit: number
}

export interface Scanned {
  ids: string[]
  scanned: number
  txid: string | null
  sequence: string | null
}

/** Which of the next entries match, and how far it has looked. */
export const scanLog = shapedStatement<Scan, Scanned>('events.scan', (query, params, has) => {
  const subject = has('subjectId') ? sql`and subject_id = ${params.subjectId}::uuid` : sql``
  return sql<Scanned>`with looked as materialized (
      select id, txid, sequence, type, subject_id from events where ${isReadable(params)}
      order by txid, sequence limit ${params.depth}::int),
    matching as (
      select id, txid, sequence from looked where type = any(${params.types}::text[]) ${subject}
      order by txid, sequence limit ${params.limit}::int),
    last as (select txid, sequence from looked order by txid desc, sequence desc limit 1)
    select coalesce((select array_agg(id::text order by txid, sequence) from matching), '{}') as ids,
      (select count(*)::int from looked) as scanned,
      (select txid from last) as txid, (select sequence from last) as sequence`.compile(query)
})

export const listEventsById = statement<{ tenantId: string; ids: readonly string[] }, LogRow>(
  'events.by-id',
  (query, params) =>
    sql<LogRow>`select ${COLUMNS} from events where tenant_id = ${params.tenantId}::uuid and id = any(${params.ids}::uuid[])
    order by txid, sequence`.compile(query),
)

interface Filters {
  tenantId: string
  types: readonly EventType[]
  limit: number
  subjectId?: string | undefined
  since?: string | undefined
  lastAt?: string | undefined
  lastId?: string | undefined
}

/** Newest first. The index is asked once per type and each answers with its newest; a subject has few of any. */
export const listNewestEvents = shapedStatement<Filters, LogRow>('events.newest', (query, params, has) => {
  const conditions = [sql`tenant_id = ${params.tenantId}::uuid`]
  conditions.push(
    has('subjectId')
      ? sql`subject_id = ${params.subjectId}::uuid and type = any(${params.types}::text[])`
      : sql`type = wanted.type`,
  )
  if (has('since')) conditions.push(sql`created_at >= ${params.since}::timestamptz`)
  if (has('lastAt')) conditions.push(sql`(created_at, id) < (${params.lastAt}::timestamptz, ${params.lastId}::uuid)`)
  const newest = sql`select created_at, id from events where ${sql.join(conditions, sql` and `)}
    order by created_at desc, id desc limit ${params.limit}::int`
  const found = has('subjectId')
    ? newest
    : sql`select newest.created_at, newest.id from unnest(${params.types}::text[]) as wanted (type)
        cross join lateral (${newest}) newest
        order by newest.created_at desc, newest.id desc limit ${params.limit}::int`
  return sql<LogRow>`select ${COLUMNS} from events join (${found}) found using (created_at, id)
    where tenant_id = ${params.tenantId}::uuid order by created_at desc, id desc`.compile(query)
})
