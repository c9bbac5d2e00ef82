import { ALL_PERMISSIONS, type Permission, ROLE_KEYS, ROLES, type RoleKey } from '@groundwork/contract/permissions.ts'
import type { FieldLimits, RowLimits } from '@groundwork/contract/platform/roles.ts'

/** What somebody with a role may do, whether it is built in or the business's own. */
export interface RoleRights {
  key: string
  name: string
  permissions: ReadonlySet<Permission>
  fields: FieldLimits
  rows: RowLimits
}

/** A role of a business's own as the database hands it over. */
export interface StoredRole {
  id: string
  name: string
  permissions: readonly string[]
  fields: FieldLimits
  rows: RowLimits
}

export const NO_LIMITS: FieldLimits & RowLimits = Object.freeze({})
export const EVERYTHING: ReadonlySet<Permission> = new Set(ALL_PERMISSIONS)

// Built once: actors of one built-in role share one set.
const BUILT_IN = new Map<string, RoleRights>(
  ROLE_KEYS.map((key) => [key, { key, ...builtIn(key), fields: NO_LIMITS, rows: NO_LIMITS }]),
)

function builtIn(key: RoleKey): { name: string; permissions: ReadonlySet<Permission> } {
  return { name: ROLES[key].name, permissions: new Set(ROLES[key].permissions) }
}

export function isBuiltIn(role: string): boolean {
  return BUILT_IN.has(role)
}

/** The role a word stands for; undefined where it stands for none (any more). */
export function rightsOfRole(role: string | null, stored: StoredRole | null): RoleRights | undefined {
  if (role === null) return undefined
  return BUILT_IN.get(role) ?? (stored ? rightsOfStored(stored) : undefined)
}

/** A permission the product no longer has is nobody's. */
export function rightsOfStored({ id, name, permissions, fields, rows }: StoredRole): RoleRights {
  const held = new Set(permissions)
  const known = new Set(ALL_PERMISSIONS.filter((permission) => held.has(permission)))
  return { key: id, name, permissions: known, fields, rows }
}
