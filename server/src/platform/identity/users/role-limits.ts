import { ROLES, type RoleKey } from '@groundwork/contract/permissions.ts'
import type { Actor } from '#platform/access/actor.ts'
import { AppError } from '#platform/errors.ts'

/** Nobody gives, takes or touches more than they have: every permission of the role, and owners are owners' business. */
export function mayGrant(actor: Actor, role: RoleKey): boolean {
  if (actor.isSuperAdmin) return true
  if (role === 'owner' && actor.role !== 'owner') return false
  return ROLES[role].permissions.every((permission) => actor.permissions.has(permission))
}

export function assertMayGrant(actor: Actor, role: RoleKey): void {
  if (mayGrant(actor, role)) return
  const who = actor.role ? `As ${ROLES[actor.role].name}` : 'With these rights'
  throw new AppError(
    'access.role-too-high',
    `${who} you cannot give, change or take away the role ${ROLES[role].name}; ask an owner`,
    {
      details: [{ field: 'role', message: `Above what you may give: ${ROLES[role].name}` }],
    },
  )
}
