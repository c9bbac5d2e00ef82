import type { ActionResult, AutomationAction, RunState } from '@groundwork/contract/office/automations.ts'
import { sql } from 'kysely'
import { shapedStatement } from '#platform/database/shaped-statement.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface RunRow {
  id: string
  automation_id: string
  automation_name: string
  version: number
  state: RunState
  event_id: string
  event_type: string
  event_subject_id: string
  event_at: string
  condition: boolean | null
  actions: AutomationAction[]
  results: ActionResult[]
  error: string | null
  duration_ms: number | null
  created_at: string
  ended_at: string | null
}

// How a run stands follows from what it left and from its job: nothing stays "running" when a process dies.
const STATE =
  sql.raw(`case when r.ended_at is not null then case when r.error is null then 'succeeded' else 'failed' end
  when j.state = 'queued' then 'waiting' when j.state = 'running' then 'running' else 'failed' end`)
const COLUMNS = sql`r.id, r.automation_id, a.name as automation_name, r.version, ${STATE} as state, r.event_id, r.event_type, r.event_subject_id, r.event_at,
  r.condition, r.actions, r.results, coalesce(r.error, j.error) as error,
  (extract(epoch from coalesce(r.ended_at, j.ended_at) - r.started_at) * 1000)::int as duration_ms,
  r.created_at, coalesce(r.ended_at, j.ended_at) as ended_at`
const FROM = sql.raw('automation_runs r left join job_runs j on j.tenant_id = r.tenant_id and j.id = r.job_id')
const FROM_NAMED = sql`${FROM} join automations a on a.tenant_id = r.tenant_id and a.id = r.automation_id`

interface Key {
  tenantId: string
  id: string
}

export const findRunOf = statementForOne<Key & { automationId: string }, RunRow>(
  'automation-runs.of',
  (query, params) =>
    sql<RunRow>`select ${COLUMNS} from ${FROM_NAMED} where r.tenant_id = ${params.tenantId}::uuid
    and r.automation_id = ${params.automationId}::uuid and r.id = ${params.id}::uuid`.compile(query),
)

interface ListParams {
  tenantId: string
  limit: number
  automationId?: string | undefined
  /** Where not those of every automation may be seen. */
  automationIds?: readonly string[] | undefined
  states?: readonly RunState[] | undefined
  since?: string | undefined
  lastAt?: string | undefined
  lastId?: string | undefined
}

export const listRuns = shapedStatement<ListParams, RunRow>('automation-runs.list', (query, params, has) => {
  const conditions = [
    sql`r.tenant_id = ${params.tenantId}::uuid`,
    ...(has('automationId') ? [sql`r.automation_id = ${params.automationId}::uuid`] : []),
    ...(has('automationIds') ? [sql`r.automation_id = any(${params.automationIds}::uuid[])`] : []),
    ...(has('since') ? [sql`r.created_at >= ${params.since}::timestamptz`] : []),
    ...(has('states') ? [sql`${STATE} = any(${params.states}::text[])`] : []),
    ...(has('lastAt') ? [sql`(r.created_at, r.id) < (${params.lastAt}::timestamptz, ${params.lastId}::uuid)`] : []),
  ]
  return sql<RunRow>`select ${COLUMNS} from ${FROM_NAMED} where ${sql.join(conditions, sql` and `)}
    order by r.created_at desc, r.id desc limit ${params.limit}::int`.compile(query)
})

interface Summary {
  automation_id: string
  runs: number
  failed: number
  latest: { id: string; state: RunState; at: string }[]
}

/** Of each automation the last day's counts and its five latest runs. */
export const summariseRuns = statement<{ tenantId: string; ids: readonly string[] }, Summary>(
  'automation-runs.summary',
  (query, params) =>
    sql<Summary>`select wanted.id as automation_id, counted.runs, counted.failed, latest.runs as latest
    from unnest(${params.ids}::uuid[]) as wanted (id)
    cross join lateral (
      select count(*)::int as runs, (count(*) filter (where ${STATE} = 'failed'))::int as failed from ${FROM}
      where r.tenant_id = ${params.tenantId}::uuid and r.automation_id = wanted.id and r.created_at > now() - interval '24 hours') counted
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', id, 'state', state, 'at', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        order by created_at desc), '[]') as runs
      from (select r.id, ${STATE} as state, r.created_at from ${FROM}
        where r.tenant_id = ${params.tenantId}::uuid and r.automation_id = wanted.id
        order by r.created_at desc, r.id desc limit 5) newest) latest`.compile(query),
)

/** How many runs each has begun within the last minute. */
export const countLately = statement<
  { tenantId: string; ids: readonly string[] },
  { automation_id: string; runs: number }
>('automation-runs.lately', (query, params) =>
  sql<{ automation_id: string; runs: number }>`select automation_id, count(*)::int as runs from automation_runs
    where tenant_id = ${params.tenantId}::uuid and automation_id = any(${params.ids}::uuid[])
      and created_at > now() - interval '1 minute' group by automation_id`.compile(query),
)

export interface NewRun {
  tenant_id: string
  id: string
  automation_id: string
  version: number
  event_id: string
  event_type: string
  event_subject_id: string
  event_at: string
  condition: boolean | null
  actions: AutomationAction[]
  error: string | null
  job_id: string | null
  ended_at: string | null
}

/** Answers those that are new: an event that an automation has met before is left out. */
export const insertRuns = statement<{ rows: string }, { id: string }>('automation-runs.insert', (query, params) =>
  sql<{
    id: string
  }>`insert into automation_runs (tenant_id, id, automation_id, version, event_id, event_type, event_subject_id,
      event_at, condition, actions, error, job_id, ended_at)
    select tenant_id, id, automation_id, version, event_id, event_type, event_subject_id, event_at, condition, actions, error, job_id, ended_at
    from jsonb_populate_recordset(null::automation_runs, ${params.rows}::jsonb)
    on conflict (tenant_id, automation_id, event_id) do nothing
    returning id`.compile(query),
)

export interface Locked {
  automation_id: string
  event_id: string
  actions: AutomationAction[]
  results: ActionResult[]
  ended_at: string | null
}

/** Whoever holds the row does the next action; a second worker waits and then finds it done. */
export const lockRun = statementForOne<Key, Locked>('automation-runs.lock', (query, params) =>
  sql<Locked>`select automation_id, event_id, actions, results, ended_at from automation_runs
    where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid for update`.compile(query),
)

export const saveResults = statement<Key & { results: string; isEnd: boolean }, never>(
  'automation-runs.results',
  (query, params) =>
    sql<never>`update automation_runs set results = ${params.results}::jsonb, error = null,
      started_at = coalesce(started_at, now()), ended_at = case when ${params.isEnd}::boolean then clock_timestamp() end
    where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid`.compile(query),
)

export const restartRun = statement<Key & { jobId: string }, never>('automation-runs.restart', (query, params) =>
  sql<never>`update automation_runs set job_id = ${params.jobId}::uuid, error = null, ended_at = null, started_at = null
    where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid`.compile(query),
)

/** What went well is kept for 30 days, what failed for 90. */
export const deleteOldRuns = statementForOne<{ tenantId: string; limit: number }, { count: number }>(
  'automation-runs.delete-old',
  (query, params) =>
    sql<{ count: number }>`with old as (
      select id from automation_runs where tenant_id = ${params.tenantId}::uuid
        and created_at < now() - case when ended_at is not null and error is null then interval '30 days' else interval '90 days' end
      order by created_at limit ${params.limit}::int),
    gone as (delete from automation_runs where tenant_id = ${params.tenantId}::uuid and id in (select id from old) returning 1)
    select count(*)::int as count from gone`.compile(query),
)
