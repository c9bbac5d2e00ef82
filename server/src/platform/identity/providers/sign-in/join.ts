import type { RoleRights } from '#platform/access/role-rights.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { insertAccount } from '../../accounts/accounts.queries.ts'
import { normaliseEmail } from '../../accounts/normalise-email.ts'
import { describeDevice } from '../../sessions/device.ts'
import { insertActiveMembership } from '../../tenants/tenants.queries.ts'
import { findMember, lockMember, updateMembership } from '../../users/members.queries.ts'
import { acceptThroughProvider, insertIdentity, type PossibleMember } from '../identities/identities.queries.ts'
import type { Arrival } from './arrival.ts'
import { refused } from './judge.ts'

export interface Joining {
  id: string
  email: string
  name: string
}

/** Without a password, and not verified: that the address is theirs is one business's word. */
export async function makeAccount(work: Ctx, { id, email, name }: Joining): Promise<void> {
  const emailNorm = normaliseEmail(email)
  const account = { id, email, emailNorm, name, passwordHash: null, emailVerifiedAt: null }
  if (await insertAccount(work.tx, { ...account, isSuperAdmin: false, isDemo: false })) return
  throw new AppError('record.conflict', 'An account with this e-mail was made just now; sign in again')
}

/** The membership of whoever joins: there already, invited, or new with the role their claims give. */
export async function takeMembership(
  work: Ctx,
  person: Joining,
  member: PossibleMember | undefined,
  role: RoleRights | undefined,
): Promise<string> {
  const tenantId = work.actor.tenant.id
  if (member?.status === 'active') return member.id
  const id = member?.id ?? newId(work.now.getTime())
  if (member) {
    const accepted = await acceptThroughProvider(work.tx, { tenantId, id, userId: person.id, now: work.now })
    if (!accepted) throw refused('The invitation was withdrawn or accepted meanwhile; sign in again')
  } else {
    if (!role) throw new Error('Nobody joins without a role')
    const { id: userId, email, name } = person
    const emailNorm = normaliseEmail(email)
    await insertActiveMembership(work.tx, {
      ...{ tenantId, id, userId, email, emailNorm, name },
      role: role.key,
      now: work.now,
    })
  }
  work.announce({ kind: 'user-changed', userId: person.id })
  work.audit('user.joined', {
    resource: { type: 'platform.users', id },
    severity: 'medium',
    note: `${person.email}, through the provider`,
  })
  work.emit('user.joined', id, { membershipId: id, userId: person.id })
  return id
}

/** Whoever had the account before is told: it is another way in. */
export async function tellConnected(
  work: Ctx,
  { issuer }: Arrival,
  { email, name }: Omit<Joining, 'id'>,
): Promise<void> {
  const { address, userAgent } = work.request
  const business = work.actor.tenant.name
  const values = { name, business, provider: new URL(issuer).host, address, device: describeDevice(userAgent) }
  await sendMail(work, { to: email, letter: 'identity-connected', values })
}

export async function link(work: Ctx, membershipId: string, arrival: Arrival, userId: string): Promise<void> {
  const { issuer, subject, email } = arrival
  const id = newId(work.now.getTime())
  const key = { tenantId: work.actor.tenant.id, id, membershipId, issuer, subject }
  if (!(await insertIdentity(work.tx, { ...key, email, now: work.now })))
    throw new AppError(
      'auth.identity-taken',
      'This account of the provider is connected to somebody else here, or yours is connected to another one; disconnect that first',
    )
  work.audit('auth.identity-connected', {
    resource: { type: 'platform.users', id: userId },
    severity: 'high',
    note: `${email ?? 'Without an address'} at ${new URL(issuer).host}`,
  })
}

/** Where the provider decides roles. Owners are made and unmade by owners, so there is always one. */
export async function refreshRole(work: Ctx, id: string, role: RoleRights | undefined): Promise<void> {
  const key = { tenantId: work.actor.tenant.id, id }
  await lockMember(work.tx, key)
  const row = await findMember(work.tx, key)
  if (row?.status !== 'active') throw refused('Your access was changed just now; sign in again')
  if (!role || row.role === 'owner' || row.role === role.key) return
  await updateMembership(work.tx, { ...key, role: role.key, status: 'active', now: work.now, updatedBy: work.actor.id })
  work.audit('user.updated', {
    resource: { type: 'platform.users', id, version: row.version + 1 },
    changes: { role: { before: row.role, after: role.key } },
    severity: 'medium',
    note: 'By the claims of the provider',
  })
  work.emit('user.updated', id, { membershipId: id, role: role.key, status: 'active' })
  if (row.user_id !== null) work.announce({ kind: 'user-changed', userId: row.user_id })
}
