import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { noteFailure, noteSuccess } from '../endpoints/endpoints.queries.ts'
import { pauseEndpoint, switchOffGone, warnOwners } from '../endpoints/stop-endpoint.ts'
import { PAUSE_AFTER, pauseAfterFailure, WARN_AFTER } from '../schedule.ts'
import type { Sent } from './send.ts'
import { type ClaimedDelivery, insertAttempt, markDelivered, markFailed } from './sending.queries.ts'

const GONE = 410
// Asks all who send to it to slow down, not only this one delivery.
const THROTTLING = new Set([429, 502, 503, 504])

/** Writes down how an attempt ended and what follows from it. Nothing, where another process has the delivery now. */
export async function conclude(ctx: Ctx, endpointId: string, delivery: ClaimedDelivery, sent: Sent): Promise<void> {
  const tenantId = ctx.actor.tenant.id
  const { id, attempts } = delivery
  const ended = { tenantId, id, attempts, ...partOf(sent), now: ctx.now }
  const isTaken = sent.error === null
  const row = isTaken
    ? await markDelivered(ctx.tx, ended)
    : await markFailed(ctx.tx, { ...ended, nextAt: nextAttemptAt(ctx.now, delivery, sent) })
  if (!row) return
  await logAttempt(ctx, delivery, sent)
  const noted = { tenantId, id: endpointId, status: sent.status, error: sent.error, now: ctx.now }
  if (isTaken) await noteSuccess(ctx.tx, noted)
  else await noteTrouble(ctx, endpointId, sent)
}

/** Not sent, and not the receiver's fault: the endpoint's failures are not counted up. */
export async function withhold(ctx: Ctx, delivery: ClaimedDelivery, reason: Sent): Promise<void> {
  const { id, attempts } = delivery
  const ended = { tenantId: ctx.actor.tenant.id, id, attempts, ...partOf(reason), now: ctx.now, nextAt: null }
  if (await markFailed(ctx.tx, ended)) await logAttempt(ctx, delivery, reason)
}

/** The one attempt of a test. */
export async function logTest(ctx: Ctx, id: string, sent: Sent): Promise<void> {
  await logAttempt(ctx, { id, attempts: 1 }, sent)
}

async function logAttempt(ctx: Ctx, { id, attempts }: Pick<ClaimedDelivery, 'id' | 'attempts'>, sent: Sent) {
  await insertAttempt(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(),
    deliveryId: id,
    number: attempts,
    at: sent.at,
    url: sent.url,
    requestHeaders: JSON.stringify(sent.requestHeaders),
    ...partOf(sent),
    responseHeaders: JSON.stringify(sent.responseHeaders),
    responseBody: sent.responseBody,
    isResponseCut: sent.isResponseCut,
  })
}

async function noteTrouble(ctx: Ctx, endpointId: string, { status, error, retryAfterMs }: Sent): Promise<void> {
  const wishMs = status !== null && THROTTLING.has(status) ? retryAfterMs : 0
  const endpoint = await noteFailure(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: endpointId,
    status,
    error,
    now: ctx.now,
    wishedUntil: wishMs > 0 ? new Date(ctx.now.getTime() + Math.min(wishMs, DAY_MS)) : null,
  })
  if (!endpoint) return
  if (status === GONE) return switchOffGone(ctx, endpointId)
  if (!endpoint.is_active || endpoint.paused_at !== null) return
  if (endpoint.failures_in_row === WARN_AFTER) await warnOwners(ctx, endpoint)
  if (endpoint.failures_in_row >= PAUSE_AFTER) await pauseEndpoint(ctx, endpointId)
}

const DAY_MS = 24 * 60 * 60 * 1000

function nextAttemptAt(now: Date, { failures }: ClaimedDelivery, { retryAfterMs }: Sent): Date | null {
  const pauseMs = pauseAfterFailure(failures + 1, retryAfterMs)
  return pauseMs === undefined ? null : new Date(now.getTime() + pauseMs)
}

function partOf({ status, error, durationMs }: Sent) {
  return { status, error, durationMs }
}
