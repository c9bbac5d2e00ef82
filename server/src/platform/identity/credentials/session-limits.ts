import { AppError } from '#platform/errors.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** However busy: after this long everybody signs in again. */
export const SESSION_MAX_MS = 30 * DAY_MS
/** A session nobody uses ends by itself. */
export const SESSION_IDLE_MS = 7 * DAY_MS

interface Lifetime {
  lastUsedAt: string
  expiresAt: string
  revokedAt: string | null
}

/** Until when the session stands if nobody uses it again. */
export function sessionEndsAtMs({ lastUsedAt, expiresAt }: Lifetime): number {
  return Math.min(Date.parse(expiresAt), Date.parse(lastUsedAt) + SESSION_IDLE_MS)
}

export function assertSessionStands(session: Lifetime, now: Date): void {
  if (session.revokedAt === null && now.getTime() < sessionEndsAtMs(session)) return
  throw sessionEnded()
}

export function sessionEnded(): AppError {
  return new AppError('auth.session-ended', 'Your session has ended; sign in again')
}
