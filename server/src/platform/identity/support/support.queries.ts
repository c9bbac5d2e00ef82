import type { SupportRole } from '@groundwork/contract/permissions.ts'
import type { OpenSupport, SupportEntry, SupportVisit } from '@groundwork/contract/platform/support.ts'
import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface GrantRow {
  id: string
  role: string
  reason: string
  expires_at: string
  ended_at: string | null
  ended_by: string | null
  created_at: string
  created_by: string
  created_by_name: string
}

export const GRANT_COLUMNS = [
  'id',
  'role',
  'reason',
  'expires_at',
  'ended_at',
  'ended_by',
  'created_at',
  'created_by',
  'created_by_name',
] as const
// The table's check constraint holds the roles of the contract.
const role = sql<SupportRole>`role`

interface Grant {
  tenantId: string
  id: string
}

/** What is open now; the times are the caller's, so that every process of a business agrees with its clock. */
export const findOpenSupport = statementForOne<{ tenantId: string; now: Date }, SupportEntry>(
  'support.find-open',
  (query, p) =>
    query
      .selectFrom('support_grants')
      .select(['id as grantId', role.as('role'), 'expires_at as until'])
      .where('tenant_id', '=', p.tenantId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', sql<string>`${p.now}::timestamptz`),
)

export const findGrant = statementForOne<Grant, GrantRow>('support.find', (query, p) =>
  query.selectFrom('support_grants').select(GRANT_COLUMNS).where('tenant_id', '=', p.tenantId).where('id', '=', p.id),
)

/** Time ended it; written down when the next one begins, so that one at a time is a question of an index. */
export const closeExpiredGrants = statement<{ tenantId: string; now: Date }, never>(
  'support.close-expired',
  (query, p) =>
    query
      .updateTable('support_grants')
      .set({ ended_at: sql<string>`expires_at` })
      .where('tenant_id', '=', p.tenantId)
      .where('ended_at', 'is', null)
      .where('expires_at', '<=', sql<string>`${p.now}::timestamptz`),
)

interface NewGrant extends Grant {
  role: SupportRole
  reason: string
  expiresAt: Date
  now: Date
  createdBy: string
  createdByName: string
}

/** Answers nothing where one is open already. */
export const insertGrant = statementForOne<NewGrant, GrantRow>('support.insert', (query, p) =>
  query
    .insertInto('support_grants')
    .values({
      tenant_id: p.tenantId,
      id: p.id,
      role: p.role,
      reason: p.reason,
      expires_at: p.expiresAt,
      created_at: p.now,
      created_by: p.createdBy,
      created_by_name: p.createdByName,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id']).where('ended_at', 'is', null).doNothing())
    .returning(GRANT_COLUMNS),
)

/** Answers nothing where it has ended before. */
export const endGrant = statementForOne<Grant & { now: Date; endedBy: string }, GrantRow>('support.end', (query, p) =>
  query
    .updateTable('support_grants')
    .set({ ended_at: p.now, ended_by: p.endedBy })
    .where('tenant_id', '=', p.tenantId)
    .where('id', '=', p.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<string>`${p.now}::timestamptz`)
    .returning(GRANT_COLUMNS),
)

interface Visit {
  tenantId: string
  grantId: string
  sessionId: string
}

interface NewVisit extends Visit {
  id: string
  userId: string
  name: string
  address: string
  now: Date
}

/** Answers nothing where the session is inside already. */
export const insertVisit = statementForOne<NewVisit, { id: string }>('support.enter', (query, p) =>
  query
    .insertInto('support_visits')
    .values({
      tenant_id: p.tenantId,
      id: p.id,
      grant_id: p.grantId,
      user_id: p.userId,
      session_id: p.sessionId,
      name: p.name,
      address: p.address,
      entered_at: p.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'grant_id', 'session_id']).where('left_at', 'is', null).doNothing(),
    )
    .returning('id'),
)

export const closeVisit = statement<Visit & { now: Date }, never>('support.leave', (query, p) =>
  query
    .updateTable('support_visits')
    .set({ left_at: p.now })
    .where('tenant_id', '=', p.tenantId)
    .where('grant_id', '=', p.grantId)
    .where('session_id', '=', p.sessionId)
    .where('left_at', 'is', null),
)

export const closeVisits = statement<{ tenantId: string; grantId: string; now: Date }, never>(
  'support.leave-all',
  (query, p) =>
    query
      .updateTable('support_visits')
      .set({ left_at: p.now })
      .where('tenant_id', '=', p.tenantId)
      .where('grant_id', '=', p.grantId)
      .where('left_at', 'is', null),
)

/** The newest first. A few days hold few visits; the bound keeps it so for a list. */
export const listVisits = statement<{ tenantId: string; grantId: string }, SupportVisit>('support.visits', (query, p) =>
  query
    .selectFrom('support_visits')
    .select(['id', 'user_id as userId', 'name', 'address', 'entered_at as enteredAt', 'left_at as leftAt'])
    .where('tenant_id', '=', p.tenantId)
    .where('grant_id', '=', p.grantId)
    .orderBy('entered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100),
)

const askOpen = statementForOne<{ now: Date }, { found: unknown }>('support.open-everywhere', (query, p) =>
  query.selectNoFrom(sql<unknown>`search.open_support_grants(${p.now}::timestamptz)`.as('found')),
)

// The definer function builds the JSON that this type describes; the route's reply schema holds one against the other.
export async function listOpenSupport(tx: Parameters<typeof askOpen>[0], now: Date): Promise<OpenSupport[]> {
  return ((await askOpen(tx, { now }))?.found ?? []) as OpenSupport[]
}
