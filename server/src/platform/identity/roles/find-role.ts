import { ROLE_KEYS } from '@groundwork/contract/permissions.ts'
import { type RoleRights, rightsOfRole } from '#platform/access/role-rights.ts'
import type { ReadCtx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { findRoleById } from './roles.queries.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The role a caller names: built in, or the business's own. */
export async function findRole({ tx, actor }: Pick<ReadCtx, 'tx' | 'actor'>, word: string): Promise<RoleRights> {
  const stored = UUID.test(word) ? await findRoleById(tx, { tenantId: actor.tenant.id, id: word }) : undefined
  const role = rightsOfRole(word, stored ?? null)
  if (role) return role
  throw invalidField('role', `Use one of ${ROLE_KEYS.join(', ')}, or the id of a role of your own (GET /api/roles)`)
}
