import type { SupportEntry } from '@groundwork/contract/platform/support.ts'
import { viewOnly } from '#platform/access/access-check.ts'
import {
  type Actor,
  type ActorTenant,
  apiKeyActor,
  isOutside,
  lookingThrough,
  supportActor,
  userActor,
} from '#platform/access/actor.ts'
import { rightsOfRole } from '#platform/access/role-rights.ts'
import { AddressList } from '#platform/api-keys/allowed-addresses.ts'
import { AppError } from '#platform/errors.ts'
import type { Resolved } from './actor-cache.ts'
import type {
  ApiKeyCredential,
  CredentialMembership,
  CredentialSession,
  PersonCredential,
} from './credential.queries.ts'
import { assertMayEnter, stayingWhereItWasOpened } from './provider-limits.ts'
import { assertSessionStands, sessionEnded, sessionEndsAtMs } from './session-limits.ts'

export interface Circumstances {
  now: Date
  isProduction: boolean
  /** X-Tenant-Id: the business the caller names for this request, by id or short name. */
  namedTenant: string | undefined
  /** Any tenant of the installation, for super admins alone. */
  findTenant(idOrSlug: string): Promise<ActorTenant | undefined>
  /** The permission that the owner of a business has given support, if there is one now. */
  findSupport(tenantId: string): Promise<SupportEntry | undefined>
}

/** The person behind a session, in the tenant the request names or else in `tenantId`. */
export async function resolveSession(
  person: PersonCredential,
  session: CredentialSession,
  tenantId: string,
  circumstances: Circumstances,
): Promise<Resolved> {
  assertSessionStands(session, circumstances.now)
  // A published password stays harmless even if demo data was loaded before the installation went into production.
  if (person.user.isDemo && circumstances.isProduction) throw sessionEnded()

  const own = await chooseTenant(person, session, tenantId, circumstances)
  const isGuest = isOutside(own) || own.kind === 'support'
  const actor = session.viewAs === null || isGuest ? own : viewer(own, session, session.viewAs)
  const endsAtMs = Math.min(sessionEndsAtMs(session), actor.support ? Date.parse(actor.support.until) : Infinity)
  return { actor, sessionId: session.id, userId: person.user.id, keyId: null, endsAtMs, addresses: null }
}

/** A role is looked through in one business; meanwhile the others wait. */
function viewer(own: Actor, { tenantId, viewAsRole }: CredentialSession, viewAs: string): Actor {
  const actor = lookingThrough(own, viewAs, rightsOfRole(viewAs, viewAsRole))
  if (own.tenant.id !== tenantId) throw new AppError('access.view-only', viewOnly(actor.viewsAs ?? viewAs))
  return actor
}

export function memberActor(
  person: PersonCredential,
  sessionId: string | null,
  { role, customRole, tenant }: CredentialMembership,
): Actor {
  return userActor(person.user, sessionId, rightsOfRole(role, customRole) ?? null, tenant)
}

/** A business's provider speaks for its members, never for those who run the installation. */
export function providerActor(
  person: PersonCredential,
  sessionId: string | null,
  membership: CredentialMembership,
): Actor {
  const user = { ...person.user, isSuperAdmin: false }
  return { ...memberActor({ ...person, user }, sessionId, membership), isThroughProvider: true }
}

async function chooseTenant(
  person: PersonCredential,
  session: CredentialSession,
  tenantId: string,
  circumstances: Circumstances,
): Promise<Actor> {
  const wanted = circumstances.namedTenant ?? tenantId
  const membership = person.memberships.find(({ tenant }) => tenant.id === wanted || tenant.slug === wanted)
  if (session.openedBy === 'provider') {
    if (membership?.tenant.id === session.tenantId) return providerActor(person, session.id, membership)
    throw membership ? stayingWhereItWasOpened(membership.tenant.name) : sessionEnded()
  }
  if (membership) {
    assertMayEnter(membership, session)
    return memberActor(person, session.id, membership)
  }

  const foreign = person.user.isSuperAdmin ? await circumstances.findTenant(wanted) : undefined
  if (foreign) return guest(person, session, foreign, circumstances)
  if (circumstances.namedTenant !== undefined) throw tenantUnknown(circumstances.namedTenant)
  // The session outlived the membership it was made for.
  throw sessionEnded()
}

/** Inside where the owner lets them in and they came in, by entering or by naming it; else at the door. */
async function guest(
  { user }: PersonCredential,
  session: CredentialSession,
  tenant: ActorTenant,
  { namedTenant, findSupport }: Circumstances,
): Promise<Actor> {
  const support = await findSupport(tenant.id)
  const hasEntered = namedTenant !== undefined || session.supportGrantId === support?.grantId
  return support && hasEntered
    ? supportActor(user, session.id, support, tenant)
    : userActor(user, session.id, null, tenant)
}

/** A key belongs to one tenant; naming another one is refused rather than ignored. */
export function resolveApiKey({ key, maker, tenant }: ApiKeyCredential, circumstances: Circumstances): Resolved {
  const endsAtMs = Math.min(instantOr(key.expiresAt), key.isPrevious ? instantOr(key.previousEndsAt) : Infinity)
  if (key.revokedAt !== null) throw new AppError('auth.token-invalid', `The API key '${key.name}' was revoked`)
  const nowMs = circumstances.now.getTime()
  if (nowMs >= instantOr(key.expiresAt))
    throw new AppError('auth.token-invalid', `The API key '${key.name}' has expired`)
  if (nowMs >= endsAtMs)
    throw new AppError('auth.token-invalid', `The API key '${key.name}' was rotated; send its new secret`)
  if (maker?.isDemo && circumstances.isProduction)
    throw new AppError('auth.token-invalid', 'Keys of demo accounts do not work in production')

  const named = circumstances.namedTenant
  if (named !== undefined && named !== tenant.id && named !== tenant.slug) throw tenantUnknown(named)
  const makerRole = maker ? (rightsOfRole(maker.role, maker.customRole) ?? null) : null
  const sent = key.isPrevious ? { ...key, sendsPreviousSecret: true as const } : key
  const actor = apiKeyActor(sent, maker ? { id: maker.id, role: makerRole } : null, tenant)
  const addresses = key.allowedAddresses.length > 0 ? new AddressList(key.allowedAddresses) : null
  return { actor, sessionId: null, userId: maker?.id ?? null, keyId: key.id, endsAtMs, addresses }
}

function instantOr(at: string | null): number {
  return at === null ? Infinity : Date.parse(at)
}

export function tenantUnknown(named: string): AppError {
  return new AppError(
    'access.tenant-unknown',
    `You do not belong to a business '${named}'; GET /api/tenants lists yours`,
  )
}
