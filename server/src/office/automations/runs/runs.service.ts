import { EVENTS } from '@groundwork/contract/events.ts'
import { isTrigger } from '@groundwork/contract/office/automation-triggers.ts'
import type { AutomationRun, RunLogQuery, RunQuery } from '@groundwork/contract/office/automations.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { listEventsById } from '#platform/events/log.queries.ts'
import type { Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { enqueueAs } from '#platform/jobs/enqueue.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { heardEvents } from '#platform/resource/event-subjects.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { reachableIds, rowLimits, seesAllRows } from '#platform/resource/row-rights.ts'
import { rowsOf } from '#platform/resource/row-statements.ts'
import { getRecord } from '#platform/resource/write.ts'
import { askedByAutomation } from '../automation-actor.ts'
import { findAutomation, listAutomationIds } from '../automations.queries.ts'
import { automations } from '../automations.resource.ts'
import { runAutomation } from './run.job.ts'
import { findRunOf, listRuns, lockRun, type RunRow, restartRun } from './runs.queries.ts'

const SORT = '-createdAt'
const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listRunsOf(ctx: ReadCtx, automationId: string, query: RunQuery): Promise<Page<AutomationRun>> {
  await getRecord(ctx, automations, automationId)
  return listRunLog(ctx, { ...query, automation: automationId })
}

/** Across all automations, or those of one. */
export async function listRunLog(ctx: ReadCtx, query: RunLogQuery): Promise<Page<AutomationRun>> {
  const { limit, cursor, state, automation, since } = query
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  const rows = await listRuns(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    limit: limit + 1,
    automationId: automation,
    automationIds: await seenAutomations(ctx),
    states: state,
    since,
    // The columns above say that the key is a time as text.
    ...(position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}),
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && last ? encodeCursor(SORT, { keys: [last.created_at], id: last.id }) : null
  return {
    rows: await toRuns(ctx, shown),
    pagination: { page: null, limit, total: null, hasNext, nextCursor },
  }
}

/** Undefined where all are seen: mostly. */
async function seenAutomations(ctx: ReadCtx): Promise<string[] | undefined> {
  if (rowLimits(ctx.actor, automations, 'read').length === 0) return undefined
  const all = await listAutomationIds(ctx.tx, { tenantId: ctx.actor.tenant.id })
  const ids = all.map(({ id }) => id)
  return [...(await reachableIds(ctx, automations, 'read', ids))]
}

export async function getRun(ctx: ReadCtx, automationId: string, id: string): Promise<AutomationRun> {
  const [run] = await toRuns(ctx, [await findVisible(ctx, automationId, id)])
  if (!run) throw new Error('One row makes one run')
  return run
}

/** Whose rows are limited sees of the runs of others no more than that they were, and of their own as far as the event. */
async function toRuns(ctx: ReadCtx, rows: readonly RunRow[]): Promise<AutomationRun[]> {
  if (seesAllRows(ctx.actor)) return rows.map((row) => toRun(row, ctx.actor, true))
  const tenantId = ctx.actor.tenant.id
  const events = await listEventsById(ctx.tx, { tenantId, ids: rows.map(({ event_id }) => event_id) })
  const heard = new Set((await heardEvents(ctx, events)).map(({ id }) => id))
  const ids = [...new Set(rows.map(({ automation_id }) => automation_id))]
  const made = await rowsOf<BaseRow>(automations).findMany(ctx.tx, tenantId, ids)
  const own = new Set(made.flatMap(({ id, created_by }) => (ctx.actor.owns.includes(created_by ?? '') ? [id] : [])))
  return rows.map((row) => toRun(row, ctx.actor, heard.has(row.event_id) && own.has(row.automation_id)))
}

/** Goes on at the action that failed: what was done is not done again. With the rights the maker has now. */
export async function retryRun(ctx: Ctx, automationId: string, id: string): Promise<AutomationRun> {
  const tenantId = ctx.actor.tenant.id
  await findVisible(ctx, automationId, id)
  await lockRun(ctx.tx, { tenantId, id })
  const row = await findVisible(ctx, automationId, id)
  const automation = await findAutomation(ctx.tx, { tenantId, id: automationId })
  if (!isRetryable(row) || !automation)
    throw new AppError(
      'automation.run-not-retryable',
      `The run is ${row.state}; only one that failed at an action can be retried`,
    )
  const [event] = await listEventsById(ctx.tx, { tenantId, ids: [row.event_id] })
  if (!event) throw new AppError('automation.event-gone', 'The event is no longer kept; events are for 30 days')
  const jobId = newId()
  await restartRun(ctx.tx, { tenantId, id, jobId })
  const asked = askedByAutomation(automation, event.cause_depth + 1)
  await enqueueAs(ctx.tx, tenantId, asked, { id: jobId, definition: runAutomation, payload: { runId: id } })
  ctx.announce({ kind: 'jobs' })
  ctx.audit('automation.run-retried', { resource: { type: automations.name, id: automationId } })
  return getRun(ctx, automationId, id)
}

async function findVisible(ctx: ReadCtx, automationId: string, id: string): Promise<RunRow> {
  await getRecord(ctx, automations, automationId)
  const row = await findRunOf(ctx.tx, { tenantId: ctx.actor.tenant.id, automationId, id })
  if (!row) throw notFound('run')
  return row
}

/** A condition that could not be judged gives the same the next time. */
function isRetryable({ state, condition }: RunRow): boolean {
  return state === 'failed' && condition !== null
}

function toRun(row: RunRow, actor: Actor, seesRecords: boolean): AutomationRun {
  const mayHear = seesRecords && isTrigger(row.event_type) && can(actor, EVENTS[row.event_type].permission)
  return {
    id: row.id,
    automation: { id: row.automation_id, name: row.automation_name },
    version: row.version,
    state: row.state,
    event: { id: row.event_id, type: row.event_type, subjectId: row.event_subject_id, at: row.event_at },
    condition: row.condition,
    // Who may not hear of the event may not see through the run what it was about either.
    actions: mayHear ? row.results : row.results.map((result) => ({ ...result, summary: '', changes: null })),
    error: row.error,
    durationMs: row.duration_ms,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    can: { retry: isRetryable(row) && can(actor, 'office.automations.update') },
  }
}
