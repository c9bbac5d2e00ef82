import { ALL_PERMISSIONS, PERMISSIONS, ROLE_KEYS, ROLES } from '@groundwork/contract/permissions.ts'
import { PermissionInfo, RoleInfo } from '@groundwork/contract/platform/identity.ts'
import { list, type Page, type Route } from '#platform/http/route.ts'

const tag = 'Roles'

const ROLE_LIST = ROLE_KEYS.map((key) => ({ key, ...ROLES[key], permissions: [...ROLES[key].permissions] }))

const PERMISSION_LIST = ALL_PERMISSIONS.map((name) => ({
  name,
  description: PERMISSIONS[name],
  roles: ROLE_KEYS.filter((role) => ROLES[role].permissions.includes(name)),
}))

export const roleRoutes: Route[] = [
  list('/roles', {
    access: 'signed-in',
    tag,
    summary: 'List the roles with what they may do',
    reply: RoleInfo,
    run: async () => whole(ROLE_LIST),
  }),
  list('/permissions', {
    access: 'signed-in',
    tag,
    summary: 'List all permissions, each with a sentence',
    reply: PermissionInfo,
    run: async () => whole(PERMISSION_LIST),
  }),
]

/** A catalogue that is always sent whole: it grows with the product, not with the data. */
function whole<T>(rows: T[]): Page<T> {
  return { rows, pagination: { page: 1, limit: rows.length, total: rows.length, hasNext: false, nextCursor: null } }
}
