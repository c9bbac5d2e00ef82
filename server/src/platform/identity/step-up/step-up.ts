import type { ReadCtx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { assertPerson, type PersonActor } from '../assert-person.ts'
import { findSession } from '../sessions/sessions.queries.ts'

const MINUTE_MS = 60_000
/** How long a proven identity is good for what would hurt most in the wrong hands. Signing in proves it, too. */
export const CONFIRMED_FOR_MS = 10 * MINUTE_MS

type Asked = Pick<ReadCtx, 'tx' | 'actor' | 'now'>

/** Refuses unless the person has proven within 10 minutes that it is them, and not somebody at their open computer. */
export async function assertConfirmed(ctx: Asked): Promise<PersonActor> {
  const person = assertPerson(ctx.actor)
  if (await confirmedBy(ctx, person)) return person
  throw new AppError(
    'auth.step-up-required',
    'Confirm that it is you with POST /api/auth/confirm (password, code or passkey), or sign in again, then repeat this within 10 minutes',
  )
}

/**
 * For what belongs to the person in whatever business: passkeys, second factors, links. Signing in through a provider
 * does not prove it, or whoever runs one business's provider could leave themselves a key to all the others.
 */
export async function assertConfirmedByOwn(ctx: Asked): Promise<PersonActor> {
  const person = assertPerson(ctx.actor)
  if ((await confirmedBy(ctx, person)) === 'own') return person
  throw new AppError(
    'auth.step-up-required',
    'Confirm that it is you with your own password, code or passkey (POST /api/auth/confirm), then repeat this within 10 minutes. Without a password, ask for a link to set one',
  )
}

async function confirmedBy({ tx, now }: Asked, { sessionId }: PersonActor): Promise<'own' | 'provider' | undefined> {
  const session = await findSession(tx, { sessionId })
  if (!session || now.getTime() - Date.parse(session.confirmedAt) >= CONFIRMED_FOR_MS) return undefined
  return session.confirmedBy
}
