import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

interface NewSession {
  id: string
  userId: string
  tenantId: string
  cookieHash: Buffer
  address: string
  userAgent: string | null
  hasSecondFactor: boolean
  openedBy: 'own' | 'provider'
  now: Date
  expiresAt: Date
}

export const insertSession = statement<NewSession, never>('sessions.insert', (query, params) =>
  query.insertInto('sessions').values({
    id: params.id,
    user_id: params.userId,
    tenant_id: params.tenantId,
    cookie_hash: params.cookieHash,
    address: params.address,
    user_agent: params.userAgent,
    has_second_factor: params.hasSecondFactor,
    opened_by: params.openedBy,
    confirmed_by: params.openedBy,
    confirmed_at: params.now,
    created_at: params.now,
    last_used_at: params.now,
    expires_at: params.expiresAt,
  }),
)

export interface SessionRow {
  id: string
  userId: string
  tenantId: string
  address: string | null
  userAgent: string | null
  confirmedAt: string
  confirmedBy: 'own' | 'provider'
  openedBy: 'own' | 'provider'
  createdAt: string
  lastUsedAt: string
  expiresAt: string
  revokedAt: string | null
}

// The checks of the columns hold what their texts may be.
const howProven = [
  sql<SessionRow['confirmedBy']>`confirmed_by`.as('confirmedBy'),
  sql<SessionRow['openedBy']>`opened_by`.as('openedBy'),
] as const

const columns = [
  'id',
  'user_id as userId',
  'tenant_id as tenantId',
  'address',
  'user_agent as userAgent',
  'confirmed_at as confirmedAt',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
  'expires_at as expiresAt',
  'revoked_at as revokedAt',
] as const

export const findSession = statementForOne<{ sessionId: string }, SessionRow>('sessions.find', (query, params) =>
  query.selectFrom('sessions').select(columns).select(howProven).where('id', '=', params.sessionId),
)

/** Those that still stand, the last used first. Nobody has more than a few; the bound keeps it so for a list. */
export const listStandingSessions = statement<{ userId: string; now: Date; usedAfter: Date }, SessionRow>(
  'sessions.list',
  (query, params) =>
    query
      .selectFrom('sessions')
      .select(columns)
      .select(howProven)
      .where('user_id', '=', params.userId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', sql<string>`${params.now}`)
      .where('last_used_at', '>', sql<string>`${params.usedAfter}`)
      .orderBy('last_used_at', 'desc')
      .orderBy('id')
      .limit(101),
)

interface Ending {
  userId: string
  now: Date
  reason: string
}

export const endSession = statement<Ending & { sessionId: string }, { id: string }>('sessions.end', (query, params) =>
  query
    .updateTable('sessions')
    .set({ revoked_at: params.now, revoked_reason: params.reason })
    .where('id', '=', params.sessionId)
    .where('user_id', '=', params.userId)
    .where('revoked_at', 'is', null)
    .returning('id'),
)

/** All of a person's sessions but one; with none to keep, all of them. */
export const endSessionsOf = statement<Ending & { exceptId: string | null }, { id: string }>(
  'sessions.end-all',
  (query, params) =>
    query
      .updateTable('sessions')
      .set({ revoked_at: params.now, revoked_reason: params.reason })
      .where('user_id', '=', params.userId)
      .where('revoked_at', 'is', null)
      .where(sql<boolean>`id is distinct from ${params.exceptId}::uuid`)
      .returning('id'),
)

export const endSessionsInTenant = statement<Ending & { tenantId: string; exceptId?: string }, { id: string }>(
  'sessions.end-in-tenant',
  (query, params) =>
    query
      .updateTable('sessions')
      .set({ revoked_at: params.now, revoked_reason: params.reason })
      .where('user_id', '=', params.userId)
      .where('tenant_id', '=', params.tenantId)
      .where('revoked_at', 'is', null)
      .where(sql<boolean>`id is distinct from ${params.exceptId ?? null}::uuid`)
      .returning('id'),
)

interface Move {
  sessionId: string
  userId: string
  tenantId: string
  supportGrantId: string | null
}

export const moveSession = statement<Move, never>('sessions.move', (query, params) =>
  query
    .updateTable('sessions')
    .set({ tenant_id: params.tenantId, support_grant_id: params.supportGrantId })
    .where('id', '=', params.sessionId)
    .where('user_id', '=', params.userId),
)

export const markSessionUsed = statement<{ sessionId: string; now: Date }, never>(
  'sessions.mark-used',
  (query, params) => query.updateTable('sessions').set({ last_used_at: params.now }).where('id', '=', params.sessionId),
)

export const markSessionConfirmed = statement<{ sessionId: string; now: Date }, never>(
  'sessions.mark-confirmed',
  (query, params) =>
    query
      .updateTable('sessions')
      .set({ confirmed_at: params.now, confirmed_by: 'own' })
      .where('id', '=', params.sessionId),
)

/** The role the session looks through; null for the person's own. */
export const setViewAs = statement<{ sessionId: string; userId: string; role: string | null }, never>(
  'sessions.view-as',
  (query, params) =>
    query
      .updateTable('sessions')
      .set({ view_as: params.role })
      .where('id', '=', params.sessionId)
      .where('user_id', '=', params.userId),
)

/** Back to the door of the business that let support in. */
export const leaveSupportSession = statement<{ sessionId: string; userId: string }, never>(
  'sessions.leave-support',
  (query, params) =>
    query
      .updateTable('sessions')
      .set({ support_grant_id: null })
      .where('id', '=', params.sessionId)
      .where('user_id', '=', params.userId),
)
