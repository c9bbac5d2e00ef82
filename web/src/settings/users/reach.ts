import { ROW_ACTIONS, type RowAction, type RowLimits } from '@groundwork/contract/platform/roles.ts'
import { isOwnOnly } from '../permissions/own-rows.ts'
import { actionOf, resourceOf } from '../permissions/permission-groups.ts'

/** How far a permission of a role reaches. */
export type Reach = 'none' | 'own' | 'all'

export interface Rights {
  permissions: string[]
  rows: RowLimits
}

export function reachOf({ permissions, rows }: Readonly<Rights>, permission: string): Reach {
  if (!permissions.includes(permission)) return 'none'
  return isOwnOnly(rows, permission) ? 'own' : 'all'
}

export function withReach(rights: Rights, permission: string, reach: Reach): Rights {
  const others = rights.permissions.filter((name) => name !== permission)
  const permissions = reach === 'none' ? others : [...others, permission]
  const action = ROW_ACTIONS.find((one) => one === actionOf(permission))
  return { permissions, rows: action ? withLimit(rights.rows, resourceOf(permission), action, reach) : rights.rows }
}

function withLimit(rows: RowLimits, resource: string, action: RowAction, reach: Reach): RowLimits {
  const { [action]: _before, ...rest } = rows[resource] ?? {}
  const limits = reach === 'own' ? { ...rest, [action]: 'own' as const } : rest
  const { [resource]: _all, ...others } = rows
  return Object.keys(limits).length > 0 ? { ...others, [resource]: limits } : others
}
