import { sql } from 'kysely'
import { statement } from '../database/statement.ts'
import type { LogRow } from '../events/log.queries.ts'
import type { AskedBy } from '../jobs/asked-by.ts'

interface Tenant {
  tenantId: string
}

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
