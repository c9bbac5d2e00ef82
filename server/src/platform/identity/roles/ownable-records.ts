import { ALL_PERMISSIONS } from '@groundwork/contract/permissions.ts'
import { type OwnableRecords, ROW_ACTIONS, type RowAction } from '@groundwork/contract/platform/roles.ts'
import type { z } from 'zod'
import { permissionOf } from '#platform/resource/expand.ts'
import { allResources } from '#platform/resource/registry.ts'

/** Every kind of record with what a role can be given for its holder's own alone. */
export function ownableRecords(): z.infer<typeof OwnableRecords>[] {
  return allResources().map((resource) => {
    return { resource: resource.name, meaning: resource.own.meaning, actions: ownableActions(resource) }
  })
}

/** Those that there is a permission for. */
export function ownableActions({ name }: { name: string }): RowAction[] {
  return ROW_ACTIONS.filter((action) => ALL_PERMISSIONS.includes(permissionOf(name, action)))
}
