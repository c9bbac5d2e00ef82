import { type RawBuilder, sql } from 'kysely'
import { statement, statementForOne } from '../database/statement.ts'
import { type Ticket, withTickets } from './tickets.ts'

// How many of a tenant's jobs run at once, in all processes together. One fewer than the workers of one process by
// default, so that no tenant ever holds all of them; and long jobs leave one of the places to short ones.
const PLACES = 3
const PLACES_FOR_LONG = 2

interface Tenant {
  tenantId: string
}

/**
 * Whoever takes, leaves or counts places of a tenant does so one after the other. Without it a ticket could be parked
 * at the very moment in which the last running job leaves, and nobody would fetch it.
 */
export const lockPlaces = statement<Tenant, never>('jobs.lock-places', (query, params) =>
  sql<never>`select pg_advisory_xact_lock(hashtextextended('job places ' || ${params.tenantId}::text, 0))`.compile(
    query,
  ),
)

const taken = (params: Tenant): RawBuilder<unknown> =>
  sql`select count(*)::int as total, (count(*) filter (where is_long))::int as long
    from job_runs where tenant_id = ${params.tenantId}::uuid and state = 'running'`

/** True for one row of job_runs when there is a place for it. */
export const hasPlace = (params: Tenant): RawBuilder<boolean> =>
  sql<boolean>`(select taken.total < ${sql.lit(PLACES)} and (not job_runs.is_long or taken.long < ${sql.lit(PLACES_FOR_LONG)})
    from (${taken(params)}) taken)`

/** Gives up the ticket; who leaves a place puts the job back into the queue. */
export const parkRun = statementForOne<Ticket, { id: string }>('jobs.park', (query, params) =>
  sql<{ id: string }>`update job_runs set parked_at = now(), updated_at = now()
    where tenant_id = ${params.tenantId}::uuid and id = ${params.runId}::uuid and ticket = ${params.ticket}::int and state = 'queued'
    returning id`.compile(query),
)

/** As many parked jobs as there are places, oldest first. One too many is harmless: it is parked again. */
export const unparkRuns = statement<Tenant, { id: string }>('jobs.unpark', (query, params) =>
  withTickets(
    sql`update job_runs set parked_at = null, ticket = ticket + 1, updated_at = now()
      where tenant_id = ${params.tenantId}::uuid and id in (
        select id from job_runs
        where tenant_id = ${params.tenantId}::uuid and parked_at is not null and ${hasPlace(params)}
        order by created_at
        limit (select greatest(0, ${sql.lit(PLACES)} - total) from (${taken(params)}) taken))
      returning *`,
    params.tenantId,
  ).compile(query),
)
