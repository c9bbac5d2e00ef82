import { PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { AppError } from '../errors.ts'
import type { Actor } from './actor.ts'

export function can(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission)
}

/** Refuses with what is missing, in words and by name, and who can give it. */
export function assertCan(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  const who = actor.kind === 'api_key' ? 'make a key that has it' : 'ask an owner or admin of your business for a role that has it'
  throw new AppError('access.permission-missing', `This needs the permission '${permission}' (${PERMISSIONS[permission]}); ${who}`)
}
