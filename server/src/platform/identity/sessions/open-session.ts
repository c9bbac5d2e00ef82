import type { RequestInfo } from '#platform/context.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { newId } from '#platform/ids.ts'
import { hashToken, newToken } from '../credentials/opaque-token.ts'
import { SESSION_MAX_MS } from '../credentials/session-limits.ts'
import { insertRefreshToken } from './refresh-tokens.queries.ts'
import { insertSession } from './sessions.queries.ts'

export interface Opening {
  userId: string
  tenantId: string
  hasSecondFactor: boolean
  openedBy?: 'provider'
}

/** The secrets of a new session: handed out once, kept as hashes. */
export interface OpenedSession {
  id: string
  userId: string
  tenantId: string
  cookieToken: string
  refreshToken: string
}

interface At {
  tx: Tx
  request: RequestInfo
  now: Date
}

export async function openSession({ tx, request, now }: At, opening: Opening): Promise<OpenedSession> {
  const { userId, tenantId, hasSecondFactor, openedBy = 'own' } = opening
  const session = { id: newId(now.getTime()), userId, tenantId, cookieToken: newToken(), refreshToken: newToken() }
  const expiresAt = new Date(now.getTime() + SESSION_MAX_MS)
  const { address, userAgent } = request
  const cookieHash = hashToken(session.cookieToken)
  await Promise.all([
    insertSession(tx, {
      id: session.id,
      userId,
      tenantId,
      cookieHash,
      address,
      userAgent,
      hasSecondFactor,
      openedBy,
      now,
      expiresAt,
    }),
    insertRefreshToken(tx, { tokenHash: hashToken(session.refreshToken), sessionId: session.id, now, expiresAt }),
  ])
  return session
}
