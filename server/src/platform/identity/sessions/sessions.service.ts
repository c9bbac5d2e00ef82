import type { Session } from '@groundwork/contract/platform/identity.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { assertPerson, type PersonActor } from '../assert-person.ts'
import { SESSION_IDLE_MS, sessionEndsAtMs } from '../credentials/session-limits.ts'
import { describeDevice } from './device.ts'
import {
  endSession,
  endSessionsInTenant,
  endSessionsOf,
  listStandingSessions,
  type SessionRow,
} from './sessions.queries.ts'

/** The most recently used; the statement reads one more, to know whether there are others. */
const MAX_SHOWN = 100

export async function listSessions({ tx, actor, now }: ReadCtx): Promise<Page<Session>> {
  const person = assertPerson(actor)
  const { userId, sessionId } = person
  const usedAfter = new Date(now.getTime() - SESSION_IDLE_MS)
  const all = await listStandingSessions(tx, { userId, now, usedAfter })
  const rows = all.filter((row) => isWithinReach(person, row))
  const sessions = rows.slice(0, MAX_SHOWN).map((row) => toSession(row, sessionId))
  // The rest is not counted: whoever is signed in that often ends all others at once.
  const hasNext = rows.length > MAX_SHOWN
  const total = hasNext ? null : rows.length
  return { rows: sessions, pagination: { page: 1, limit: MAX_SHOWN, total, hasNext, nextCursor: null } }
}

/** Whoever came through a business's provider sees and ends what stands in that business. */
function isWithinReach({ isThroughProvider, tenant }: PersonActor, { tenantId }: SessionRow): boolean {
  return !isThroughProvider || tenantId === tenant.id
}

function toSession(row: SessionRow, currentId: string): Session {
  return {
    id: row.id,
    device: describeDevice(row.userAgent),
    openedBy: row.openedBy,
    address: row.address,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    expiresAt: new Date(sessionEndsAtMs(row)).toISOString(),
    isCurrent: row.id === currentId,
  }
}

/** One's own, this one included. Somebody else's does not exist for the caller. */
export async function endOwnSession(ctx: Ctx, sessionId: string): Promise<void> {
  const { userId } = assertPerson(ctx.actor)
  const ended = await endSession(ctx.tx, { sessionId, userId, now: ctx.now, reason: 'ended by its owner' })
  if (ended.length === 0) throw notFound('session')
  ctx.announce({ kind: 'session-ended', sessionId })
  ctx.audit('auth.session-ended', { resource: { type: 'platform.users', id: userId }, severity: 'low' })
}

export async function endOtherSessions(ctx: Ctx): Promise<{ ended: number }> {
  const { userId, sessionId, isThroughProvider, tenant } = assertPerson(ctx.actor)
  const ending = { userId, exceptId: sessionId, now: ctx.now, reason: 'ended by its owner' }
  const ended = isThroughProvider
    ? await endSessionsInTenant(ctx.tx, { ...ending, tenantId: tenant.id })
    : await endSessionsOf(ctx.tx, ending)
  ctx.announce({ kind: 'user-changed', userId })
  ctx.audit('auth.other-sessions-ended', {
    resource: { type: 'platform.users', id: userId },
    severity: 'low',
    note: `${ended.length} sessions`,
  })
  return { ended: ended.length }
}
