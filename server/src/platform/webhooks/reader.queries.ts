import { sql } from 'kysely'
import { statement, statementForOne } from '../database/statement.ts'
import type { LogRow } from '../events/log.queries.ts'
import type { Position } from '../events/position.ts'
import type { AskedBy } from '../jobs/asked-by.ts'

interface Tenant {
  tenantId: string
}

export const insertReader = statement<Tenant & Position, never>('webhooks.insert-reader', (query, params) =>
  sql<never>`insert into webhook_readers (tenant_id, txid, sequence)
    values (${params.tenantId}::uuid, ${params.txid}::xid8, ${params.sequence}::bigint) on conflict do nothing`.compile(
    query,
  ),
)

export const findReader = statementForOne<Tenant, Position>('webhooks.find-reader', (query, params) =>
  sql<Position>`select txid, sequence from webhook_readers where tenant_id = ${params.tenantId}::uuid`.compile(query),
)

/** Nothing where another process reads at this moment: it takes what is there, too. */
export const lockReader = statementForOne<Tenant, Position>('webhooks.lock-reader', (query, params) =>
  sql<Position>`select txid, sequence from webhook_readers where tenant_id = ${params.tenantId}::uuid
    for update skip locked`.compile(query),
)

export const moveReader = statement<Tenant & Position, never>('webhooks.move-reader', (query, params) =>
  sql<never>`update webhook_readers set txid = ${params.txid}::xid8, sequence = ${params.sequence}::bigint
    where tenant_id = ${params.tenantId}::uuid`.compile(query),
)

export interface Subscription {
  id: string
  topics: string[]
  actor: AskedBy
  starts_txid: string
}

/** Paused ones too: their deliveries wait. */
export const listSubscriptions = statement<Tenant, Subscription>('webhooks.subscriptions', (query, params) =>
  sql<Subscription>`select id, topics, actor, starts_txid from webhook_endpoints
    where tenant_id = ${params.tenantId}::uuid and is_active order by id`.compile(query),
)

/** What happened since a time, oldest first, page by page. */
export const listEventsSince = statement<
  Tenant & { since: string; lastAt: string; lastId: string; types: readonly string[]; limit: number },
  LogRow
>('webhooks.events-since', (query, params) =>
  sql<LogRow>`select id, txid, sequence, type, version, subject_id, actor_id, request_id, created_at, payload from events
    where tenant_id = ${params.tenantId}::uuid and created_at >= ${params.since}::timestamptz
      and (created_at, id) > (${params.lastAt}::timestamptz, ${params.lastId}::uuid)
      and type = any(${params.types}::text[])
    order by created_at, id limit ${params.limit}::int`.compile(query),
)

export interface NewDelivery {
  id: string
  endpoint_id: string
  event_id: string
  event_type: string
  event_actor_id: string | null
  body: string
}

/** The key on endpoint and event makes a second time harmless. */
export const insertDeliveries = statement<Tenant & { rows: string; now: Date }, { endpoint_id: string }>(
  'webhooks.insert-deliveries',
  (query, params) =>
    sql<{ endpoint_id: string }>`insert into webhook_deliveries
      (tenant_id, id, endpoint_id, event_id, event_type, event_actor_id, body, next_attempt_at, created_at)
    select ${params.tenantId}::uuid, id, endpoint_id, event_id, event_type, event_actor_id, body,
      ${params.now}::timestamptz, ${params.now}::timestamptz
    from jsonb_to_recordset(${params.rows}::jsonb) as delivery (
      id uuid, endpoint_id uuid, event_id uuid, event_type text, event_actor_id uuid, body text)
    on conflict (tenant_id, endpoint_id, event_id) do nothing
    returning endpoint_id`.compile(query),
)
