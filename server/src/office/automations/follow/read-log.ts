import type { EventType } from '@groundwork/contract/events.ts'
import { isTrigger } from '@groundwork/contract/office/automation-triggers.ts'
import { assertAccess } from '#platform/access/access-check.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import type { Progress } from '#platform/events/follower.ts'
import { hasPending, type LogRow, listEventsById, scanLog } from '#platform/events/log.queries.ts'
import type { Position } from '#platform/events/position.ts'
import { holdPlace } from '#platform/events/reader-place.ts'
import { moveReader } from '#platform/events/readers.queries.ts'
import { newId } from '#platform/ids.ts'
import { enqueueAs } from '#platform/jobs/enqueue.ts'
import type { Services } from '#platform/services.ts'
import { askedByAutomation, readerActor } from '../automation-actor.ts'
import { listActive, READER } from '../automations.queries.ts'
import type { AutomationRow } from '../automations.row.ts'
import { runAutomation } from '../runs/run.job.ts'
import { countLately, insertRuns, type NewRun } from '../runs/runs.queries.ts'
import { floodReason, halt, loopReason, MOST_IN_A_ROW } from './halt.ts'
import { type LimitedMakers, limitedMakers, withoutUnheard } from './limited-makers.ts'
import { currentRecords, type Match, matchesOf } from './match-events.ts'

const REQUEST = { id: 'automations', address: 'job', userAgent: null }
const SCAN_DEPTH = 2_000
const MOST_EVENTS = 100
/** Conditions are judged in this process, which has other tenants to serve. */
const JUDGE_MS = 250

/**
 * Reads the next stretch of a tenant's log. The runs it sets off, their jobs and the place behind it commit together:
 * however this process dies, no event is left out and none is met twice.
 */
export async function readLog(services: Services, tenantId: string): Promise<Progress> {
  const { database } = services
  const active = await database.read({ tenantId, actorId: null }, (tx) => listActive(tx, { tenantId }))
  if (active.length === 0) return 'done'
  const actor = await readerActor(database, tenantId)
  if (!actor) return 'done'
  const makers = await limitedMakers(database, tenantId, active)
  return services.write(actor, REQUEST, (ctx) => readStretch(ctx, makers))
}

async function readStretch(ctx: Ctx, makers: LimitedMakers): Promise<Progress> {
  const tenantId = ctx.actor.tenant.id
  const reader = { tenantId, reader: READER }
  const from = await holdPlace(ctx.tx, reader)
  // It has one since the first automation was switched on.
  if (!from) throw new Error('The reader of automations has lost its place')
  // Again, behind the lock: what was saved meanwhile counts.
  const active = await listActive(ctx.tx, { tenantId })
  const types = [...new Set(active.flatMap(({ events }) => events.filter(isTrigger)))]
  // Before the log: asked after it, what an ending transaction uncovers in between would count as read.
  const pending = await hasPending(ctx.tx, { tenantId })
  const { events, end, isMore } = await nextEvents(ctx, from, types)
  const taken = isOpen(ctx) ? await takeUp(ctx, active, events, makers) : { last: undefined, isAll: true }
  const place = taken.isAll ? end : taken.last
  if (place) await moveReader(ctx.tx, { ...reader, txid: place.txid, sequence: place.sequence })
  if (isMore || !taken.isAll) return 'more'
  return pending?.pending ? 'pending' : 'done'
}

async function nextEvents(ctx: Ctx, after: Position, types: readonly EventType[]) {
  const tenantId = ctx.actor.tenant.id
  const { txid, sequence } = after
  const [scan] = await scanLog(ctx.tx, { tenantId, txid, sequence, types, depth: SCAN_DEPTH, limit: MOST_EVENTS + 1 })
  const ids = scan?.ids ?? []
  const events = ids.length > 0 ? await listEventsById(ctx.tx, { tenantId, ids: ids.slice(0, MOST_EVENTS) }) : []
  const isCut = ids.length > MOST_EVENTS
  const last: Position | undefined = isCut ? events.at(-1) : toPosition(scan)
  return { events, end: last, isMore: isCut || scan?.scanned === SCAN_DEPTH }
}

function toPosition(scan: { txid: string | null; sequence: string | null } | undefined): Position | undefined {
  return scan?.txid != null && scan.sequence !== null ? { txid: scan.txid, sequence: scan.sequence } : undefined
}

/** In a business that cannot write, events go by. */
function isOpen({ actor }: Ctx): boolean {
  try {
    assertAccess({ method: 'POST', options: { access: 'office.automations.update' } }, actor)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

async function takeUp(
  ctx: Ctx,
  active: readonly AutomationRow[],
  events: readonly LogRow[],
  makers: LimitedMakers,
): Promise<{ last: LogRow | undefined; isAll: boolean }> {
  const records = await currentRecords(
    ctx,
    active.map(({ condition }) => condition.cel),
    events,
  )
  const endsAtMs = performance.now() + JUDGE_MS
  const matches: Match[] = []
  let judged = 0
  for (const event of events) {
    if (judged > 0 && performance.now() > endsAtMs) break
    matches.push(...matchesOf(ctx.actor, active, event, records.get(event.subject_id) ?? null))
    judged += 1
  }
  const heard = await withoutUnheard(ctx.tx, matches, makers)
  await startRuns(ctx, await withoutRunaways(ctx, heard))
  return { last: events[judged - 1], isAll: judged === events.length }
}

/** Halts what runs in circles or too often; what such a one matched is not run. */
async function withoutRunaways(ctx: Ctx, matches: readonly Match[]): Promise<Match[]> {
  const byAutomation = Map.groupBy(matches, ({ automation }) => automation.id)
  if (byAutomation.size === 0) return []
  const lately = await countLately(ctx.tx, { tenantId: ctx.actor.tenant.id, ids: [...byAutomation.keys()] })
  const kept: Match[] = []
  for (const [id, its] of byAutomation) {
    const before = lately.find(({ automation_id }) => automation_id === id)?.runs ?? 0
    const reason = runawayReason(its, before)
    const [first] = its
    if (reason === undefined || !first) kept.push(...its)
    else await halt(ctx, first.automation, reason)
  }
  return kept
}

function runawayReason(matches: readonly Match[], before: number): string | undefined {
  const looping = matches.find(({ event }) => event.cause_depth >= MOST_IN_A_ROW)
  if (looping) return loopReason(looping.event.type)
  const [first] = matches
  return first && before + matches.length > first.automation.max_runs_per_minute
    ? floodReason(first.automation)
    : undefined
}

async function startRuns(ctx: Ctx, matches: readonly Match[]): Promise<void> {
  if (matches.length === 0) return
  const planned = matches.map((match) => ({ match, run: toNewRun(ctx, match) }))
  const inserted = await insertRuns(ctx.tx, { rows: JSON.stringify(planned.map(({ run }) => run)) })
  const isNew = new Set(inserted.map(({ id }) => id))
  for (const { match, run } of planned) {
    if (run.job_id === null || !isNew.has(run.id)) continue
    const asked = askedByAutomation(match.automation, match.event.cause_depth + 1)
    await enqueueAs(ctx.tx, ctx.actor.tenant.id, asked, {
      id: run.job_id,
      definition: runAutomation,
      payload: { runId: run.id },
    })
  }
  ctx.announce({ kind: 'jobs' })
}

function toNewRun(ctx: Ctx, { automation, event, judgement }: Match): NewRun {
  return {
    tenant_id: ctx.actor.tenant.id,
    id: newId(),
    automation_id: automation.id,
    version: automation.version,
    event_id: event.id,
    event_type: event.type,
    event_subject_id: event.subject_id,
    event_at: event.created_at,
    condition: judgement.value,
    actions: automation.actions,
    error: judgement.error === null ? null : `The condition could not be judged. ${judgement.error}`,
    job_id: judgement.error === null ? newId() : null,
    ended_at: judgement.error === null ? null : ctx.now.toISOString(),
  }
}
