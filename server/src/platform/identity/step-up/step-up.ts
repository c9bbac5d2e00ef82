import type { ReadCtx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { assertPerson, type PersonActor } from '../assert-person.ts'
import { findSession } from '../sessions/sessions.queries.ts'

const MINUTE_MS = 60_000
/** How long a proven identity is good for what would hurt most in the wrong hands. Signing in proves it, too. */
export const CONFIRMED_FOR_MS = 10 * MINUTE_MS

/** Refuses unless the person has proven within 10 minutes that it is them, and not somebody at their open computer. */
export async function assertConfirmed({ tx, actor, now }: Pick<ReadCtx, 'tx' | 'actor' | 'now'>): Promise<PersonActor> {
  const person = assertPerson(actor)
  const session = await findSession(tx, { sessionId: person.sessionId })
  if (session && now.getTime() - Date.parse(session.confirmedAt) < CONFIRMED_FOR_MS) return person
  throw new AppError(
    'auth.step-up-required',
    'Confirm that it is you with POST /api/auth/confirm (password, code or passkey), then repeat this within 10 minutes',
  )
}
