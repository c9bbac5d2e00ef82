import { PERMISSIONS, type Permission, ROLE_KEYS, ROLES } from '@groundwork/contract/permissions.ts'
import { AppError } from '../errors.ts'
import type { Actor } from './actor.ts'

export function can(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission)
}

/** Refuses with what is missing, in words and by name, and says which roles have it and who can give one. */
export function assertCan(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  throw new AppError('access.permission-missing', missingSentence(actor, permission))
}

function missingSentence(actor: Actor, permission: Permission): string {
  const wanted = `the permission '${permission}' (${PERMISSIONS[permission]})`
  if (actor.kind === 'api_key') {
    return `This needs ${wanted}; the key '${actor.name}' does not carry it, or its maker does not have it any more. Make a key that has it`
  }
  if (actor.kind === 'automation') {
    return `This needs ${wanted}; the automation '${actor.name}' was not granted it, or its maker does not have it any more. Somebody who has it can save the automation again`
  }
  if (actor.kind === 'support') {
    return `This needs ${wanted}; the owner of ${actor.tenant.name} has let support in without it. Ask somebody there to do it`
  }
  const held = ROLE_KEYS.filter((role) => ROLES[role].permissions.includes(permission)).map((role) => ROLES[role].name)
  return `This needs ${wanted}, which the roles ${held.join(', ')} have; ask an owner or admin of your business`
}
