import { type RawBuilder, sql } from 'kysely'

/** What stands in the queue: whose turn it is. Everything else is in job_runs, behind row level security. */
export interface Ticket {
  tenantId: string
  runId: string
  ticket: number
}

/** More than this many waiting jobs of one tenant are all equally far behind. */
const DEEPEST = 1_000
// Deaths of processes and of databases are counted in job_runs; the queue itself must never give up on a ticket.
const NEVER = 30_000

/**
 * `run` yields rows of job_runs; in the same statement each gets its ticket. A tenant's n-th ticket has priority n, so
 * the tenants take turns however many tickets one of them has in the queue (docs/decisions/0004-job-fairness.md).
 */
export function withTickets(run: RawBuilder<unknown>, tenantId: unknown): RawBuilder<{ id: string }> {
  return sql<{ id: string }>`with run as (${run}),
    waiting as (select count(*)::int as depth from (
      select from job_runs
      where tenant_id = ${tenantId}::uuid and state = 'queued' and parked_at is null and run_at <= now()
      limit ${sql.lit(DEEPEST)}) queued)
    select run.id from run cross join waiting cross join lateral graphile_worker.add_job(
      identifier => run.name,
      payload => json_build_object('tenantId', run.tenant_id, 'runId', run.id, 'ticket', run.ticket),
      run_at => run.run_at,
      max_attempts => ${sql.lit(NEVER)},
      priority => waiting.depth) ticket`
}
