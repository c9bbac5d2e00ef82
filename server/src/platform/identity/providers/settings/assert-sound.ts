import type { UpdateSignInProvider } from '@groundwork/contract/platform/sign-in-provider.ts'
import type { ReadCtx } from '#platform/context.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import { findRole } from '../../roles/find-role.ts'
import { assertMayGrant } from '../../users/role-limits.ts'
import { findIndependentOwner, type ProviderRow } from './provider.queries.ts'

/** Refuses settings that would let in the wrong people, or nobody. */
export async function assertSound(
  ctx: Pick<ReadCtx, 'tx' | 'actor'>,
  before: ProviderRow,
  after: ProviderRow,
  input: UpdateSignInProvider,
): Promise<void> {
  if (after.is_enabled && after.issuer === '') throw invalidField('issuer', 'Is required before people can sign in')
  if (after.is_enabled && after.client_id === '')
    throw invalidField('clientId', 'Is required before people can sign in')
  // Or whoever may change the address could have the secret sent to one of their own.
  if (before.sealed_client_secret !== null && before.issuer !== after.issuer && input.clientSecret === undefined)
    throw invalidField('clientSecret', 'Belongs to the provider before; enter the one of the new provider')
  await assertRoles(ctx, after)
  assertDomains(after)
  await assertOwnersCanMend(ctx, after)
}

async function assertRoles(ctx: Pick<ReadCtx, 'tx' | 'actor'>, { role_rules, default_role }: ProviderRow) {
  const named = [
    ...role_rules.map(({ role }, index) => ({ role, field: `roleRules.${index}.role` })),
    ...(default_role === null ? [] : [{ role: default_role, field: 'defaultRole' }]),
  ]
  for (const { role, field } of named) {
    if (role === 'owner') throw invalidField(field, 'Owners are made by owners, never by a provider')
    const rights = await findRole(ctx, role).catch((error: unknown) => {
      throw error instanceof AppError ? invalidField(field, 'There is no such role') : error
    })
    assertMayGrant(ctx.actor, rights)
  }
}

function assertDomains({ allowed_domains, required_domains, trusts_unstated_email }: ProviderRow): void {
  if (trusts_unstated_email && allowed_domains.length === 0)
    throw invalidField('allowedDomains', 'Name the domains whose addresses are to be believed')
  const outside = required_domains.find((domain) => allowed_domains.length > 0 && !allowed_domains.includes(domain))
  if (outside) throw invalidField('requiredDomains', `${outside} is not one of the e-mail domains that may join`)
}

async function assertOwnersCanMend({ tx, actor }: Pick<ReadCtx, 'tx' | 'actor'>, row: ProviderRow): Promise<void> {
  if (!row.is_enabled || row.required_domains.length === 0) return
  const owner = await findIndependentOwner(tx, { tenantId: actor.tenant.id, domains: row.required_domains })
  if (owner) return
  throw invalidField(
    'requiredDomains',
    'An owner must turn on a second factor first: with it they can still sign in when the provider does not work',
  )
}
