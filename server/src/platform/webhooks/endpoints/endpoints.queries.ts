import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'
import type { AskedBy } from '#platform/jobs/asked-by.ts'
import type { StoredHeader } from '../extra-headers.ts'

export interface EndpointRow {
  id: string
  url: string
  description: string
  topics: string[]
  headers: StoredHeader[]
  sealed_secret: string
  sealed_previous_secret: string | null
  previous_secret_until: string | null
  is_active: boolean
  off_reason: 'gone' | 'nobody' | null
  paused_at: string | null
  failures_in_row: number
  rests_until: string | null
  last_attempt_at: string | null
  last_success_at: string | null
  last_status: number | null
  last_error: string | null
  actor: AskedBy
  created_at: string
  updated_at: string
  created_by: string | null
  updated_by: string | null
  version: number
}

export const ENDPOINT_COLUMNS = [
  'id',
  'url',
  'description',
  'topics',
  'headers',
  'sealed_secret',
  'sealed_previous_secret',
  'previous_secret_until',
  'is_active',
  'off_reason',
  'paused_at',
  'failures_in_row',
  'rests_until',
  'last_attempt_at',
  'last_success_at',
  'last_status',
  'last_error',
  'actor',
  'created_at',
  'updated_at',
  'created_by',
  'updated_by',
  'version',
] as const

const COLUMNS = sql.raw(ENDPOINT_COLUMNS.join(', '))

interface EndpointKey {
  tenantId: string
  id: string
}

const isIt = (params: EndpointKey) => sql`tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid`

export const findEndpoint = statementForOne<EndpointKey, EndpointRow>('webhooks.find', (query, params) =>
  sql<EndpointRow>`select ${COLUMNS} from webhook_endpoints where ${isIt(params)}`.compile(query),
)

export const lockEndpoint = statementForOne<EndpointKey, EndpointRow>('webhooks.lock', (query, params) =>
  sql<EndpointRow>`select ${COLUMNS} from webhook_endpoints where ${isIt(params)} for update`.compile(query),
)

export const countEndpoints = statementForOne<{ tenantId: string }, { count: number }>(
  'webhooks.count',
  (query, params) =>
    sql<{ count: number }>`select count(*)::int as count from webhook_endpoints
    where tenant_id = ${params.tenantId}::uuid`.compile(query),
)

export const countWaiting = statementForOne<EndpointKey, { count: number }>('webhooks.count-waiting', (query, params) =>
  sql<{ count: number }>`select count(*)::int as count from (
      select from webhook_deliveries where tenant_id = ${params.tenantId}::uuid and endpoint_id = ${params.id}::uuid
      and state = 'waiting' limit 10000) waiting`.compile(query),
)

interface NewEndpoint extends EndpointKey {
  url: string
  description: string
  topics: string[]
  /** JSON text. */
  headers: string
  sealedSecret: string
  isActive: boolean
  /** JSON text. */
  actor: string
  startsTxid: string
  createdBy: string
  now: Date
}

export const insertEndpoint = statementForOne<NewEndpoint, EndpointRow>('webhooks.insert', (query, params) =>
  sql<EndpointRow>`insert into webhook_endpoints (tenant_id, id, url, description, topics, headers, sealed_secret,
      is_active, actor, starts_txid, created_at, updated_at, created_by, updated_by)
    values (${params.tenantId}::uuid, ${params.id}::uuid, ${params.url}, ${params.description}, ${params.topics}::text[],
      ${params.headers}::jsonb, ${params.sealedSecret}, ${params.isActive}::boolean, ${params.actor}::jsonb,
      ${params.startsTxid}::xid8, ${params.now}::timestamptz, ${params.now}::timestamptz,
      ${params.createdBy}::uuid, ${params.createdBy}::uuid)
    returning ${COLUMNS}`.compile(query),
)

interface ChangedEndpoint extends EndpointKey {
  url: string
  description: string
  topics: string[]
  headers: string
  isActive: boolean
  actor: string
  updatedBy: string
  now: Date
}

/** Switched on again, it begins with a clean slate. */
export const updateEndpoint = statementForOne<ChangedEndpoint, EndpointRow>('webhooks.update', (query, params) =>
  sql<EndpointRow>`update webhook_endpoints set url = ${params.url}, description = ${params.description},
      topics = ${params.topics}::text[], headers = ${params.headers}::jsonb, is_active = ${params.isActive}::boolean,
      actor = ${params.actor}::jsonb, off_reason = case when ${params.isActive}::boolean then null else off_reason end,
      paused_at = case when is_active or not ${params.isActive}::boolean then paused_at end,
      failures_in_row = case when is_active or not ${params.isActive}::boolean then failures_in_row else 0 end,
      rests_until = case when is_active then rests_until end,
      updated_at = ${params.now}::timestamptz, updated_by = ${params.updatedBy}::uuid, version = version + 1
    where ${isIt(params)} returning ${COLUMNS}`.compile(query),
)

export const deleteEndpoint = statement<EndpointKey, { id: string }>('webhooks.delete', (query, params) =>
  sql<{ id: string }>`delete from webhook_endpoints where ${isIt(params)} returning id`.compile(query),
)

interface NewSecret extends EndpointKey {
  sealedSecret: string
  previousUntil: Date
  updatedBy: string
  now: Date
}

export const replaceSecret = statementForOne<NewSecret, EndpointRow>('webhooks.replace-secret', (query, params) =>
  sql<EndpointRow>`update webhook_endpoints set sealed_previous_secret = sealed_secret,
      previous_secret_until = ${params.previousUntil}::timestamptz, sealed_secret = ${params.sealedSecret},
      updated_at = ${params.now}::timestamptz, updated_by = ${params.updatedBy}::uuid, version = version + 1
    where ${isIt(params)} returning ${COLUMNS}`.compile(query),
)

export const resumeEndpointRow = statementForOne<EndpointKey & { updatedBy: string; now: Date }, EndpointRow>(
  'webhooks.resume',
  (query, params) =>
    sql<EndpointRow>`update webhook_endpoints set paused_at = null, failures_in_row = 0, rests_until = null,
      updated_at = ${params.now}::timestamptz, updated_by = ${params.updatedBy}::uuid, version = version + 1
    where ${isIt(params)} and paused_at is not null returning ${COLUMNS}`.compile(query),
)

export const pauseEndpointRow = statementForOne<EndpointKey & { now: Date }, EndpointRow>(
  'webhooks.pause',
  (query, params) =>
    sql<EndpointRow>`update webhook_endpoints set paused_at = ${params.now}::timestamptz, version = version + 1
    where ${isIt(params)} and paused_at is null and is_active returning ${COLUMNS}`.compile(query),
)

export const switchOffEndpointRow = statementForOne<EndpointKey & { reason: 'gone' | 'nobody' }, EndpointRow>(
  'webhooks.switch-off',
  (query, params) =>
    sql<EndpointRow>`update webhook_endpoints set is_active = false, off_reason = ${params.reason}::text,
      paused_at = null, version = version + 1
    where ${isIt(params)} and is_active returning ${COLUMNS}`.compile(query),
)

interface AttemptNoted extends EndpointKey {
  now: Date
  status: number | null
  error: string | null
}

export const noteSuccess = statement<AttemptNoted, never>('webhooks.note-success', (query, params) =>
  sql<never>`update webhook_endpoints set failures_in_row = 0, rests_until = null, last_attempt_at = ${params.now}::timestamptz,
      last_success_at = ${params.now}::timestamptz, last_status = ${params.status}::int, last_error = null
    where ${isIt(params)}`.compile(query),
)

export const noteFailure = statementForOne<AttemptNoted & { wishedUntil: Date | null }, EndpointRow>(
  'webhooks.note-failure',
  (query, params) =>
    // Rests 1, 2, 4, 8 s, so that a short restart of the receiver is not taken for its end, or as long as it wishes.
    sql<EndpointRow>`update webhook_endpoints set failures_in_row = failures_in_row + 1,
      rests_until = greatest(rests_until, ${params.wishedUntil}::timestamptz,
        ${params.now}::timestamptz + power(2, least(failures_in_row, 4)) * interval '1 second'),
      last_attempt_at = ${params.now}::timestamptz, last_status = ${params.status}::int, last_error = ${params.error}::text
    where ${isIt(params)} returning ${COLUMNS}`.compile(query),
)

/** Active owners: who hears when an endpoint is in trouble. */
export const listOwners = statement<{ tenantId: string }, { email: string; name: string }>(
  'webhooks.owners',
  (query, params) =>
    sql<{ email: string; name: string }>`select email, name from members
    where tenant_id = ${params.tenantId}::uuid and role = 'owner' and status = 'active' order by created_at limit 20`.compile(
      query,
    ),
)
