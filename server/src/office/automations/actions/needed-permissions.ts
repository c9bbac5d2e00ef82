import { EVENTS } from '@groundwork/contract/events.ts'
import { isTrigger } from '@groundwork/contract/office/automation-triggers.ts'
import type { AutomationAction } from '@groundwork/contract/office/automations.ts'
import { ALL_PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { permissionOf } from '#platform/resource/expand.ts'

interface Rule {
  events: readonly string[]
  actions: readonly AutomationAction[]
}

/** To hear of its events, to read what they are about, and to do what it does. */
export function neededPermissions({ events, actions }: Rule): Permission[] {
  const heard = events.filter(isTrigger).map((type) => EVENTS[type].permission)
  const needed = new Set([...heard, ...actions.flatMap(permissionsOfAction)])
  return ALL_PERMISSIONS.filter((permission) => needed.has(permission))
}

export function permissionsOfAction(action: AutomationAction): Permission[] {
  switch (action.type) {
    case 'change-record':
      return [permissionOf(action.resource, 'read'), permissionOf(action.resource, 'update')]
    case 'create-record':
      return [permissionOf(action.resource, 'create')]
    case 'start-export':
      return [permissionOf(action.resource, 'export')]
    default:
      return []
  }
}
