import { z } from 'zod'
import { Can, Email, Id, Instant, text } from '../http/fields.ts'
import { anyOf, defineList } from '../http/list.ts'
import { PasskeyAssertion } from './passkeys.ts'
import { FieldLimits, RoleWord, RowLimits } from './roles.ts'
import { SupportEntry } from './support.ts'

export const MODULES = ['waste', 'repair', 'siteops', 'websites'] as const
export const TENANT_STATUSES = ['trial', 'active', 'past_due', 'read_only', 'suspended', 'closed'] as const

/** Length decides, not character classes (NIST 800-63B-4): 15 without a second factor, 8 with one. */
export const Password = z
  .string()
  .min(8, 'At least 8 characters')
  .max(128, 'At most 128 characters')
  .meta({ title: 'Password', format: 'password' })

export const TenantSlug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/, 'Use 3 to 63 lower-case letters, digits and dashes')
  .meta({ title: 'Short name', examples: ['scioto-hauling'] })

export const TimeZone = z
  .string()
  .trim()
  .max(64)
  .refine(isTimeZone, 'Use an IANA time zone, such as America/New_York')
  .meta({ title: 'Time zone', examples: ['America/New_York'] })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== undefined
  } catch {
    return false
  }
}

export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'Use an ISO 4217 code, such as USD')
  .meta({ title: 'Currency', examples: ['USD'] })

export const Locale = z
  .string()
  .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Use a language tag such as en or en-US')
  .meta({ title: 'Language', examples: ['en-US'] })

export const SignUp = z.strictObject({
  email: Email.meta({ title: 'E-mail' }),
  password: Password,
  name: text(200).meta({ title: 'Your name', examples: ['Ana Torres'] }),
  tenant: z.strictObject({
    name: text(200).meta({ title: 'Business name', examples: ['Scioto Hauling'] }),
    slug: TenantSlug.optional().meta({ description: 'Made from the name when absent' }),
    modules: z.array(z.enum(MODULES)).max(MODULES.length).optional().meta({ description: 'All of them when absent' }),
    timeZone: TimeZone.optional(),
    currency: Currency.optional(),
    locale: Locale.optional(),
  }),
})
export type SignUp = z.infer<typeof SignUp>

export const Login = z.strictObject({
  email: Email.meta({ title: 'E-mail' }),
  password: z
    .string()
    .min(1, 'Must not be empty')
    .max(128, 'At most 128 characters')
    .meta({ title: 'Password', format: 'password' }),
  tenant: z
    .string()
    .trim()
    .max(63)
    .optional()
    .meta({ description: 'Short name or id of the business, for people with several' }),
  code: z
    .string()
    .trim()
    .max(20)
    .optional()
    .meta({ title: 'Code', description: 'From the authenticator app, or a backup code' }),
  passkey: PasskeyAssertion.optional().meta({
    description: 'Instead of a code; see GET /auth/passkeys/sign-in-options',
  }),
})
export type Login = z.infer<typeof Login>

export const SessionUser = z.strictObject({
  id: Id,
  email: z.string(),
  name: z.string(),
  emailVerified: z.boolean(),
  locale: z.string(),
  timeZone: z.string().nullable(),
  isSuperAdmin: z.boolean(),
  totpEnabled: z.boolean(),
  hasPasskey: z.boolean(),
  colorScheme: z.enum(['auto', 'light', 'dark']),
})
export type SessionUser = z.infer<typeof SessionUser>

export const SessionTenant = z.strictObject({
  id: Id,
  name: z.string(),
  slug: z.string(),
  status: z.enum(TENANT_STATUSES),
  modules: z.array(z.enum(MODULES)),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.string(),
})
export type SessionTenant = z.infer<typeof SessionTenant>

export const SignedIn = z.strictObject({
  user: SessionUser,
  tenant: SessionTenant,
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.int().meta({ description: 'Seconds until the access token ends' }),
})
export type SignedIn = z.infer<typeof SignedIn>

export const Refreshed = SignedIn.pick({ accessToken: true, refreshToken: true, expiresIn: true })

export const Refresh = z.strictObject({ refreshToken: z.string().min(1, 'Must not be empty').max(200) })

/** Who is asking: the console draws its frame from it. */
export const Me = z.strictObject({
  user: SessionUser,
  tenant: SessionTenant,
  role: z.string(),
  roleName: z.string(),
  permissions: z.array(z.string()),
  fields: FieldLimits.meta({ description: 'Fields that are hidden from you, or that you may not change' }),
  rows: RowLimits.meta({ description: 'What you may do with your own records alone' }),
  viewsAs: z.string().nullable().meta({ description: 'The role you look through; nothing can be changed meanwhile' }),
  support: SupportEntry.nullable().meta({ description: 'You are here as support, let in by the owner' }),
  isOutside: z.boolean().meta({
    description:
      'You run the installation and stand at the door of a business that is not yours: nothing of it is seen',
  }),
  tenants: z.array(z.strictObject({ id: Id, name: z.string(), slug: z.string(), role: z.string() })),
})
export type Me = z.infer<typeof Me>

export const UpdateMe = z
  .strictObject({
    name: text(200).meta({ title: 'Your name' }),
    locale: Locale,
    timeZone: TimeZone.nullable(),
    colorScheme: z.enum(['auto', 'light', 'dark']),
  })
  .partial()
export type UpdateMe = z.infer<typeof UpdateMe>

export const CurrentSession = z.strictObject({
  id: Id.nullable(),
  kind: z.enum(['session', 'token', 'api_key']),
  tenantId: Id,
  expiresAt: Instant.nullable(),
})

const Secret = z.string().min(1, 'Must not be empty').max(200)
const EnteredPassword = z
  .string()
  .min(1, 'Must not be empty')
  .max(128, 'At most 128 characters')
  .meta({ title: 'Password', format: 'password' })
const Code = z
  .string()
  .trim()
  .min(6, 'At least 6 characters')
  .max(20, 'At most 20 characters')
  .meta({ title: 'Code', examples: ['123456'] })

/** The answer where saying more would tell who has an account. */
export const Acknowledged = z.strictObject({ message: z.string() })

export const ForgotPassword = z.strictObject({ email: Email.meta({ title: 'E-mail' }) })
export const ResetPassword = z.strictObject({ token: Secret, password: Password })
export type ResetPassword = z.infer<typeof ResetPassword>
export const ChangePassword = z.strictObject({ currentPassword: EnteredPassword, newPassword: Password })
export type ChangePassword = z.infer<typeof ChangePassword>
export const VerifyEmail = z.strictObject({ token: Secret })

/** Step-up: one of the three, before what would hurt most in the wrong hands. */
export const ConfirmIdentity = z
  .strictObject({
    password: EnteredPassword.optional(),
    code: Code.optional(),
    passkey: PasskeyAssertion.optional().meta({ description: 'See GET /auth/passkeys/confirm-options' }),
  })
  .refine(
    (proof) => Object.values(proof).filter((value) => value !== undefined).length === 1,
    'Send one of password, code and passkey',
  )
export type ConfirmIdentity = z.infer<typeof ConfirmIdentity>
export const Confirmed = z.strictObject({ confirmedUntil: Instant })

export const TotpSetup = z.strictObject({
  secret: z.string().meta({ description: 'For typing by hand, base 32' }),
  uri: z.string().meta({ description: 'For the QR code that an authenticator app scans' }),
})
export const ConfirmTotp = z.strictObject({ code: Code })
/** Shown once. */
export const BackupCodes = z.strictObject({ codes: z.array(z.string()) })

export const SwitchTenant = z.strictObject({
  tenant: z.string().trim().min(1).max(63).meta({ title: 'Business', description: 'Short name or id' }),
})
export const Switched = z.strictObject({ tenant: SessionTenant, accessToken: z.string(), expiresIn: z.int() })

export const EndedSessions = z.strictObject({ ended: z.int() })

export const Session = z.strictObject({
  id: Id,
  device: z.string(),
  openedBy: z.enum(['own', 'provider']).meta({ description: 'With something of your own, or through a provider' }),
  address: z.string().nullable(),
  createdAt: Instant,
  lastUsedAt: Instant,
  expiresAt: Instant,
  isCurrent: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const Member = z.strictObject({
  id: Id.meta({ description: 'The membership: one person in one business' }),
  userId: Id.nullable(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.string().meta({ description: 'A built-in role by its key, or one of your own by its id' }),
  roleName: z.string(),
  status: z.enum(['invited', 'active', 'deactivated']),
  invitedAt: Instant.nullable(),
  lastActiveAt: Instant.nullable(),
  totpEnabled: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
  can: Can.optional(),
})
export type Member = z.infer<typeof Member>

export const MEMBER_STATUSES = ['invited', 'active', 'deactivated'] as const

/** One or several roles, separated by commas. */
const AnyRole = z
  .string()
  .transform((value) => value.split(',').map((part) => part.trim()))
  .pipe(z.array(RoleWord).min(1).max(50))

export const MemberList = defineList({
  filters: { status: anyOf(MEMBER_STATUSES).optional(), role: AnyRole.optional() },
  sorts: ['name', 'email', 'createdAt', 'lastActiveAt'],
  defaultSort: 'name',
  expands: [],
  searchable: true,
})

export const InviteMember = z.strictObject({
  email: Email.meta({ title: 'E-mail' }),
  role: RoleWord,
  name: text(200).nullish().meta({ title: 'Name' }),
})
export type InviteMember = z.infer<typeof InviteMember>

export const UpdateMember = z
  .strictObject({
    role: RoleWord,
    status: z.enum(['active', 'deactivated']).meta({ title: 'Status' }),
  })
  .partial()
export type UpdateMember = z.infer<typeof UpdateMember>

export const LookUpInvitation = z.strictObject({ token: Secret })
/** What the page behind an invitation shows before anybody accepts. */
export const Invitation = z.strictObject({
  business: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.string().meta({ description: 'What it is called' }),
  expiresAt: Instant,
  hasAccount: z
    .boolean()
    .meta({ description: 'Whether the person signs in to accept, or chooses a name and password' }),
})

export const AcceptInvitation = z.strictObject({
  token: Secret,
  name: text(200).optional().meta({ title: 'Your name' }),
  password: EnteredPassword.optional().meta({
    description: 'A new one, or that of the account with this e-mail; not needed when signed in as that person',
  }),
  code: Code.optional(),
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>
