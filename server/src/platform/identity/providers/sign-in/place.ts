import type { ActorTenant } from '#platform/access/actor.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { Services } from '#platform/services.ts'
import { findTenantById, findTenantBySlug } from '../../credentials/credential.queries.ts'
import { discover } from '../protocol/discover.ts'
import { toSignInError } from '../protocol/provider-fault.ts'
import { findProvider, type ProviderRow } from '../settings/provider.queries.ts'
import { clientSecretOf } from '../settings/provider.service.ts'

/** The business somebody signs in to, with the provider it believes. */
export interface Place {
  tenant: ActorTenant
  provider: ProviderRow
}

type Parts = Pick<Services, 'config' | 'database' | 'outgoing'>

/** The same answer for a business there is not and one without such a sign-in. */
export async function openPlace(parts: Parts, by: { slug: string } | { id: string }): Promise<Place> {
  const place = await findPlace(parts, by)
  if (place) return place
  throw new AppError(
    'auth.provider-off',
    'There is no business with this short name that people sign in to through a provider',
  )
}

export async function findPlace(
  { database }: Pick<Parts, 'database'>,
  by: { slug: string } | { id: string },
): Promise<Place | undefined> {
  const tenant = await database.read(NO_TENANT, (tx) =>
    'slug' in by ? findTenantBySlug(tx, by) : findTenantById(tx, by),
  )
  if (!tenant) return undefined
  const provider = await database.read({ tenantId: tenant.id, actorId: null }, (tx) =>
    findProvider(tx, { tenantId: tenant.id }),
  )
  return provider?.is_enabled ? { tenant, provider } : undefined
}

export async function clientOf(parts: Parts, { tenant, provider }: Place) {
  const clientSecret = clientSecretOf(parts.config, tenant.id, provider)
  try {
    return await discover(parts, { issuer: provider.issuer, clientId: provider.client_id, clientSecret })
  } catch (error) {
    throw toSignInError(error)
  }
}
