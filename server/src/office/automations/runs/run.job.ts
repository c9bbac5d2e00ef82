import { EVENTS } from '@groundwork/contract/events.ts'
import type { ActionResult, AutomationAction } from '@groundwork/contract/office/automations.ts'
import { z } from 'zod'
import { assertAccess } from '#platform/access/access-check.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { type LogRow, listEventsById } from '#platform/events/log.queries.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { sanitiseError } from '#platform/jobs/worker/sanitise-error.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import { hiddenFields } from '#platform/resource/field-rights.ts'
import { toRecord } from '#platform/resource/records.ts'
import { resourceOfEvent } from '#platform/resource/registry.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { assertSeesRow } from '#platform/resource/row-rights.ts'
import { rowsOf } from '#platform/resource/row-statements.ts'
import { callUrl } from '../actions/call-url.ts'
import type { Outcome } from '../actions/occasion.ts'
import { perform } from '../actions/perform.ts'
import { findAutomation } from '../automations.queries.ts'
import type { AutomationRow } from '../automations.row.ts'
import { factsOf, shapesOf } from '../events/event-shape.ts'
import type { Facts } from '../events/templates.ts'
import { judge } from '../expressions/expression.ts'
import { secretBox } from '../signing-secret.ts'
import { type Locked, lockRun, saveResults } from './runs.queries.ts'

const RunPayload = z.strictObject({ runId: z.uuid() })
type RunPayload = z.infer<typeof RunPayload>
type Job = JobRun<RunPayload>

/** Twice is harmless: every action is written down in the transaction in which it is done, and begun only once. */
export const runAutomation = defineJob<RunPayload>({
  name: 'automations.run',
  title: 'Automation',
  payload: RunPayload,
  attempts: 3,
  backoffMs: 5_000,
  timeoutMs: 60_000,
  run: runActions,
})

async function runActions(job: Job): Promise<{ actions: number }> {
  const key = { tenantId: job.actor.tenant.id, id: job.payload.runId }
  const run = await job.write((ctx) => lockRun(ctx.tx, key))
  if (!run || run.ended_at !== null) return { actions: 0 }
  for (const [index, action] of run.actions.entries()) {
    job.signal.throwIfAborted()
    const startedAtMs = performance.now()
    try {
      await (action.type === 'call-url' ? callOutside(job, run, action, index) : doInside(job, action, index))
    } catch (error) {
      await job.write((ctx) => writeFailure(ctx, job, { action, index, error, startedAtMs }))
      throw error
    }
  }
  return { actions: run.actions.length }
}

type Inside = Exclude<AutomationAction, { type: 'call-url' }>
type Outside = Extract<AutomationAction, { type: 'call-url' }>

function doInside(job: Job, action: Inside, index: number): Promise<void> {
  return job.write(async (ctx) => {
    const startedAtMs = performance.now()
    const run = await lockUndone(ctx, job, index)
    if (!run) return
    const { automation, facts } = await occasionOf(ctx, run)
    const outcome = await perform(ctx, action, { automation, facts })
    await writeDone(ctx, job, run, { action, outcome, startedAtMs })
  })
}

async function callOutside(job: Job, begun: Locked, action: Outside, index: number): Promise<void> {
  const startedAtMs = performance.now()
  const known = await job.read(async (ctx) => ({ now: ctx.now, config: ctx.config, ...(await occasionOf(ctx, begun)) }))
  if (begun.results[index]?.state === 'done') return
  const { automation, facts, now: at, config } = known
  const secret = secretBox(config.secret).open(automation.sealed_secret, automation.id)
  const id = `${job.payload.runId}-${index}`
  const outcome = await callUrl(job.outgoing, action, facts, { id, secret, at, signal: job.signal })
  await job.write(async (ctx) => {
    const run = await lockUndone(ctx, job, index)
    if (!run) return
    await writeDone(ctx, job, run, { action, outcome, startedAtMs })
    ctx.audit('automation.url-called', {
      resource: { type: 'office.automations', id: automation.id },
      note: outcome.summary,
    })
  })
}

async function lockUndone(ctx: Ctx, job: Job, index: number): Promise<Locked | undefined> {
  const run = await lockRun(ctx.tx, { tenantId: ctx.actor.tenant.id, id: job.payload.runId })
  return !run || run.ended_at !== null || run.results[index]?.state === 'done' ? undefined : run
}

/** What the run is about, as far as the automation may still hear and see it. */
async function occasionOf(ctx: ReadCtx, run: Locked) {
  const tenantId = ctx.actor.tenant.id
  const [event] = await listEventsById(ctx.tx, { tenantId, ids: [run.event_id] })
  const automation = await findAutomation(ctx.tx, { tenantId, id: run.automation_id })
  if (!event || !automation)
    throw new AppError('automation.event-gone', 'The event is no longer kept; events are for 30 days')
  assertAccess({ method: 'POST', options: { access: EVENTS[event.type].permission } }, ctx.actor)
  const facts = await factsNow(ctx, event)
  assertSeesCause(ctx.actor, automation, event, facts)
  return { automation, facts }
}

/** The reader of the log sees every field. What the maker's role hides must not show by what an automation does. */
function assertSeesCause(actor: Actor, { name, condition }: AutomationRow, event: LogRow, facts: Facts): void {
  const kind = resourceOfEvent(event.type)
  if (!kind || hiddenFields(actor, kind).size === 0) return
  if (judge(condition.cel, shapesOf(event.type), facts).value === true) return
  throw new AppError('access.field-hidden', `"${name}" asks about what the role of its maker hides`)
}

/** A record that is gone is null; one that the maker may not see any more ends the run. */
async function factsNow(ctx: ReadCtx, event: LogRow): Promise<Facts> {
  const kind = resourceOfEvent(event.type)
  if (!kind || !can(ctx.actor, permissionOf(kind.name, 'read'))) return factsOf(ctx.actor, event, null)
  const row = await rowsOf<BaseRow>(kind).find(ctx.tx, ctx.actor.tenant.id, event.subject_id)
  if (row) await assertSeesRow(ctx, kind, row)
  return factsOf(ctx.actor, event, row ? await toRecord(ctx, kind, row) : null)
}

async function writeDone(
  ctx: Ctx,
  job: Job,
  run: Locked,
  { action, outcome, startedAtMs }: { action: AutomationAction; outcome: Outcome; startedAtMs: number },
): Promise<void> {
  const done = run.results.filter(({ state }) => state === 'done')
  const result: ActionResult = {
    ...outcome,
    type: action.type,
    state: 'done',
    error: null,
    durationMs: since(startedAtMs),
  }
  const results = [...done, result]
  await saveResults(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: job.payload.runId,
    results: JSON.stringify(results),
    isEnd: results.length === run.actions.length,
  })
}

interface Failure {
  action: AutomationAction
  index: number
  error: unknown
  startedAtMs: number
}

/** Stands behind what was done; the queue decides whether there is another attempt. */
async function writeFailure(ctx: Ctx, job: Job, { action, index, error, startedAtMs }: Failure): Promise<void> {
  const run = await lockUndone(ctx, job, index)
  if (!run) return
  const done = run.results.filter(({ state }) => state === 'done')
  const message = sanitiseError(error)
  const result: ActionResult = {
    type: action.type,
    state: 'failed',
    summary: 'Not done',
    changes: null,
    error: message,
    durationMs: since(startedAtMs),
  }
  await saveResults(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: job.payload.runId,
    results: JSON.stringify([...done, result]),
    isEnd: false,
  })
}

function since(startedAtMs: number): number {
  return Math.round(performance.now() - startedAtMs)
}
