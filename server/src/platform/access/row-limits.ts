import type { Permission } from '@groundwork/contract/permissions.ts'
import { ROW_ACTIONS, type RowLimits } from '@groundwork/contract/platform/roles.ts'

interface Reach {
  permissions: ReadonlySet<Permission>
  rows: RowLimits
}

/** Whether whoever has `given` reaches no more rows than whoever has `held`: own is less than all, and nothing is less. */
export function isWithinRows(given: Reach, held: RowLimits): boolean {
  return Object.keys(held).every((resource) =>
    ROW_ACTIONS.every((action) => {
      const isHeldForAll = !isOwn(held, resource, action)
      // The names of what is limited are those of permissions: the roles' own check has seen to that.
      return (
        isHeldForAll ||
        isOwn(given.rows, resource, action) ||
        !given.permissions.has(`${resource}.${action}` as Permission)
      )
    }),
  )
}

function isOwn(rows: RowLimits, resource: string, action: (typeof ROW_ACTIONS)[number]): boolean {
  return rows[resource]?.read === 'own' || rows[resource]?.[action] === 'own'
}
