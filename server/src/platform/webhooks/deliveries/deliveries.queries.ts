import type { DELIVERY_STATES } from '@groundwork/contract/platform/webhooks.ts'
import { sql } from 'kysely'
import { shapedStatement } from '#platform/database/shaped-statement.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'

type State = (typeof DELIVERY_STATES)[number]

export interface DeliveryRow {
  id: string
  event_id: string
  event_type: string
  event_actor_id: string | null
  state: State
  attempts: number
  status: number | null
  error: string | null
  duration_ms: number | null
  next_attempt_at: string | null
  created_at: string
  ended_at: string | null
}

const COLUMNS = sql.raw(
  'id, event_id, event_type, event_actor_id, state, attempts, status, error, duration_ms, next_attempt_at, created_at, ended_at',
)

interface DeliveryFilters {
  tenantId: string
  endpointId: string
  /** What alone the reader may see. */
  types: readonly string[]
  limit: number
  states?: readonly State[] | undefined
  lastAt?: string | undefined
  lastId?: string | undefined
}

/** Newest first, without bodies. */
export const listDeliveries = shapedStatement<DeliveryFilters, DeliveryRow>(
  'webhooks.deliveries',
  (query, params, has) => {
    const conditions = [
      sql`tenant_id = ${params.tenantId}::uuid and endpoint_id = ${params.endpointId}::uuid`,
      sql`event_type = any(${params.types}::text[])`,
    ]
    if (has('states')) conditions.push(sql`state = any(${params.states}::text[])`)
    if (has('lastAt')) conditions.push(sql`(created_at, id) < (${params.lastAt}::timestamptz, ${params.lastId}::uuid)`)
    return sql<DeliveryRow>`select ${COLUMNS} from webhook_deliveries where ${sql.join(conditions, sql` and `)}
      order by created_at desc, id desc limit ${params.limit}::int`.compile(query)
  },
)

interface DeliveryKey {
  tenantId: string
  endpointId: string
  id: string
}

const isIt = (params: DeliveryKey) =>
  sql`tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid and endpoint_id = ${params.endpointId}::uuid`

export const findDelivery = statementForOne<DeliveryKey, DeliveryRow & { body: string }>(
  'webhooks.delivery',
  (query, params) =>
    sql<DeliveryRow & { body: string }>`select ${COLUMNS}, body from webhook_deliveries where ${isIt(params)}`.compile(
      query,
    ),
)

export interface AttemptRow {
  number: number
  at: string
  url: string
  request_headers: Record<string, string>
  status: number | null
  error: string | null
  duration_ms: number
  response_headers: Record<string, string>
  response_body: string | null
  is_response_cut: boolean
}

export const listAttempts = statement<{ tenantId: string; deliveryId: string }, AttemptRow>(
  'webhooks.attempts',
  (query, params) =>
    sql<AttemptRow>`select number, at, url, request_headers, status, error, duration_ms, response_headers, response_body,
      is_response_cut
    from webhook_attempts where tenant_id = ${params.tenantId}::uuid and delivery_id = ${params.deliveryId}::uuid
    order by number desc limit 50`.compile(query),
)

/** With the whole schedule before it again, under the same webhook-id. */
export const replayDeliveryRow = statementForOne<DeliveryKey & { now: Date }, DeliveryRow>(
  'webhooks.replay',
  (query, params) =>
    sql<DeliveryRow>`update webhook_deliveries set state = 'waiting', failures = 0, ended_at = null,
      next_attempt_at = ${params.now}::timestamptz
    where ${isIt(params)} and state <> 'sending' returning ${COLUMNS}`.compile(query),
)

export const retryFailedSince = statement<
  { tenantId: string; endpointId: string; since: string; now: Date },
  { id: string }
>('webhooks.retry-failed', (query, params) =>
  sql<{ id: string }>`update webhook_deliveries set state = 'waiting', failures = 0, ended_at = null,
      next_attempt_at = ${params.now}::timestamptz
    where tenant_id = ${params.tenantId}::uuid and endpoint_id = ${params.endpointId}::uuid and state = 'failed'
      and created_at >= ${params.since}::timestamptz and event_id <> id
    returning id`.compile(query),
)

/** What waits for its next attempt is tried now. */
export const hurryWaiting = statement<{ tenantId: string; endpointId: string; now: Date }, never>(
  'webhooks.hurry-waiting',
  (query, params) =>
    sql<never>`update webhook_deliveries set next_attempt_at = ${params.now}::timestamptz
    where tenant_id = ${params.tenantId}::uuid and endpoint_id = ${params.endpointId}::uuid and state = 'waiting'
      and next_attempt_at > ${params.now}::timestamptz`.compile(query),
)

interface TestDelivery extends DeliveryKey {
  type: string
  body: string
  state: 'delivered' | 'failed'
  status: number | null
  error: string | null
  durationMs: number
  now: Date
}

/** A test has no event: it is its own. */
export const insertTestDelivery = statement<TestDelivery, never>('webhooks.insert-test', (query, params) =>
  sql<never>`insert into webhook_deliveries (tenant_id, id, endpoint_id, event_id, event_type, body, state, attempts,
      next_attempt_at, status, error, duration_ms, created_at, ended_at)
    values (${params.tenantId}::uuid, ${params.id}::uuid, ${params.endpointId}::uuid, ${params.id}::uuid, ${params.type},
      ${params.body}, ${params.state}, 1, null, ${params.status}::int, ${params.error}::text, ${params.durationMs}::int,
      ${params.now}::timestamptz, ${params.now}::timestamptz)`.compile(query),
)

/** As long as events are kept, so that recovering never sends twice what was delivered and forgotten. */
export const deleteOldDeliveries = statementForOne<{ tenantId: string; limit: number }, { count: number }>(
  'webhooks.delete-old',
  (query, params) =>
    sql<{ count: number }>`with old as (
      select id from webhook_deliveries
      where tenant_id = ${params.tenantId}::uuid and ended_at < now() - interval '31 days'
      order by ended_at limit ${params.limit}::int),
    gone as (delete from webhook_deliveries
      where tenant_id = ${params.tenantId}::uuid and id in (select id from old) returning 1)
    select count(*)::int as count from gone`.compile(query),
)
