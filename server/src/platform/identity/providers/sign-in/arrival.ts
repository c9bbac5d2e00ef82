import {
  type Claims,
  emailOf,
  hasTrustedSecondFactor,
  nameOf,
  provenEmailOf,
  roleWords,
} from '../protocol/claim-values.ts'
import type { ProviderRow } from '../settings/provider.queries.ts'

/** Somebody whom the provider has proven, in our words. */
export interface Arrival {
  issuer: string
  subject: string
  name: string
  /** What the provider calls them. */
  email: string | null
  /** The same where it proves something. */
  provenEmail: string | null
  /** By their claims, best first. */
  roleWords: string[]
  hasSecondFactor: boolean
}

export function toArrival(provider: ProviderRow, claims: Claims): Arrival {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: nameOf(claims),
    email: emailOf(claims),
    provenEmail: provenEmailOf(provider, claims),
    roleWords: roleWords(provider, claims),
    hasSecondFactor: hasTrustedSecondFactor(provider, claims),
  }
}
