import type { Job, JobQuery, JobSummary } from '@groundwork/contract/platform/jobs.ts'
import type { Actor } from '../access/actor.ts'
import { assertCan } from '../access/can.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor } from '../resource/cursor.ts'
import { cancelRun, findRun, type JobRunRow, listRuns, restartRun, summariseRuns } from './job-runs.queries.ts'
import { canRead, canUpdate, isCancellable, isRetryable, visibleTo } from './jobs.policy.ts'

const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listJobs(
  { tx, actor }: ReadCtx,
  { limit, cursor, sort, state, name, mine }: JobQuery,
): Promise<Page<Job>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, sort, COLUMNS)
  // The columns above say that the key is a time as text.
  const last = position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}
  const rows = await listRuns(tx, {
    tenantId: actor.tenant.id,
    limit: limit + 1,
    actorId: mine ? actor.id : visibleTo(actor),
    states: state,
    name,
    ...(sort === 'createdAt' ? { isAscending: true } : {}),
    ...last,
  })
  const shown = rows.slice(0, limit)
  const end = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && end ? encodeCursor(sort, { keys: [end.created_at], id: end.id }) : null
  return {
    rows: shown.map((row) => toJob(row, actor)),
    pagination: { page: null, limit, total: null, hasNext, nextCursor },
  }
}

export async function getJob(ctx: ReadCtx, id: string): Promise<Job> {
  return toJob(await findVisible(ctx, id), ctx.actor)
}

export async function summariseJobs({ tx, actor }: ReadCtx): Promise<JobSummary> {
  const row = await summariseRuns(tx, { tenantId: actor.tenant.id })
  return {
    queued: row?.queued ?? 0,
    delayed: row?.delayed ?? 0,
    running: row?.running ?? 0,
    oldestQueuedSeconds: row?.oldest_seconds ?? null,
    failedLast24Hours: row?.failed ?? 0,
    succeededLast24Hours: row?.succeeded ?? 0,
  }
}

/** The job runs again with the rights of whoever asked for it first, not of whoever retries it. */
export async function retryJob(ctx: Ctx, id: string): Promise<Job> {
  const run = await findChangeable(ctx, id)
  const restarted = isRetryable(run) ? await restartRun(ctx.tx, { tenantId: ctx.actor.tenant.id, id }) : undefined
  if (!restarted)
    throw new AppError(
      'job.not-retryable',
      `The job is ${run.state}; only one that failed, is dead or was cancelled can be retried`,
    )
  ctx.audit('job.retried', { resource: { type: 'platform.jobs', id }, note: run.title })
  return finish(ctx, id)
}

/** A waiting job ends at once, a running one as soon as it has kept what is done. */
export async function cancelJob(ctx: Ctx, id: string): Promise<Job> {
  const run = await findChangeable(ctx, id)
  const cancelled = isCancellable(run) ? await cancelRun(ctx.tx, { tenantId: ctx.actor.tenant.id, id }) : undefined
  if (!cancelled)
    throw new AppError(
      'job.not-cancellable',
      `The job ${run.cancel_requested_at ? 'has been cancelled already' : `is ${run.state}`}`,
    )
  ctx.audit('job.cancelled', { resource: { type: 'platform.jobs', id }, note: run.title })
  ctx.announce({ kind: 'job-cancelled', jobId: id })
  return finish(ctx, id)
}

async function finish(ctx: Ctx, id: string): Promise<Job> {
  const run = await findVisible(ctx, id)
  ctx.emit('job.progressed', id, { id, kind: run.name, state: run.state, done: run.done, total: run.total })
  return toJob(run, ctx.actor)
}

async function findVisible({ tx, actor }: ReadCtx, id: string): Promise<JobRunRow> {
  const run = await findRun(tx, { tenantId: actor.tenant.id, id })
  if (!run || !canRead(actor, run)) throw notFound('job')
  return run
}

async function findChangeable(ctx: ReadCtx, id: string): Promise<JobRunRow> {
  const run = await findVisible(ctx, id)
  if (!canUpdate(ctx.actor, run)) assertCan(ctx.actor, 'platform.jobs.update')
  return run
}

function toJob(row: JobRunRow, actor: Actor): Job {
  const mayUpdate = canUpdate(actor, row)
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    done: row.done,
    total: row.total,
    message: row.message,
    error: row.error,
    result: row.result,
    askedBy: { kind: row.actor.kind, id: row.actor.id, name: row.actor.name },
    createdAt: row.created_at,
    runAt: row.run_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    cancelRequestedAt: row.cancel_requested_at,
    can: { retry: mayUpdate && isRetryable(row), cancel: mayUpdate && isCancellable(row) },
  }
}
