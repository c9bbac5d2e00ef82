import { AppError } from '#platform/errors.ts'
import type { Account } from '../../accounts/accounts.queries.ts'
import type { PossibleMember } from '../identities/identities.queries.ts'
import { isAllowed } from '../protocol/claim-values.ts'
import type { Arrival } from './arrival.ts'
import type { Known } from './look-up.ts'
import type { Place } from './place.ts'

/**
 * What becomes of somebody whom the provider has proven.
 *
 *   enter      they are connected already, or the account is this business's own and can be
 *   prove      there is an account with their address that is more than this business's: its owner proves it once
 *   newcomer   there is no account: one is made, for an invitation or because the provider's word is enough here
 */
export type Verdict =
  | { kind: 'enter'; account: Account; member: PossibleMember | undefined; isLinked: boolean }
  | { kind: 'prove'; account: Account; member: PossibleMember | undefined }
  | { kind: 'newcomer'; email: string; member: PossibleMember | undefined }

export function judge(place: Place, arrival: Arrival, known: Known): Verdict {
  const { linked, account } = known
  const member = linked
    ? { id: linked.membershipId, userId: linked.userId, status: linked.status, role: linked.role }
    : known.member
  assertWelcome(place, known, member)
  if (linked && account) return { kind: 'enter', account, member, isLinked: true }
  const email = provenEmail(place, arrival)
  assertMayJoin(place, known, member)
  if (!account) {
    if (member?.role === 'owner') throw refused('You are invited as an owner: accept with the link in the mail first')
    return { kind: 'newcomer', email, member }
  }
  const isTheirs = isOfThisBusinessAlone(place, known)
  return isTheirs ? { kind: 'enter', account, member, isLinked: false } : { kind: 'prove', account, member }
}

/** Whoever was shown the door stays outside, whatever the provider says. */
function assertWelcome({ tenant, provider }: Place, { role }: Known, member: PossibleMember | undefined): void {
  if (member?.status === 'deactivated')
    throw refused(`Your access to ${tenant.name} was ended; ask an owner to open it again`)
  if (member && member.role !== 'owner' && provider.manages_roles && !role) throw noRole(tenant.name)
}

/** An address that nobody has checked could be anybody's: it finds no account and opens no door. */
function provenEmail({ tenant, provider }: Place, { provenEmail: email }: Arrival): string {
  if (email === null)
    throw refused('The provider does not say that your e-mail address is yours; ask whoever runs it to verify it')
  if (!isAllowed(provider, email)) throw refused(`Addresses like ${email} are not let in to ${tenant.name}`)
  return email
}

function assertMayJoin({ tenant, provider }: Place, { role }: Known, member: PossibleMember | undefined): void {
  if (member) return
  if (!provider.creates_people) throw refused(`You do not belong to ${tenant.name} yet; ask to be invited`)
  if (!role) throw noRole(tenant.name)
}

/**
 * Made by this business's provider and used for nothing else since: no password, no second factor, no other business.
 * Owners are not taken for granted like that, or whoever may change the provider could become one.
 */
function isOfThisBusinessAlone({ tenant }: Place, { account, person, member }: Known): boolean {
  if (!account || !person || account.isSuperAdmin || account.isDemo || member?.role === 'owner') return false
  const hasOwnProof = account.passwordHash !== null || account.totpEnabledAt !== null || account.hasPasskey
  return !hasOwnProof && person.memberships.every((membership) => membership.tenant.id === tenant.id)
}

function noRole(business: string): AppError {
  return refused(`What the provider says of you gives you no role in ${business}; ask whoever runs the provider`)
}

export function refused(sentence: string): AppError {
  return new AppError('auth.provider-refused', sentence)
}
