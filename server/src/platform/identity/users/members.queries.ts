import type { Member } from '@groundwork/contract/platform/identity.ts'
import { sql } from 'kysely'
import { type RoleRights, rightsOfRole, type StoredRole } from '#platform/access/role-rights.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface MemberRow {
  id: string
  user_id: string | null
  email: string
  name: string | null
  role: string
  status: Member['status']
  invited_at: string | null
  last_active_at: string | null
  totp_enabled: boolean
  created_at: string
  updated_at: string
  version: number
  custom_role: StoredRole | null
}

/** The key of the table keeps a role that somebody has. */
export function roleOfMember({ role, custom_role }: Pick<MemberRow, 'role' | 'custom_role'>): RoleRights {
  const rights = rightsOfRole(role, custom_role)
  if (!rights) throw new Error(`Somebody has a role that is not there: ${role}`)
  return rights
}

export const MEMBER_COLUMNS = [
  'id',
  'user_id',
  'email',
  'name',
  'role',
  'status',
  'invited_at',
  'last_active_at',
  'totp_enabled',
  'created_at',
  'updated_at',
  'version',
  'custom_role',
] as const

interface MemberKey {
  tenantId: string
  id: string
}

export const findMember = statementForOne<MemberKey, MemberRow>('members.find', (query, params) =>
  sql<MemberRow>`select ${sql.join(MEMBER_COLUMNS.map((column) => sql.ref(column)))} from members
    where tenant_id = ${params.tenantId}::uuid and id = ${params.id}::uuid`.compile(query),
)

/**
 * Locks the active owners, always all of them and in one order, and answers who they are once nobody else is changing
 * them: two owners who demote each other at the same moment come one after the other.
 */
export const lockOwners = statement<{ tenantId: string }, { id: string }>('members.lock-owners', (query, params) =>
  query
    .selectFrom('memberships')
    .select('id')
    .where('tenant_id', '=', params.tenantId)
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .orderBy('id')
    .forUpdate(),
)

export const lockMember = statementForOne<MemberKey, { id: string }>('members.lock', (query, params) =>
  query
    .selectFrom('memberships')
    .select('id')
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id)
    .forUpdate(),
)

export const findMemberByEmail = statementForOne<
  { tenantId: string; emailNorm: string },
  { id: string; status: Member['status'] }
>('members.find-by-email', (query, params) =>
  query
    .selectFrom('memberships')
    .select(['id', sql<Member['status']>`status`.as('status')])
    .where('tenant_id', '=', params.tenantId)
    .where('email_norm', '=', params.emailNorm),
)

interface NewInvitation extends MemberKey {
  email: string
  emailNorm: string
  name: string | null
  role: string
  tokenHash: Buffer
  expiresAt: Date
  now: Date
  invitedBy: string
}

/** Answers nothing where the address belongs to a member already. */
export const insertInvited = statementForOne<NewInvitation, { id: string }>('members.insert-invited', (query, params) =>
  query
    .insertInto('memberships')
    .values({
      tenant_id: params.tenantId,
      id: params.id,
      email: params.email,
      email_norm: params.emailNorm,
      name: params.name,
      role: params.role,
      status: 'invited',
      invite_token_hash: params.tokenHash,
      invite_expires_at: params.expiresAt,
      invited_at: params.now,
      created_at: params.now,
      updated_at: params.now,
      created_by: params.invitedBy,
      updated_by: params.invitedBy,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'email_norm']).doNothing())
    .returning('id'),
)

export const renewInvitation = statementForOne<
  MemberKey & { tokenHash: Buffer; expiresAt: Date; now: Date },
  { id: string }
>('members.renew-invitation', (query, params) =>
  query
    .updateTable('memberships')
    .set({
      invite_token_hash: params.tokenHash,
      invite_expires_at: params.expiresAt,
      invited_at: params.now,
      updated_at: params.now,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id)
    .where('status', '=', 'invited')
    .returning('id'),
)

/** Answers nothing if the invitation was accepted, renewed or withdrawn meanwhile. */
export const acceptInvited = statementForOne<
  MemberKey & { tokenHash: Buffer; userId: string; now: Date },
  { id: string }
>('members.accept', (query, params) =>
  query
    .updateTable('memberships')
    .set({
      user_id: params.userId,
      status: 'active',
      invite_token_hash: null,
      invite_expires_at: null,
      last_active_at: params.now,
      updated_at: params.now,
      updated_by: params.userId,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id)
    .where('status', '=', 'invited')
    .where('invite_token_hash', '=', params.tokenHash)
    .where('invite_expires_at', '>', sql<string>`${params.now}`)
    .returning('id'),
)

export const updateMembership = statement<
  MemberKey & { role: string; status: string; now: Date; updatedBy: string },
  never
>('members.update', (query, params) =>
  query
    .updateTable('memberships')
    .set({
      role: params.role,
      status: params.status,
      updated_at: params.now,
      updated_by: params.updatedBy,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id),
)

export const deleteMembership = statement<MemberKey, never>('members.delete', (query, params) =>
  query.deleteFrom('memberships').where('tenant_id', '=', params.tenantId).where('id', '=', params.id),
)

export type MemberNameRow = Pick<MemberRow, 'id' | 'name' | 'email'>

/** Far above any business of ours; a bound all the same. */
const MAX_SEARCHED = 2000

export const listMemberNames = statement<{ tenantId: string }, MemberNameRow>('members.names', (query, params) =>
  sql<MemberNameRow>`select id, name, email from members
    where tenant_id = ${params.tenantId}::uuid order by created_at, id limit ${sql.lit(MAX_SEARCHED)}`.compile(query),
)
