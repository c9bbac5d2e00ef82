import type { SessionUser } from '@groundwork/contract/platform/identity.ts'
import type { Account } from './accounts.queries.ts'

/** What a person may know of their own account. */
export function toSessionUser(account: Account): SessionUser {
  return {
    id: account.id,
    email: account.email,
    name: account.name,
    emailVerified: account.emailVerifiedAt !== null,
    locale: account.locale,
    timeZone: account.timeZone,
    isSuperAdmin: account.isSuperAdmin,
    totpEnabled: account.totpEnabledAt !== null,
    hasPasskey: account.hasPasskey,
    colorScheme: account.colorScheme,
  }
}
