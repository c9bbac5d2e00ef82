import type { JobState } from '@groundwork/contract/platform/jobs.ts'
import { sql } from 'kysely'
import { shapedStatement } from '../database/shaped-statement.ts'
import { statementForOne } from '../database/statement.ts'
import type { AskedBy } from './asked-by.ts'
import { withTickets } from './tickets.ts'

export interface JobRunRow {
  id: string
  name: string
  title: string
  state: JobState
  actor: AskedBy
  actor_id: string
  attempts: number
  max_attempts: number
  done: number
  total: number | null
  message: string | null
  error: string | null
  result: unknown
  run_at: string
  created_at: string
  started_at: string | null
  ended_at: string | null
  cancel_requested_at: string | null
}

const COLUMNS =
  sql.raw(`id, name, title, state, actor, actor_id, attempts, max_attempts, done, total, message, error, result,
  run_at, created_at, started_at, ended_at, cancel_requested_at`)

interface RunKey {
  tenantId: string
  id: string
}

export const findRun = statementForOne<RunKey, JobRunRow>('jobs.find', (query, params) =>
  sql<JobRunRow>`select ${COLUMNS} from job_runs where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid`.compile(
    query,
  ),
)

export interface RunFilters {
  tenantId: string
  limit: number
  /** Jobs that others asked for stay out. */
  actorId?: string | undefined
  states?: readonly JobState[] | undefined
  name?: string | undefined
  isAscending?: true | undefined
  lastAt?: string | undefined
  lastId?: string | undefined
}

export const listRuns = shapedStatement<RunFilters, JobRunRow>('jobs.list', (query, params, has) => {
  const conditions = [sql`tenant_id = ${params.tenantId}::uuid`]
  if (has('actorId')) conditions.push(sql`actor_id = ${params.actorId}::uuid`)
  if (has('states')) conditions.push(sql`state = any(${params.states}::text[])`)
  if (has('name')) conditions.push(sql`name = ${params.name}::text`)
  const [compares, direction] = has('isAscending') ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`]
  if (has('lastAt'))
    conditions.push(sql`(created_at, id) ${compares} (${params.lastAt}::timestamptz, ${params.lastId}::uuid)`)
  return sql<JobRunRow>`select ${COLUMNS} from job_runs where ${sql.join(conditions, sql` and `)}
    order by created_at ${direction}, id ${direction} limit ${params.limit}::int`.compile(query)
})

export interface SummaryRow {
  queued: number
  delayed: number
  running: number
  oldest_seconds: number | null
  failed: number
  succeeded: number
}

/** Each figure by its own index: what has ended long ago is not looked at. */
export const summariseRuns = statementForOne<{ tenantId: string }, SummaryRow>('jobs.summary', (query, params) =>
  sql<SummaryRow>`with waiting as (
      select run_at from job_runs where tenant_id = ${params.tenantId}::uuid and state = 'queued'),
    ended as (
      select state from job_runs where tenant_id = ${params.tenantId}::uuid and ended_at > now() - interval '24 hours')
    select
      (select count(*) from waiting where run_at <= now())::int as queued,
      (select count(*) from waiting where run_at > now())::int as delayed,
      (select count(*) from job_runs where tenant_id = ${params.tenantId}::uuid and state = 'running')::int as running,
      (select extract(epoch from now() - min(run_at)) from waiting where run_at <= now())::int as oldest_seconds,
      (select count(*) from ended where state in ('failed', 'dead'))::int as failed,
      (select count(*) from ended where state = 'succeeded')::int as succeeded`.compile(query),
)

/** A waiting job ends here; a running one is asked to. */
export const cancelRun = statementForOne<RunKey, JobRunRow>('jobs.cancel', (query, params) =>
  sql<JobRunRow>`update job_runs set
      cancel_requested_at = coalesce(cancel_requested_at, now()),
      state = case state when 'queued' then 'cancelled' else state end,
      ended_at = case state when 'queued' then now() end,
      parked_at = null,
      updated_at = now()
    where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid and state in ('queued', 'running')
    returning ${COLUMNS}`.compile(query),
)

/** By hand: as if it had just been asked for. */
export const restartRun = statementForOne<RunKey, { id: string }>('jobs.restart', (query, params) =>
  withTickets(
    sql`update job_runs set state = 'queued', ticket = ticket + 1, attempts = 0, crashes = 0, message = null, error = null,
        run_at = now(), updated_at = now(), ended_at = null, cancel_requested_at = null
      where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid and state in ('failed', 'dead', 'cancelled')
      returning *`,
    params.tenantId,
  ).compile(query),
)
