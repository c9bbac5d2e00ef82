import { sql } from 'kysely'
import type { ActorTenant } from '#platform/access/actor.ts'
import type { StoredRole } from '#platform/access/role-rights.ts'
import { statementForOne } from '#platform/database/statement.ts'
import type { Tx } from '#platform/database/transaction.ts'

export interface CredentialUser {
  id: string
  email: string
  name: string
  isSuperAdmin: boolean
  isDemo: boolean
}

export interface CredentialSession {
  id: string
  tenantId: string
  createdAt: string
  lastUsedAt: string
  expiresAt: string
  revokedAt: string | null
  /** By what the person has themselves, or on the word of the business's provider: then it stays in its tenant. */
  openedBy: 'own' | 'provider'
  hasSecondFactor: boolean
  viewAs: string | null
  viewAsRole: StoredRole | null
  supportGrantId: string | null
}

export interface CredentialMembership {
  id: string
  role: string
  customRole: StoredRole | null
  lastActiveAt: string | null
  tenant: ActorTenant
  /** The button of the provider that this person must sign in with here; null where they choose. */
  providerLabel: string | null
}

/** A person with the businesses they work in, most recently used first. */
export interface PersonCredential {
  session: CredentialSession | null
  user: CredentialUser
  memberships: CredentialMembership[]
}

export interface ApiKeyCredential {
  key: {
    id: string
    name: string
    permissions: string[]
    rateLimitPerHour: number
    allowedAddresses: string[]
    expiresAt: string | null
    revokedAt: string | null
    /** The secret that was sent is the one before the last rotation. */
    isPrevious: boolean
    previousEndsAt: string | null
  }
  /** Who made it; the role is null once they left the tenant. */
  maker: {
    id: string
    isDemo: boolean
    role: string | null
    customRole: StoredRole | null
  } | null
  tenant: ActorTenant
}

export interface Invitation {
  membershipId: string
  email: string
  emailNorm: string
  name: string | null
  role: string
  customRole: StoredRole | null
  expiresAt: string
  /** The account with this e-mail, if there is one. */
  userId: string | null
  tenant: ActorTenant
}

/** A business that a domain's people may sign in to through its provider. */
export interface DomainProvider {
  business: string
  slug: string
  label: string
}

type PersonKey = 'session_cookie' | 'session' | 'user' | 'email'

const ask = statementForOne<{ kind: string; credential: string }, { found: unknown }>(
  'identity.find-credential',
  (query, params) =>
    query.selectNoFrom(sql<unknown>`search.find_credential(${params.kind}, ${params.credential})`.as('found')),
)

// The definer function builds the JSON that these types describe; credentials.test.ts holds one against the other.
export async function findPerson(tx: Tx, kind: PersonKey, credential: string): Promise<PersonCredential | undefined> {
  return ((await ask(tx, { kind, credential }))?.found ?? undefined) as PersonCredential | undefined
}

export async function findApiKey(tx: Tx, hash: Buffer): Promise<ApiKeyCredential | undefined> {
  return ((await ask(tx, { kind: 'api_key', credential: hash.toString('hex') }))?.found ?? undefined) as
    | ApiKeyCredential
    | undefined
}

export async function findInvitation(tx: Tx, hash: Buffer): Promise<Invitation | undefined> {
  return ((await ask(tx, { kind: 'invitation', credential: hash.toString('hex') }))?.found ?? undefined) as
    | Invitation
    | undefined
}

export async function findDomainProviders(tx: Tx, domain: string): Promise<DomainProvider[]> {
  return ((await ask(tx, { kind: 'sign_in_domain', credential: domain }))?.found ?? []) as DomainProvider[]
}

const tenantColumns = ['id', 'name', 'slug', 'time_zone as timeZone', 'currency', 'locale'] as const
const tenantWords = [
  sql<ActorTenant['status']>`status`.as('status'),
  sql<ActorTenant['modules']>`modules`.as('modules'),
] as const

/** For super admins, who may work in any tenant. */
export const findTenantById = statementForOne<{ id: string }, ActorTenant>('identity.tenant-by-id', (query, params) =>
  query
    .selectFrom('tenants')
    .select(tenantColumns)
    .select(tenantWords)
    .where('id', '=', params.id)
    .where('deleted_at', 'is', null),
)

export const findTenantBySlug = statementForOne<{ slug: string }, ActorTenant>(
  'identity.tenant-by-slug',
  (query, params) =>
    query
      .selectFrom('tenants')
      .select(tenantColumns)
      .select(tenantWords)
      .where('slug', '=', params.slug)
      .where('deleted_at', 'is', null),
)

export const findFirstTenant = statementForOne<object, ActorTenant>('identity.first-tenant', (query) =>
  query
    .selectFrom('tenants')
    .select(tenantColumns)
    .select(tenantWords)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1),
)
