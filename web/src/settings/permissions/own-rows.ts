import { ROW_ACTIONS, type RowLimits } from '@groundwork/contract/platform/roles.ts'
import { actionOf, resourceOf } from './permission-groups.ts'

/** Whether a permission reaches one's own records alone: who sees no others does nothing with others either. */
export function isOwnOnly(rows: RowLimits, permission: string): boolean {
  const limits = rows[resourceOf(permission)]
  const action = ROW_ACTIONS.find((one) => one === actionOf(permission))
  return action !== undefined && (limits?.read === 'own' || limits?.[action] === 'own')
}
