import { EVENTS } from '@groundwork/contract/events.ts'
import { toCel } from '@groundwork/contract/office/automation-conditions.ts'
import { isTrigger } from '@groundwork/contract/office/automation-triggers.ts'
import type { ActionResult, AutomationAction, DryRun, DryRunRequest } from '@groundwork/contract/office/automations.ts'
import { assertCan } from '#platform/access/can.ts'
import type { ReadCtx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { type LogRow, listNewestEvents } from '#platform/events/log.queries.ts'
import { toKnownError } from '#platform/http/problem.ts'
import { heardEvents } from '#platform/resource/event-subjects.ts'
import { foresee } from './actions/foresee.ts'
import { permissionsOfAction } from './actions/needed-permissions.ts'
import { factsOf, shapesOf } from './events/event-shape.ts'
import type { Facts } from './events/templates.ts'
import { type Judgement, judge } from './expressions/expression.ts'
import { currentRecords } from './follow/match-events.ts'
import { problemsOf } from './problems-of.ts'

const MOST_EVENTS = 200
const MOST_SHOWN = 20
const TIME_MS = 2_000

/**
 * What a rule would have made of the newest events of its kinds. Reads within a read-only transaction, so whatever an
 * action might try, the database lets nothing be written.
 */
export async function dryRun(ctx: ReadCtx, request: DryRunRequest): Promise<DryRun> {
  const rule = { ...request, condition: withCel(request.condition) }
  const problems = problemsOf(rule)
  if (problems[0])
    throw new AppError('automation.invalid', `${problems[0].field}: ${problems[0].message}`, { details: problems })
  const types = rule.events.filter(isTrigger)
  for (const type of types) assertCan(ctx.actor, EVENTS[type].permission)
  for (const permission of rule.actions.flatMap(permissionsOfAction)) assertCan(ctx.actor, permission)
  const newest = await listNewestEvents(ctx.tx, { tenantId: ctx.actor.tenant.id, types, limit: MOST_EVENTS })
  const events = await heardEvents(ctx, newest)
  const judged = await judgeAll(ctx, rule.condition.cel, events)
  const fired = judged.filter(({ judgement }) => judgement.value === true)
  const failed = judged.filter(({ judgement }) => judgement.value === null)
  return {
    looked: judged.length,
    fired: fired.length,
    failed: failed.length,
    since: judged.at(-1)?.event.created_at ?? null,
    events: await Promise.all(toShow(judged).map((one) => show(ctx, rule.actions, one))),
  }
}

function withCel({ rows, cel }: DryRunRequest['condition']): DryRunRequest['condition'] {
  return { rows, cel: rows ? toCel(rows) : cel }
}

interface Judged {
  event: LogRow
  facts: Facts
  judgement: Judgement
}

async function judgeAll(ctx: ReadCtx, cel: string, events: readonly LogRow[]): Promise<Judged[]> {
  const records = await currentRecords(ctx, [cel], events)
  const endsAtMs = performance.now() + TIME_MS
  const judged: Judged[] = []
  for (const event of events) {
    if (performance.now() > endsAtMs) break
    const facts = factsOf(ctx.actor, event, records.get(event.subject_id) ?? null)
    judged.push({ event, facts, judgement: judge(cel, shapesOf(event.type), facts) })
  }
  return judged
}

/** Those that would have set it off first: they are what people ask for. */
function toShow(judged: readonly Judged[]): Judged[] {
  const firing = judged.filter(({ judgement }) => judgement.value !== false)
  const others = judged.filter(({ judgement }) => judgement.value === false)
  return [...firing, ...others].slice(0, MOST_SHOWN)
}

async function show(
  ctx: ReadCtx,
  actions: readonly AutomationAction[],
  { event, facts, judgement }: Judged,
): Promise<DryRun['events'][number]> {
  const planned = judgement.value === true ? actions : []
  return {
    event: { id: event.id, type: event.type, subjectId: event.subject_id, at: event.created_at },
    condition: judgement.value,
    error: judgement.error,
    actions: await Promise.all(planned.map((action) => planOf(ctx, action, facts))),
  }
}

async function planOf(ctx: ReadCtx, action: AutomationAction, facts: Facts): Promise<ActionResult> {
  const base = { type: action.type, durationMs: null }
  try {
    return { ...base, ...(await foresee(ctx, action, facts)), state: 'planned', error: null }
  } catch (thrown) {
    const error = toKnownError(thrown)
    if (error.status >= 500) throw thrown
    return { ...base, state: 'failed', summary: 'Could not be done', changes: null, error: error.message }
  }
}
