import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

interface EndpointKey {
  tenantId: string
  endpointId: string
}

const ofEndpoint = (params: EndpointKey) =>
  sql`tenant_id = ${params.tenantId}::uuid and endpoint_id = ${params.endpointId}::uuid`

/** What a dead process was sending when it died. Whoever holds the turn sends alone, so nothing else is being sent. */
export const giveBackOrphans = statement<EndpointKey & { now: Date }, never>(
  'webhooks.give-back-orphans',
  (query, params) =>
    sql<never>`with orphan as (
      update webhook_deliveries set state = 'waiting', next_attempt_at = ${params.now}::timestamptz
      where ${ofEndpoint(params)} and state = 'sending'
      returning id, attempts, started_at)
    insert into webhook_attempts (tenant_id, id, delivery_id, number, at, url, request_headers, error, duration_ms)
    select ${params.tenantId}::uuid, gen_random_uuid(), orphan.id, orphan.attempts, coalesce(orphan.started_at, now()), endpoint.url, '{}',
      'The process that sent it ended before there was an answer', 0
    from orphan join webhook_endpoints endpoint on endpoint.tenant_id = ${params.tenantId}::uuid
      and endpoint.id = ${params.endpointId}::uuid
    on conflict do nothing`.compile(query),
)

export interface ClaimedDelivery {
  id: string
  event_id: string
  event_type: string
  event_actor_id: string | null
  body: string
  attempts: number
  failures: number
}

/**
 * Counts the attempt before it begins. Fresh ones go first, so that an event which the receiver never takes does not
 * keep the others back.
 */
export const claimDeliveries = statement<EndpointKey & { now: Date; limit: number }, ClaimedDelivery>(
  'webhooks.claim',
  (query, params) =>
    // In a CTE: as a subquery it may run again for every row, and then the limit limits nothing.
    sql<ClaimedDelivery>`with due as materialized (
      select id from webhook_deliveries
      where ${ofEndpoint(params)} and state = 'waiting' and next_attempt_at <= ${params.now}::timestamptz
      order by failures, next_attempt_at limit ${params.limit}::int for update skip locked)
    update webhook_deliveries set state = 'sending', attempts = attempts + 1, next_attempt_at = null,
      started_at = ${params.now}::timestamptz
    where tenant_id = ${params.tenantId}::uuid and id in (select id from due)
    returning id, event_id, event_type, event_actor_id, body, attempts, failures`.compile(query),
)

interface AttemptKey {
  tenantId: string
  id: string
  attempts: number
}

const isMine = (params: AttemptKey) =>
  sql`tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid and attempts = ${params.attempts}::int and state = 'sending'`

interface Concluded extends AttemptKey {
  status: number | null
  error: string | null
  durationMs: number
  now: Date
}

export const markDelivered = statementForOne<Concluded, { id: string }>('webhooks.mark-delivered', (query, params) =>
  sql<{ id: string }>`update webhook_deliveries set state = 'delivered', ended_at = ${params.now}::timestamptz,
      status = ${params.status}::int, error = null, duration_ms = ${params.durationMs}::int
    where ${isMine(params)} returning id`.compile(query),
)

/** Without `nextAt` that was the last attempt. */
export const markFailed = statementForOne<Concluded & { nextAt: Date | null }, { id: string }>(
  'webhooks.mark-failed',
  (query, params) =>
    sql<{ id: string }>`update webhook_deliveries set failures = failures + 1,
      state = case when ${params.nextAt}::timestamptz is null then 'failed' else 'waiting' end,
      next_attempt_at = ${params.nextAt}::timestamptz,
      ended_at = case when ${params.nextAt}::timestamptz is null then ${params.now}::timestamptz end,
      status = ${params.status}::int, error = ${params.error}::text, duration_ms = ${params.durationMs}::int
    where ${isMine(params)} returning id`.compile(query),
)

/** Not sent after all, because this process stops. */
export const giveBack = statement<AttemptKey & { now: Date }, never>('webhooks.give-back', (query, params) =>
  sql<never>`update webhook_deliveries set state = 'waiting', next_attempt_at = ${params.now}::timestamptz
    where ${isMine(params)}`.compile(query),
)

interface NewAttempt {
  tenantId: string
  id: string
  deliveryId: string
  number: number
  at: Date
  url: string
  /** JSON text. */
  requestHeaders: string
  status: number | null
  error: string | null
  durationMs: number
  responseHeaders: string
  responseBody: string | null
  isResponseCut: boolean
}

export const insertAttempt = statement<NewAttempt, never>('webhooks.insert-attempt', (query, params) =>
  sql<never>`insert into webhook_attempts (tenant_id, id, delivery_id, number, at, url, request_headers, status, error,
      duration_ms, response_headers, response_body, is_response_cut)
    values (${params.tenantId}::uuid, ${params.id}::uuid, ${params.deliveryId}::uuid, ${params.number}::int,
      ${params.at}::timestamptz, ${params.url}, ${params.requestHeaders}::jsonb, ${params.status}::int, ${params.error}::text,
      ${params.durationMs}::int, ${params.responseHeaders}::jsonb, ${params.responseBody}::text, ${params.isResponseCut}::boolean)
    on conflict do nothing`.compile(query),
)
