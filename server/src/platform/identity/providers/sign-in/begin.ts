import type { FoundProviders, StartProviderSignIn } from '@groundwork/contract/platform/sign-in-provider.ts'
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { findDomainProviders } from '../../credentials/credential.queries.ts'
import { assertConfirmedByOwn } from '../../step-up/step-up.ts'
import { domainOf } from '../protocol/claim-values.ts'
import { redirectUri } from '../settings/provider.service.ts'
import { FLOW_MS, type Flow, keepFlow } from './flow.ts'
import { clientOf, findPlace, openPlace, type Place } from './place.ts'
import { isPublicMail } from './public-mail.ts'

const SLUG = /^[a-z0-9-]{3,63}$/

/** By the domain of an address or the short name of a business. Whether anybody has an account plays no part in it. */
export async function findProviders({ services }: ManualCtx, who: string): Promise<FoundProviders> {
  if (who.includes('@')) {
    const domain = domainOf(who)
    if (isPublicMail(domain)) return { providers: [] }
    return { providers: await services.database.read(NO_TENANT, (tx) => findDomainProviders(tx, domain)) }
  }
  const slug = who.toLowerCase()
  const place = SLUG.test(slug) ? await findPlace(services, { slug }) : undefined
  if (!place) return { providers: [] }
  return { providers: [{ business: place.tenant.name, slug: place.tenant.slug, label: place.provider.label }] }
}

export async function beginSignIn(ctx: ManualCtx, { business, next }: StartProviderSignIn): Promise<{ url: string }> {
  const place = await openPlace(ctx.services, { slug: business })
  return begin(ctx, place, { purpose: 'sign-in', userId: null, next: next ?? '/' })
}

/** From within: what the provider says next belongs to the person who asks. */
export async function beginConnecting(ctx: ManualCtx, next: string | undefined): Promise<{ url: string }> {
  const { actor, services, request } = ctx
  if (!actor) throw new Error('The route is for signed-in people')
  const person = await services.read(actor, request, (work) => assertConfirmedByOwn(work))
  const place = await openPlace(services, { id: person.tenant.id })
  if (person.role === null) throw new AppError('access.tenant-unknown', 'Only members connect themselves to a business')
  return begin(ctx, place, { purpose: 'connect', userId: person.userId, next: next ?? '/settings/security' })
}

async function begin(
  ctx: ManualCtx,
  place: Place,
  what: Pick<Flow, 'purpose' | 'userId' | 'next'>,
): Promise<{ url: string }> {
  const { services, now } = ctx
  const client = await clientOf(services, place)
  const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(client, {
    redirect_uri: redirectUri(services.config),
    scope: [...new Set(['openid', ...place.provider.scopes])].join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
    code_challenge_method: 'S256',
  })
  const { issuer } = place.provider
  keepFlow(ctx, { ...what, ...secrets, tenantId: place.tenant.id, issuer, endsAtMs: now.getTime() + FLOW_MS })
  return { url: url.href }
}
