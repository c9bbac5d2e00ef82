import { type Database, NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import { type Account, findAccountByEmail } from '../accounts/accounts.queries.ts'
import { normaliseEmail } from '../accounts/normalise-email.ts'
import { findPerson, type PersonCredential } from '../credentials/credential.queries.ts'
import { hashPassword, needsRehash, verifyPassword } from '../passwords/password-hash.ts'

/** An account as sign-in sees it; both missing where there is none, and nobody is told which. */
export interface Known {
  account: Account
  person: PersonCredential
}

export async function findKnown(database: Database, email: string): Promise<Known | undefined> {
  const emailNorm = normaliseEmail(email)
  const [account, person] = await database.read(NO_TENANT, (tx) =>
    Promise.all([findAccountByEmail(tx, { emailNorm }), findPerson(tx, 'email', emailNorm)]),
  )
  return account && person ? { account, person } : undefined
}

/** As long for an account that does not exist as for a wrong password: both hash once. */
export async function isPasswordRight(known: Known | undefined, password: string): Promise<boolean> {
  return verifyPassword(known?.account.passwordHash, password)
}

/** A new hash where today's parameters are stronger than those of the kept one. */
export async function rehashIfWeak(account: Account, password: string): Promise<string | undefined> {
  return account.passwordHash !== null && needsRehash(account.passwordHash) ? hashPassword(password) : undefined
}

export function credentialsInvalid(): AppError {
  return new AppError('auth.credentials-invalid', 'E-mail or password is wrong')
}
