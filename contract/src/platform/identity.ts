import { z } from 'zod'
import { Email, Id, Instant, text } from '../http/fields.ts'
import { ROLE_KEYS } from '../permissions.ts'

export const MODULES = ['waste', 'repair', 'siteops', 'websites'] as const
export const TENANT_STATUSES = ['trial', 'active', 'past_due', 'read_only', 'suspended', 'closed'] as const

/** Length decides, not character classes (NIST 800-63B-4): 15 without a second factor, 8 with one. */
export const Password = z.string().min(8, 'At least 8 characters').max(128, 'At most 128 characters').meta({ title: 'Password', format: 'password' })

export const TenantSlug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/, 'Use 3 to 63 lower-case letters, digits and dashes')
  .meta({ title: 'Short name', examples: ['scioto-hauling'] })

export const TimeZone = z.string().trim().max(64).refine(isTimeZone, 'Use an IANA time zone, such as America/New_York').meta({ title: 'Time zone', examples: ['America/New_York'] })

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

export const Locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'Use a language tag such as en or en-US').meta({ title: 'Language', examples: ['en-US'] })

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
  password: z.string().min(1, 'Must not be empty').max(128, 'At most 128 characters').meta({ title: 'Password', format: 'password' }),
  tenant: z.string().trim().max(63).optional().meta({ description: 'Short name or id of the business, for people with several' }),
  code: z.string().trim().max(20).optional().meta({ title: 'Code', description: 'From the authenticator app, or a backup code' }),
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
  permissions: z.array(z.string()),
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

export const CurrentSession = z.strictObject({ id: Id.nullable(), kind: z.enum(['session', 'token', 'api_key']), tenantId: Id, expiresAt: Instant.nullable() })

export const Session = z.strictObject({
  id: Id,
  device: z.string(),
  address: z.string().nullable(),
  createdAt: Instant,
  lastUsedAt: Instant,
  expiresAt: Instant,
  isCurrent: z.boolean(),
})

export const Member = z.strictObject({
  id: Id.meta({ description: 'The membership: one person in one business' }),
  userId: Id.nullable(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLE_KEYS),
  status: z.enum(['invited', 'active', 'deactivated']),
  invitedAt: Instant.nullable(),
  lastActiveAt: Instant.nullable(),
  totpEnabled: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type Member = z.infer<typeof Member>

export const InviteMember = z.strictObject({ email: Email.meta({ title: 'E-mail' }), role: z.enum(ROLE_KEYS).meta({ title: 'Role' }), name: text(200).nullish().meta({ title: 'Name' }) })
export const UpdateMember = z.strictObject({ role: z.enum(ROLE_KEYS), status: z.enum(['active', 'deactivated']) }).partial()
export const AcceptInvitation = z.strictObject({ token: z.string().min(1).max(200), name: text(200).optional().meta({ title: 'Your name' }), password: Password.optional() })

export const Tenant = z.strictObject({
  id: Id,
  name: z.string(),
  slug: z.string(),
  businessName: z.string().nullable(),
  businessType: z.string().nullable(),
  industry: z.string().nullable(),
  description: z.string().nullable(),
  contactPhone: z.string().nullable(),
  contactEmail: z.string().nullable(),
  address: z.record(z.string(), z.unknown()).nullable(),
  businessHours: z.record(z.string(), z.unknown()).nullable(),
  timeZone: z.string(),
  currency: z.string(),
  locale: z.string(),
  status: z.enum(TENANT_STATUSES),
  modules: z.array(z.enum(MODULES)),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type Tenant = z.infer<typeof Tenant>

export const API_KEY_MODES = ['live', 'test'] as const
export const ApiKey = z.strictObject({
  id: Id,
  name: z.string(),
  prefix: z.string().meta({ description: 'How the key begins, to recognise it by' }),
  permissions: z.array(z.string()),
  rateLimitPerHour: z.int(),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
  createdBy: Id.nullable(),
})
export const CreateApiKey = z.strictObject({
  name: text(100).meta({ title: 'Name', examples: ['Website form'] }),
  permissions: z.array(z.string().max(100)).min(1, 'Choose at least one permission').max(200).meta({ title: 'Permissions', examples: [['office.customers.read', 'waste.bins.read']] }),
  mode: z.enum(API_KEY_MODES).default('live'),
  rateLimitPerHour: z.int().min(1).max(1_000_000).default(1000).meta({ title: 'Requests per hour' }),
  expiresAt: Instant.nullish().meta({ title: 'Expires' }),
})
/** The only answer that ever carries the key itself. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() })
