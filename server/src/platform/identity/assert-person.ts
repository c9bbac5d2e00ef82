import type { Actor } from '#platform/access/actor.ts'
import { AppError } from '#platform/errors.ts'

export interface PersonActor extends Actor {
  userId: string
  sessionId: string
}

/** For what belongs to a person and their session: keys and jobs have neither. */
export function assertPerson(actor: Actor | null): PersonActor {
  if (!actor) throw new AppError('auth.required', 'Sign in first')
  const { userId, sessionId } = actor
  if (userId !== null && sessionId !== null) return { ...actor, userId, sessionId }
  throw new AppError('auth.person-required', 'Sign in as a person; an API key cannot do this')
}
