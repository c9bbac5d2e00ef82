import { type ActorTenant, systemActor } from '#platform/access/actor.ts'
import type { Ctx, RequestInfo } from '#platform/context.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { insertAccount, type NewAccount } from '../accounts/accounts.queries.ts'
import { normaliseEmail } from '../accounts/normalise-email.ts'
import { findFirstTenant, findTenantBySlug } from '../credentials/credential.queries.ts'
import { createLink } from '../links/create-link.ts'
import { findRole } from '../roles/find-role.ts'
import { createTenant, draftTenant } from '../tenants/create-tenant.ts'
import { insertActiveMembership } from '../tenants/tenants.queries.ts'

export interface NewUser {
  email: string
  name: string
  isSuperAdmin: boolean
  /** Where they work: in a business there is, in a new one as its owner, or nowhere, as super admins may. */
  place: { kind: 'member'; slug: string; role: string } | { kind: 'founder'; business: string } | { kind: 'none' }
}

export interface CreatedUser {
  /** Opens the page to choose a password; good once, for a day. */
  link: string
  business: string | null
}

const DAY_MS = 24 * 60 * 60 * 1000

/** By whoever runs the installation, at its command line: no password is made up, and none passes anybody's eyes. */
export async function createUser(services: Services, user: NewUser): Promise<CreatedUser> {
  const now = services.clock.now()
  const tenant = await tenantFor(services, user, now)
  const account: NewAccount = {
    id: newId(now.getTime()),
    email: user.email,
    emailNorm: normaliseEmail(user.email),
    name: user.name,
    passwordHash: null,
    emailVerifiedAt: null,
    isSuperAdmin: user.isSuperAdmin,
    isDemo: false,
  }
  const operator = systemActor(tenant, 'Operator (command line)')
  return services.write(operator, atTheCommandLine(now), async (work) => {
    if (!(await insertAccount(work.tx, account))) throw emailTaken(user.email)
    const business = await takePlace(work, user, tenant, account)
    work.audit('user.created', {
      resource: { type: 'platform.users', id: account.id },
      severity: 'high',
      note: `${user.email}${user.isSuperAdmin ? ', super admin' : ''}, at the command line`,
    })
    const token = await createLink(work, 'reset_password', account, DAY_MS)
    return { link: `${work.config.http.publicUrl}/reset-password#token=${token}`, business }
  })
}

async function tenantFor({ database }: Services, { place }: NewUser, now: Date): Promise<ActorTenant> {
  if (place.kind === 'founder') return draftTenant({ name: place.business }, now)
  const tenant = await database.read(NO_TENANT, (tx) =>
    place.kind === 'member' ? findTenantBySlug(tx, { slug: place.slug }) : findFirstTenant(tx, {}),
  )
  if (tenant) return tenant
  if (place.kind === 'none')
    throw new AppError('record.not-found', 'There is no business yet: open one with --new-tenant "Its name"')
  throw new AppError('record.not-found', `There is no business with the short name '${place.slug}'`)
}

async function takePlace(
  work: Ctx,
  { place }: NewUser,
  tenant: ActorTenant,
  account: NewAccount,
): Promise<string | null> {
  if (place.kind === 'none') return null
  if (place.kind === 'founder') return (await createTenant(work, tenant, account)).slug
  const { key: role } = await findRole(work, place.role)
  const { id: userId, email, emailNorm, name } = account
  const id = newId(work.now.getTime())
  await insertActiveMembership(work.tx, {
    tenantId: tenant.id,
    id,
    userId,
    email,
    emailNorm,
    name,
    role,
    now: work.now,
  })
  work.emit('user.joined', id, { membershipId: id, userId })
  return tenant.slug
}

function emailTaken(email: string): AppError {
  return new AppError(
    'auth.email-taken',
    `There is an account with the e-mail ${email}; invite the person from the console instead`,
  )
}

function atTheCommandLine(now: Date): RequestInfo {
  return { id: newId(now.getTime()), address: '127.0.0.1', userAgent: 'groundwork command line' }
}
