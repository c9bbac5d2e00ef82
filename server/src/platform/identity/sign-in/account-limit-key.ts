import { createHash } from 'node:crypto'
import type { Actor } from '#platform/access/actor.ts'
import { normaliseEmail } from '../accounts/normalise-email.ts'

/**
 * What attempts to prove who somebody is are counted by, besides the address they come from: the account they are about,
 * whether it exists or not. Hashed, so that the limiter's memory holds no addresses of people.
 */
export function accountLimitKey(body: unknown, actor: Actor | null): string | undefined {
  const email = typeof body === 'object' && body !== null ? Reflect.get(body, 'email') : undefined
  if (typeof email === 'string') return createHash('sha256').update(normaliseEmail(email)).digest('base64url')
  return actor?.userId ?? undefined
}
