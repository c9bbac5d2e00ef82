import { unmarkedName } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { assertPerson } from '../assert-person.ts'
import { leaveSupportSession } from '../sessions/sessions.queries.ts'
import { closeVisit, insertVisit } from './support.queries.ts'

/**
 * Writes down that somebody of support has come in, and tells the owners; nothing where the session is inside already.
 * Runs before the first thing they see: nobody is in without a trace.
 */
export async function recordEntry(ctx: Ctx): Promise<void> {
  const { userId, sessionId, support, tenant } = assertPerson(ctx.actor)
  if (!support) return
  const name = unmarkedName(ctx.actor)
  const { grantId, role } = support
  const { tx, now, request } = ctx
  const id = newId(now.getTime())
  const visit = { tenantId: tenant.id, id, grantId, sessionId, userId, name, address: request.address, now }
  if (!(await insertVisit(tx, visit))) return
  ctx.audit('support.entered', { resource: { type: 'platform.support', id: grantId }, severity: 'high', note: role })
  ctx.emit('support.entered', grantId, { grantId, userId, name, role })
}

/** Back to the door. The permission stands, so they may come in again until it ends. */
export async function leaveSupport(ctx: Ctx): Promise<void> {
  const { userId, sessionId, support } = assertPerson(ctx.actor)
  if (!support) throw new AppError('support.not-inside', 'You are not in this business as support')
  await leaveSupportSession(ctx.tx, { sessionId, userId })
  await recordLeaving(ctx)
  ctx.announce({ kind: 'session-ended', sessionId })
}

/** However they leave: to the door, to another business, or by signing out. */
export async function recordLeaving(ctx: Ctx): Promise<void> {
  const { sessionId, support, tenant } = ctx.actor
  if (!support || sessionId === null) return
  await closeVisit(ctx.tx, { tenantId: tenant.id, grantId: support.grantId, sessionId, now: ctx.now })
  ctx.audit('support.left', { resource: { type: 'platform.support', id: support.grantId } })
}
