import type { Ctx } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { findPerson, type PersonCredential } from '../credentials/credential.queries.ts'
import { hashToken, isTokenShaped, newToken } from '../credentials/opaque-token.ts'
import { assertSessionStands, sessionEnded } from '../credentials/session-limits.ts'
import { findRefreshToken, insertRefreshToken, takeRefreshToken } from '../sessions/refresh-tokens.queries.ts'
import { endSession, markSessionUsed } from '../sessions/sessions.queries.ts'
import { chooseTenant } from './choose-tenant.ts'
import { handOutAccessToken } from './hand-out.ts'

type Standing = PersonCredential & { session: NonNullable<PersonCredential['session']> }

/**
 * A refresh token works once. One that comes back has been copied, and nobody can tell which of the two is the thief: the
 * session ends for both. There is no period of grace, for a thief could use it as well; a program that lost the answer
 * signs in again.
 */
export async function refresh(ctx: ManualCtx, { refreshToken }: { refreshToken: string }) {
  const { services, request } = ctx
  const person = await findOwner(ctx, refreshToken)
  const actor = await chooseTenant(
    services.database,
    person,
    person.session.tenantId,
    person.session.id,
    person.session,
  )
  const next = await services.write(actor, request, (work) => rotate(work, person, refreshToken))
  if (next === undefined) {
    services.identity.forget({ kind: 'session-ended', sessionId: person.session.id })
    throw new AppError(
      'auth.refresh-reused',
      'This refresh token was used before, so the session was ended for safety; sign in again',
    )
  }
  const claims = { userId: person.user.id, sessionId: person.session.id, tenantId: actor.tenant.id }
  return { ...(await handOutAccessToken(ctx, claims)), refreshToken: next }
}

async function findOwner({ services, now }: ManualCtx, refreshToken: string): Promise<Standing> {
  if (!isTokenShaped(refreshToken)) throw tokenUnknown()
  const person = await services.database.read(NO_TENANT, async (tx) => {
    const found = await findRefreshToken(tx, { tokenHash: hashToken(refreshToken) })
    return found && findPerson(tx, 'session', found.sessionId)
  })
  if (!person?.session) throw tokenUnknown()
  assertSessionStands(person.session, now)
  if (person.user.isDemo && services.config.mode === 'production') throw sessionEnded()
  return { ...person, session: person.session }
}

/** The next token, or undefined where this one had been used; then the session is over when this is committed. */
async function rotate(work: Ctx, { user, session }: Standing, refreshToken: string): Promise<string | undefined> {
  const used = await takeRefreshToken(work.tx, { tokenHash: hashToken(refreshToken), now: work.now })
  if (!used) {
    await endSession(work.tx, { sessionId: session.id, userId: user.id, now: work.now, reason: 'refresh token reused' })
    work.announce({ kind: 'session-ended', sessionId: session.id })
    work.audit('auth.refresh-reused', {
      resource: { type: 'platform.users', id: user.id },
      severity: 'high',
      note: 'The session was ended',
    })
    return undefined
  }
  const next = newToken()
  await Promise.all([
    insertRefreshToken(work.tx, {
      tokenHash: hashToken(next),
      sessionId: session.id,
      now: work.now,
      expiresAt: new Date(session.expiresAt),
    }),
    markSessionUsed(work.tx, { sessionId: session.id, now: work.now }),
  ])
  return next
}

function tokenUnknown(): AppError {
  return new AppError('auth.token-invalid', 'The refresh token is not one of ours; sign in again')
}
