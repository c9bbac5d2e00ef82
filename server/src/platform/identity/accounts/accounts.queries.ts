import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

/** A person's account, with what sign-in needs. Never leaves the server. */
export interface Account {
  id: string
  email: string
  emailNorm: string
  name: string
  passwordHash: string | null
  emailVerifiedAt: string | null
  locale: string
  timeZone: string | null
  colorScheme: 'auto' | 'light' | 'dark'
  isSuperAdmin: boolean
  isDemo: boolean
  sealedTotpSecret: string | null
  totpEnabledAt: string | null
  totpLastStep: string | null
  hasPasskey: boolean
}

const columns = [
  'id',
  'email',
  'email_norm as emailNorm',
  'name',
  'password_hash as passwordHash',
  'email_verified_at as emailVerifiedAt',
  'locale',
  'time_zone as timeZone',
  'is_super_admin as isSuperAdmin',
  'is_demo as isDemo',
  'totp_secret as sealedTotpSecret',
  'totp_enabled_at as totpEnabledAt',
  'totp_last_step as totpLastStep',
] as const
const colorScheme = sql<Account['colorScheme']>`color_scheme`.as('colorScheme')
const hasPasskey = sql<boolean>`exists (select from user_passkeys p where p.user_id = users.id)`.as('hasPasskey')

export const findAccountByEmail = statementForOne<{ emailNorm: string }, Account>(
  'accounts.find-by-email',
  (query, params) =>
    query
      .selectFrom('users')
      .select(columns)
      .select(colorScheme)
      .select(hasPasskey)
      .where('email_norm', '=', params.emailNorm),
)

export const findAccount = statementForOne<{ userId: string }, Account>('accounts.find', (query, params) =>
  query.selectFrom('users').select(columns).select(colorScheme).select(hasPasskey).where('id', '=', params.userId),
)

export interface NewAccount {
  id: string
  email: string
  emailNorm: string
  name: string
  passwordHash: string | null
  emailVerifiedAt: Date | null
  isSuperAdmin: boolean
  isDemo: boolean
}

/** Answers nothing where the e-mail is taken. */
export const insertAccount = statementForOne<NewAccount, { id: string }>('accounts.insert', (query, params) =>
  query
    .insertInto('users')
    .values({
      id: params.id,
      email: params.email,
      email_norm: params.emailNorm,
      name: params.name,
      password_hash: params.passwordHash,
      email_verified_at: params.emailVerifiedAt,
      is_super_admin: params.isSuperAdmin,
      is_demo: params.isDemo,
    })
    .onConflict((conflict) => conflict.column('email_norm').doNothing())
    .returning('id'),
)

export const updatePasswordHash = statement<{ userId: string; passwordHash: string; now: Date }, never>(
  'accounts.update-password',
  (query, params) =>
    query
      .updateTable('users')
      .set({ password_hash: params.passwordHash, updated_at: params.now, version: sql`version + 1` })
      .where('id', '=', params.userId),
)

export const markEmailVerified = statement<{ userId: string; emailNorm: string; now: Date }, { id: string }>(
  'accounts.mark-email-verified',
  (query, params) =>
    query
      .updateTable('users')
      .set({ email_verified_at: sql`coalesce(email_verified_at, ${params.now})`, updated_at: params.now })
      .where('id', '=', params.userId)
      .where('email_norm', '=', params.emailNorm)
      .returning('id'),
)

interface Profile {
  userId: string
  name: string
  locale: string
  timeZone: string | null
  colorScheme: string
  now: Date
}

export const updateProfile = statement<Profile, never>('accounts.update-profile', (query, params) =>
  query
    .updateTable('users')
    .set({
      name: params.name,
      locale: params.locale,
      time_zone: params.timeZone,
      color_scheme: params.colorScheme,
      updated_at: params.now,
      version: sql`version + 1`,
    })
    .where('id', '=', params.userId),
)
