import type { Identities } from '@groundwork/contract/platform/sign-in-provider.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { assertPerson } from '../../assert-person.ts'
import { assertConfirmedByOwn } from '../../step-up/step-up.ts'
import { findProvider } from '../settings/provider.queries.ts'
import { deleteIdentity, listIdentities } from './identities.queries.ts'

/** One's own in this business, and the provider there is to connect to. */
export async function listOwnIdentities({ tx, actor }: ReadCtx): Promise<Identities> {
  const { userId, tenant } = assertPerson(actor)
  const key = { tenantId: tenant.id }
  const [provider, rows] = await Promise.all([findProvider(tx, key), listIdentities(tx, { ...key, userId })])
  const labelOf = (issuer: string) => (provider?.issuer === issuer ? provider.label : new URL(issuer).host)
  return {
    label: provider?.is_enabled && actor.role !== null ? provider.label : null,
    identities: rows.map((row) => ({ ...row, label: labelOf(row.issuer) })),
  }
}

/** Needs a proof of one's own, so nobody takes away the only way they have in. */
export async function disconnectIdentity(ctx: Ctx, id: string): Promise<void> {
  const { userId, tenant } = await assertConfirmedByOwn(ctx)
  const deleted = await deleteIdentity(ctx.tx, { tenantId: tenant.id, id, userId })
  if (!deleted) throw notFound('connected account')
  ctx.audit('auth.identity-disconnected', {
    resource: { type: 'platform.users', id: userId },
    severity: 'high',
    note: new URL(deleted.issuer).host,
  })
}
