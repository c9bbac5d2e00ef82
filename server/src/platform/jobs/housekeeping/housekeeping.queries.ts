import { sql } from 'kysely'
import { statement, statementForOne } from '../../database/statement.ts'

/** Closed ones too: what is theirs grows old all the same. */
export const listTenantIds = statement<{ afterId: string; limit: number }, { id: string }>(
  'housekeeping.tenants',
  (query, params) =>
    query.selectFrom('tenants').select('id').where('id', '>', params.afterId).orderBy('id').limit(params.limit),
)

interface Old {
  tenantId: string
  limit: number
}

interface Deleted {
  count: number
}

// All of these delete the oldest first and at most `limit`, so that each statement is short whatever has piled up.

export const deleteOldEvents = statementForOne<Old, Deleted>('housekeeping.events', (query, params) =>
  sql<Deleted>`with old as (
      select id from events
      where tenant_id = ${params.tenantId}::uuid and created_at < now() - interval '30 days'
      order by created_at limit ${params.limit}::int),
    gone as (delete from events where tenant_id = ${params.tenantId}::uuid and id in (select id from old) returning 1)
    select count(*)::int as count from gone`.compile(query),
)

/** How far a job had come is news for a day; that it ended stays as long as other events. */
export const deleteOldProgress = statementForOne<Old, Deleted>('housekeeping.progress', (query, params) =>
  sql<Deleted>`with old as (
      select id from events
      where tenant_id = ${params.tenantId}::uuid and type = 'job.progressed' and created_at < now() - interval '1 day'
        and created_at > now() - interval '3 days' and payload ->> 'state' = 'running'
      limit ${params.limit}::int),
    gone as (delete from events where tenant_id = ${params.tenantId}::uuid and id in (select id from old) returning 1)
    select count(*)::int as count from gone`.compile(query),
)

export const deleteOldKeys = statementForOne<Old, Deleted>('housekeeping.idempotency-keys', (query, params) =>
  sql<Deleted>`with old as (
      select actor_id, key from idempotency_keys
      where tenant_id = ${params.tenantId}::uuid and created_at < now() - interval '24 hours'
      order by created_at limit ${params.limit}::int),
    gone as (delete from idempotency_keys
      where tenant_id = ${params.tenantId}::uuid and (actor_id, key) in (select actor_id, key from old)
        and created_at < now() - interval '24 hours' returning 1)
    select count(*)::int as count from gone`.compile(query),
)

export const deleteOldNotifications = statementForOne<Old, Deleted>('housekeeping.notifications', (query, params) =>
  sql<Deleted>`with old as (
      select id from notifications
      where tenant_id = ${params.tenantId}::uuid and created_at < now() - interval '90 days'
      order by created_at limit ${params.limit}::int),
    gone as (delete from notifications where tenant_id = ${params.tenantId}::uuid and id in (select id from old) returning 1)
    select count(*)::int as count from gone`.compile(query),
)

export const deleteOldRuns = statementForOne<Old, Deleted>('housekeeping.job-runs', (query, params) =>
  sql<Deleted>`with old as (
      select id from job_runs
      where tenant_id = ${params.tenantId}::uuid and ended_at < now() - interval '30 days'
      order by ended_at limit ${params.limit}::int),
    gone as (delete from job_runs where tenant_id = ${params.tenantId}::uuid and id in (select id from old) returning 1)
    select count(*)::int as count from gone`.compile(query),
)

/** Links that reset passwords and verify addresses. A day longer than they are good, for "this link has expired". */
export const deleteExpiredLinks = statementForOne<{ limit: number }, Deleted>('housekeeping.links', (query, params) =>
  sql<Deleted>`with gone as (delete from user_links where token_hash in (
      select token_hash from user_links where expires_at < now() - interval '1 day' limit ${params.limit}::int) returning 1)
    select count(*)::int as count from gone`.compile(query),
)

/** Sessions that are over. Kept for 30 days more, for "this session was ended, by whom and why"; their tokens go with them. */
export const deleteEndedSessions = statementForOne<{ limit: number }, Deleted>(
  'housekeeping.sessions',
  (query, params) =>
    sql<Deleted>`with gone as (delete from sessions where id in (
      select id from sessions where revoked_at < now() - interval '30 days' or expires_at < now() - interval '30 days'
      limit ${params.limit}::int) returning 1)
    select count(*)::int as count from gone`.compile(query),
)

/** Refresh tokens that were used. A week longer: until then one that comes back ends the session it was stolen from. */
export const deleteUsedRefreshTokens = statementForOne<{ limit: number }, Deleted>(
  'housekeeping.refresh-tokens',
  (query, params) =>
    sql<Deleted>`with gone as (delete from refresh_tokens where token_hash in (
      select token_hash from refresh_tokens where used_at < now() - interval '7 days' limit ${params.limit}::int) returning 1)
    select count(*)::int as count from gone`.compile(query),
)

/** Challenges that were answered; once over they are refused anyway. An hour longer, for clocks that differ. */
export const deletePasskeyAnswers = statementForOne<{ limit: number }, Deleted>(
  'housekeeping.passkey-answers',
  (query, params) =>
    sql<Deleted>`with gone as (delete from passkey_answers where challenge_hash in (
      select challenge_hash from passkey_answers where expires_at < now() - interval '1 hour' limit ${params.limit}::int) returning 1)
    select count(*)::int as count from gone`.compile(query),
)
