import { AppError } from '#platform/errors.ts'
import type { CredentialMembership } from './credential.queries.ts'

/** How somebody has proven who they are. */
export interface Proof {
  hasSecondFactor: boolean
}

/**
 * Where a business wants its people to come through its provider, nothing else lets them in. Owners keep a way of their
 * own, with a second factor: a provider that is down or badly set up must not lock out those who can mend it.
 */
export function mayEnter({ providerLabel, role }: CredentialMembership, { hasSecondFactor }: Proof): boolean {
  return providerLabel === null || (role === 'owner' && hasSecondFactor)
}

export function assertMayEnter(membership: CredentialMembership, proof: Proof): void {
  if (!mayEnter(membership, proof)) throw providerRequired(membership)
}

export function providerRequired({ tenant, providerLabel, role }: CredentialMembership): AppError {
  const owners = role === 'owner' ? ', or turn on a second factor and sign in with your password and a code' : ''
  return new AppError(
    'auth.provider-required',
    `${tenant.name} wants you to sign in through its provider: use the button “${providerLabel}”${owners}`,
  )
}

/** What one business's provider says proves nothing in another one. */
export function stayingWhereItWasOpened(business: string): AppError {
  return new AppError(
    'access.other-sign-in-needed',
    `You are signed in through the provider of another business, which counts only there; sign in again to work in ${business}`,
  )
}
