import type { RoleKey } from '@groundwork/contract/permissions.ts'
import { type Actor, type ActorTenant, userActor } from '#platform/access/actor.ts'
import type { Ctx, RequestInfo } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { insertAccount, type NewAccount } from '../accounts/accounts.queries.ts'
import { normaliseEmail } from '../accounts/normalise-email.ts'
import { findTenantBySlug } from '../credentials/credential.queries.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { type Draft, draftTenant } from '../tenants/create-tenant.ts'
import { insertActiveMembership, insertTenant } from '../tenants/tenants.queries.ts'

export interface DemoPerson {
  email: string
  name: string
  /** Super admins belong to no business. */
  role: RoleKey | 'super_admin'
}

export interface DemoBusiness {
  tenant: Draft & { slug: string }
  /** The first one is the owner in whose name everything is made. */
  people: readonly [DemoPerson, ...DemoPerson[]]
  password: string
}

/**
 * A business with its people and what `fill` puts into it in the owner's name, all in one transaction: a start that is
 * interrupted leaves none of it. Answers the owner, or nobody where the business stands already. The password is published, so the accounts are
 * marked as demo: sign-in refuses them in production, even in a database that was filled before the installation went
 * there, and in production they are made without a password in the first place.
 */
export async function seedIdentity(
  services: Services,
  { tenant: draft, people, password }: DemoBusiness,
  fill: (ctx: Ctx) => Promise<void>,
): Promise<Actor | undefined> {
  const existing = await services.database.read(NO_TENANT, (tx) => findTenantBySlug(tx, { slug: draft.slug }))
  if (existing) return undefined
  const passwordHash = services.config.mode === 'production' ? null : await hashPassword(password)
  const now = services.clock.now()
  const tenant: ActorTenant = { ...draftTenant(draft, now), status: 'active' }
  const [founder, ...others] = people
  const founderAccount = demoAccount(founder, passwordHash, now)
  const owner = userActor(founderAccount, null, 'owner', tenant)
  await services.write(owner, SEEDING, async (ctx) => {
    await insertTenant(ctx.tx, { ...tenant, createdBy: owner.id, now })
    await insertPerson(ctx, founder, founderAccount)
    for (const person of others) await insertPerson(ctx, person, demoAccount(person, passwordHash, now))
    ctx.audit('tenant.created', { resource: { type: 'platform.tenant', id: tenant.id, version: 1 }, note: 'Demo data' })
    await fill(ctx)
  })
  return owner
}

export const SEEDING: RequestInfo = { id: 'demo-data', address: '127.0.0.1', userAgent: null }

function demoAccount({ email, name, role }: DemoPerson, passwordHash: string | null, now: Date): NewAccount {
  const emailNorm = normaliseEmail(email)
  return {
    id: newId(now.getTime()),
    email,
    emailNorm,
    name,
    passwordHash,
    emailVerifiedAt: now,
    isSuperAdmin: role === 'super_admin',
    isDemo: true,
  }
}

async function insertPerson(ctx: Ctx, { role }: DemoPerson, account: NewAccount): Promise<void> {
  await insertAccount(ctx.tx, account)
  if (role === 'super_admin') return
  const { id: userId, email, emailNorm, name } = account
  await insertActiveMembership(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(),
    userId,
    email,
    emailNorm,
    name,
    role,
    now: ctx.now,
  })
}
