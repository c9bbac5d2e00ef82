import type { ViewingAs } from '@groundwork/contract/platform/roles.ts'
import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { assertPerson } from '../assert-person.ts'
import { findRole } from '../roles/find-role.ts'
import { setViewAs } from '../sessions/sessions.queries.ts'
import { assertMayGrant } from '../users/role-limits.ts'

/** From now on the session sees what the role sees; nobody sees more by it than they do anyway. */
export async function lookThroughRole(ctx: Ctx, word: string): Promise<z.input<typeof ViewingAs>> {
  const { userId, sessionId } = assertPerson(ctx.actor)
  const role = await findRole(ctx, word)
  assertMayGrant(ctx.actor, role)
  await setViewAs(ctx.tx, { sessionId, userId, role: role.key })
  ctx.audit('auth.view-as-begun', {
    resource: { type: 'platform.users', id: userId },
    severity: 'low',
    note: role.name,
  })
  ctx.announce({ kind: 'user-changed', userId })
  return { role: role.key, name: role.name }
}

export async function lookThroughOwn(ctx: Ctx): Promise<z.input<typeof ViewingAs>> {
  const { userId, sessionId, viewsAs } = assertPerson(ctx.actor)
  await setViewAs(ctx.tx, { sessionId, userId, role: null })
  const note = viewsAs ?? 'nothing was looked through'
  ctx.audit('auth.view-as-ended', { resource: { type: 'platform.users', id: userId }, note })
  ctx.announce({ kind: 'user-changed', userId })
  return { role: null, name: null }
}
