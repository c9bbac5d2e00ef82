import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'

interface Rows {
  tenantId: string
  /** JSON text. */
  rows: string
}

export const insertDemoDeliveries = statement<Rows, never>('webhooks.demo-deliveries', (query, params) =>
  sql<never>`insert into webhook_deliveries (tenant_id, id, endpoint_id, event_id, event_type, body, state, attempts,
      failures, next_attempt_at, status, error, duration_ms, created_at, ended_at)
    select ${params.tenantId}::uuid, id, endpoint_id, event_id, event_type, body, state, attempts, 0, null, status, error,
      duration_ms, created_at, created_at
    from jsonb_to_recordset(${params.rows}::jsonb) as delivery (id uuid, endpoint_id uuid, event_id uuid, event_type text,
      body text, state text, attempts int, status int, error text, duration_ms int, created_at timestamptz)`.compile(
    query,
  ),
)

export const insertDemoAttempts = statement<Rows, never>('webhooks.demo-attempts', (query, params) =>
  sql<never>`insert into webhook_attempts (tenant_id, id, delivery_id, number, at, url, request_headers, status, error,
      duration_ms, response_headers, response_body)
    select ${params.tenantId}::uuid, id, delivery_id, number, at, url, request_headers, status, error, duration_ms,
      '{"content-type": "application/json"}', response_body
    from jsonb_to_recordset(${params.rows}::jsonb) as attempt (id uuid, delivery_id uuid, number int, at timestamptz,
      url text, request_headers jsonb, status int, error text, duration_ms int, response_body text)`.compile(query),
)

/** As the newest of its deliveries left it. */
export const noteDemoDelivery = statement<{ tenantId: string; id: string; at: Date }, never>(
  'webhooks.demo-noted',
  (query, params) =>
    sql<never>`update webhook_endpoints set last_attempt_at = ${params.at}::timestamptz,
      last_success_at = ${params.at}::timestamptz, last_status = 200
    where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid`.compile(query),
)
