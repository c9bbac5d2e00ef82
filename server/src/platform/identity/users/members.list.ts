import { type Member, MemberList } from '@groundwork/contract/platform/identity.ts'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import { anyOf } from '#platform/resource/filters.ts'
import type { PlainList } from '#platform/resource/plain-list.ts'
import { MEMBER_COLUMNS, type MemberRow, roleOfMember } from './members.queries.ts'
import { mayGrant } from './role-limits.ts'

export const memberList: PlainList<MemberRow, Member> = {
  name: 'members',
  table: 'members',
  isPerTenant: true,
  columns: MEMBER_COLUMNS,
  shape: MemberList,
  filters: { status: anyOf('status', 'text'), role: anyOf('role', 'text') },
  sorts: {
    name: { column: 'name_norm', type: 'text' },
    email: { column: 'email', type: 'text' },
    createdAt: { column: 'created_at', type: 'timestamptz' },
    lastActiveAt: { column: 'last_active_at', type: 'timestamptz', nullable: true },
  },
  searched: sql<string>`search_text`,
  toItem: toMember,
  can: memberAbilities,
}

export function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    userId: row.user_id,
    email: row.email,
    name: row.name,
    role: row.role,
    roleName: roleOfMember(row).name,
    status: row.status,
    invitedAt: row.invited_at,
    lastActiveAt: row.last_active_at,
    totpEnabled: row.totp_enabled,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

/** What the server would allow; whether somebody is the last owner shows when it is tried. */
export function memberAbilities(
  actor: Actor,
  row: Pick<MemberRow, 'role' | 'custom_role' | 'status'>,
): Record<string, boolean> {
  const isWithinReach = mayGrant(actor, roleOfMember(row))
  const mayChange = can(actor, 'platform.users.update') && isWithinReach
  return {
    update: mayChange,
    deactivate: mayChange && row.status === 'active',
    reactivate: mayChange && row.status === 'deactivated',
    remove: mayChange,
    resendInvite: row.status === 'invited' && can(actor, 'platform.users.invite') && isWithinReach,
  }
}
