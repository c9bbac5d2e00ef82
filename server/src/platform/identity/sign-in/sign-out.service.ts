import type { ManualCtx } from '#platform/http/route.ts'
import { endSession } from '../sessions/sessions.queries.ts'
import { recordLeaving } from '../support/support-visit.ts'

/** Ends the session everywhere: its cookie, its access tokens and its refresh token. */
export async function signOut({ actor, request, services, raw }: ManualCtx): Promise<undefined> {
  services.identity.clearSessionCookie(raw.reply)
  if (actor?.userId == null || actor.sessionId === null) return undefined
  const { userId, sessionId } = actor
  await services.write(actor, request, async (work) => {
    await endSession(work.tx, { sessionId, userId, now: work.now, reason: 'signed out' })
    work.announce({ kind: 'session-ended', sessionId })
    await recordLeaving(work)
    work.audit('auth.signed-out', { resource: { type: 'platform.users', id: userId } })
  })
  return undefined
}
