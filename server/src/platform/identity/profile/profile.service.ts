import type { Me, UpdateMe } from '@groundwork/contract/platform/identity.ts'
import { isOutside } from '#platform/access/actor.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { findAccount, updateProfile } from '../accounts/accounts.queries.ts'
import { toSessionUser } from '../accounts/to-session-user.ts'
import { assertPerson } from '../assert-person.ts'
import { findPerson } from '../credentials/credential.queries.ts'

export async function describeMe({ tx, actor }: ReadCtx): Promise<Me> {
  const { userId, role, roleName, permissions, fields, rows, viewsAs, tenant, support, isThroughProvider } =
    assertPerson(actor)
  const [account, person] = await Promise.all([findAccount(tx, { userId }), findPerson(tx, 'user', userId)])
  if (!account) throw new Error('A session without an account')
  const memberships = person?.memberships ?? []
  const reachable = isThroughProvider ? memberships.filter((one) => one.tenant.id === tenant.id) : memberships
  return {
    user: toSessionUser(account),
    tenant: { ...tenant, modules: [...tenant.modules] },
    role: role ?? 'super_admin',
    roleName: roleName ?? 'Super admin',
    fields: structuredClone(fields),
    rows: structuredClone(rows),
    viewsAs,
    permissions: [...permissions],
    support: support ?? null,
    isOutside: isOutside(actor),
    tenants: reachable.map((membership) => {
      const { id, name, slug } = membership.tenant
      return { id, name, slug, role: membership.customRole?.name ?? membership.role }
    }),
  }
}

/** Changes what is named. The name is shown in every business the person belongs to. */
export async function updateMe(ctx: Ctx, input: UpdateMe): Promise<Me> {
  const { userId } = assertPerson(ctx.actor)
  const account = await findAccount(ctx.tx, { userId })
  if (!account) throw new Error('A session without an account')
  const before = {
    name: account.name,
    locale: account.locale,
    timeZone: account.timeZone,
    colorScheme: account.colorScheme,
  }
  const after = {
    name: input.name ?? before.name,
    locale: input.locale ?? before.locale,
    timeZone: input.timeZone === undefined ? before.timeZone : input.timeZone,
    colorScheme: input.colorScheme ?? before.colorScheme,
  }
  const changes = diffRecords(before, after)
  if (Object.keys(changes).length > 0) {
    await updateProfile(ctx.tx, { userId, ...after, now: ctx.now })
    ctx.audit('user.profile-updated', { resource: { type: 'platform.users', id: userId }, changes })
    ctx.announce({ kind: 'user-changed', userId })
  }
  return describeMe(ctx)
}
