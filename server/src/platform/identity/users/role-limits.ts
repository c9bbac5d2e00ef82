import type { Actor } from '#platform/access/actor.ts'
import { isWithin } from '#platform/access/field-limits.ts'
import type { RoleRights } from '#platform/access/role-rights.ts'
import { isWithinRows } from '#platform/access/row-limits.ts'
import { AppError } from '#platform/errors.ts'

/** Nobody gives, takes or touches more than they have: every permission, no field and no row more, and owners are owners' business. */
export function mayGrant(actor: Actor, role: RoleRights): boolean {
  if (role.key === 'owner' && actor.role !== 'owner') return false
  return (
    role.permissions.isSubsetOf(actor.permissions) &&
    isWithin(role.fields, actor.fields) &&
    isWithinRows(role, actor.rows)
  )
}

export function assertMayGrant(actor: Actor, role: RoleRights): void {
  if (mayGrant(actor, role)) return
  const who = actor.roleName ? `As ${actor.roleName}` : 'With these rights'
  throw new AppError(
    'access.role-too-high',
    `${who} you cannot give, change or take away the role ${role.name}; ask an owner`,
    { details: [{ field: 'role', message: `Above what you may give: ${role.name}` }] },
  )
}
