import type { RoleRule } from '@groundwork/contract/platform/sign-in-provider.ts'
import { normaliseEmail } from '../../accounts/normalise-email.ts'
import type { ProviderRow } from '../settings/provider.queries.ts'

/** What the provider says of somebody, once everything about it has been checked. */
export type Claims = Readonly<Record<string, unknown>> & { iss: string; sub: string }

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/
const MAX_NAME = 200

/** The values of a claim. Its name as it stands first, for names may hold dots; then as a path inside. */
export function claimValues(claims: Claims, name: string): string[] {
  const found = name in claims ? claims[name] : name.split('.').reduce<unknown>(inside, claims)
  return (Array.isArray(found) ? found : [found]).flatMap((value) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [],
  )
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

/** The roles the rules give, best first, then the one for everybody else. The first that still exists is taken. */
export function roleWords({ role_rules, default_role }: ProviderRow, claims: Claims): string[] {
  const fitting = role_rules.filter((rule) => fits(rule, claims)).map(({ role }) => role)
  return [...fitting, ...(default_role === null ? [] : [default_role])].filter((role) => role !== 'owner')
}

function fits({ claim, value }: RoleRule, claims: Claims): boolean {
  return claimValues(claims, claim).includes(value)
}

export function emailOf(claims: Claims): string | null {
  const email = claims['email']
  return typeof email === 'string' && EMAIL.test(email.trim()) ? email.trim() : null
}

/** An address proves something only where the provider has checked it, or the business says that this one always has. */
export function provenEmailOf(row: ProviderRow, claims: Claims): string | null {
  const email = emailOf(claims)
  const isVerified = claims['email_verified']
  // Some send the word instead of the value.
  if (isVerified === true || isVerified === 'true') return email
  return isVerified === undefined && row.trusts_unstated_email && isAllowed(row, email) ? email : null
}

export function isAllowed({ allowed_domains }: ProviderRow, email: string | null): boolean {
  return allowed_domains.length === 0 || (email !== null && allowed_domains.includes(domainOf(email)))
}

export function domainOf(email: string): string {
  return normaliseEmail(email).split('@').at(-1) ?? ''
}

export function nameOf(claims: Claims): string {
  const { name, given_name: given, family_name: family } = claims
  const whole = typeof name === 'string' ? name : [given, family].filter((part) => typeof part === 'string').join(' ')
  // As Unicode, without what the database or a page could not show.
  const shown = whole.replaceAll(/\p{C}/gu, '').trim().slice(0, MAX_NAME).toWellFormed()
  return shown || (emailOf(claims)?.split('@')[0] ?? 'New colleague')
}

/** Whether the provider has asked for a second factor, in words that the business counts as one. */
export function hasTrustedSecondFactor({ second_factor_methods }: ProviderRow, claims: Claims): boolean {
  const said = [...claimValues(claims, 'amr'), ...claimValues(claims, 'acr')]
  return second_factor_methods.some((method) => said.includes(method))
}
