import type { Me } from '@groundwork/contract/platform/identity.ts'
import type { Role } from '../permissions/permissions.api.ts'

/** Nobody gives more than they have, so what would be refused is mostly not offered; the server has the last word. */
export function grantableRoles(roles: Role[], me: Me): Role[] {
  const isOwner = me.role === 'owner'
  return roles.filter(
    ({ key, permissions }) =>
      (isOwner || key !== 'owner') && permissions.every((permission) => me.permissions.includes(permission)),
  )
}
