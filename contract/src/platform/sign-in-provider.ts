import { z } from 'zod'
import { Email, Id, Instant, isStorable, text } from '../http/fields.ts'
import { RoleWord } from './roles.ts'

// Signing in through a provider of the business's own: OpenID Connect, authorisation code with PKCE.

const Issuer = z
  .string()
  .trim()
  .max(500, 'At most 500 characters')
  .transform((value) => value.replace(/\/\.well-known\/openid-configuration\/?$/, ''))
  .refine((value) => /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/.test(value), {
    error: 'Use the address of the provider, such as https://accounts.google.com',
  })
  .meta({ title: 'Issuer', examples: ['https://accounts.google.com'] })

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, 'At most 253 characters')
  .regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/, 'Use a domain, such as example.com')
const Domains = z.array(Domain).max(50, 'At most 50 domains')

/** "Whose claim `groups` contains `dispatch` is a dispatcher": the first rule that fits decides. */
export const RoleRule = z.strictObject({
  claim: text(200).meta({
    title: 'Claim',
    description: 'Its name in the ID token; a dot leads inside, as in realm_access.roles',
    examples: ['groups'],
  }),
  value: text(200).meta({ title: 'Contains', examples: ['dispatch'] }),
  role: RoleWord,
})
export type RoleRule = z.infer<typeof RoleRule>

const fields = {
  isEnabled: z.boolean().meta({ title: 'People can sign in this way' }),
  label: text(60).meta({ title: 'Label of the button', examples: ['Continue with Google'] }),
  issuer: Issuer,
  clientId: text(300).meta({ title: 'Client id' }),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,100}$/, 'Use scopes without spaces, such as email'))
    .max(20, 'At most 20 scopes')
    .meta({ title: 'Scopes', description: '`openid` is always asked for' }),
  allowedDomains: Domains.meta({
    title: 'E-mail domains',
    description: 'Whose addresses may join; none named lets every address',
  }),
  requiredDomains: Domains.meta({
    title: 'Domains that must sign in this way',
    description: 'Passwords and passkeys of members with these addresses are not enough here',
  }),
  createsPeople: z.boolean().meta({ title: 'Whoever the provider lets in becomes a member' }),
  roleRules: z.array(RoleRule).max(50, 'At most 50 rules').meta({ title: 'Roles by claim' }),
  defaultRole: RoleWord.nullable().meta({
    title: 'Role when no rule fits',
    description: 'Null refuses whom no rule fits',
  }),
  managesRoles: z.boolean().meta({ title: 'The provider decides roles at every sign-in' }),
  trustsUnstatedEmail: z.boolean().meta({
    title: 'Believe addresses the provider says nothing about',
    description: 'For providers that send no email_verified, such as Entra; only within the e-mail domains',
  }),
  secondFactorMethods: z
    .array(text(100))
    .max(20, 'At most 20 values')
    .meta({ title: 'Second factor', description: 'Values of amr or acr that stand for one; without, ours is asked' }),
}

export const SignInProvider = z.strictObject({
  ...fields,
  issuer: z.string(),
  clientId: z.string(),
  hasClientSecret: z.boolean(),
  redirectUri: z.string().meta({ description: 'To be registered with the provider, exactly like this' }),
  signInLink: z.string().meta({ description: 'The sign-in page with the button of this business' }),
  updatedAt: Instant.nullable(),
  version: z.int(),
})
export type SignInProvider = z.infer<typeof SignInProvider>

const ClientSecret = z
  .string()
  .min(1, 'Must not be empty')
  .max(500, 'At most 500 characters')
  .refine(isStorable, 'Contains characters that cannot be stored')
  .meta({ title: 'Client secret', format: 'password', description: 'Kept encrypted and never shown again' })

export const UpdateSignInProvider = z.strictObject({ ...fields, clientSecret: ClientSecret.nullable() }).partial()
export type UpdateSignInProvider = z.infer<typeof UpdateSignInProvider>

/** What is given takes the place of what is saved, so that a form can be tried before it is. */
export const TestSignInProvider = z
  .strictObject({ issuer: Issuer, clientId: fields.clientId, clientSecret: ClientSecret })
  .partial()
export type TestSignInProvider = z.infer<typeof TestSignInProvider>

export const ProviderFinding = z.strictObject({
  level: z.enum(['ok', 'warning', 'error']),
  message: z.string(),
})
export type ProviderFinding = z.infer<typeof ProviderFinding>
export const ProviderTest = z.strictObject({ works: z.boolean(), findings: z.array(ProviderFinding) })
export type ProviderTest = z.infer<typeof ProviderTest>

const Business = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{3,63}$/, 'Use the short name of the business')
  .meta({ title: 'Business', examples: ['scioto-hauling'] })

/** An address finds providers by its domain alone, whoever has an account or not. */
export const FindProviders = z.strictObject({ who: text(254).meta({ title: 'E-mail or short name of the business' }) })
export const FoundProviders = z.strictObject({
  providers: z.array(z.strictObject({ business: z.string(), slug: z.string(), label: z.string() })),
})
export type FoundProviders = z.infer<typeof FoundProviders>

const Next = z
  .string()
  .max(500, 'At most 500 characters')
  .regex(/^\/(?![/\\])/, 'Use an address within Groundwork, such as /customers')
  .optional()
  .meta({ description: 'Where to go afterwards' })

export const StartProviderSignIn = z.strictObject({ business: Business, next: Next })
export type StartProviderSignIn = z.infer<typeof StartProviderSignIn>
export const ConnectIdentity = z.strictObject({ next: Next })
export const ProviderRedirect = z.strictObject({
  url: z.string().meta({ description: 'Where to send the browser. What it comes back with belongs to this browser' }),
})

/** The parameters that the provider sent the browser back with, as they came. */
export const ProviderAnswer = z.strictObject({
  answer: z.string().min(1, 'Must not be empty').max(8000, 'At most 8000 characters'),
})

/** What is still missing is proven once: then the sign-in goes on where it stood. */
export const ProviderOutcome = z.strictObject({
  kind: z.enum(['signed-in', 'connected', 'code-needed', 'password-needed']),
  next: z.string(),
  ticket: z.string().nullable().meta({ description: 'For POST /auth/oidc/complete, good for 5 minutes' }),
  email: z.string().nullable(),
  business: z.string(),
})
export type ProviderOutcome = z.infer<typeof ProviderOutcome>

export const CompleteProviderSignIn = z.strictObject({
  ticket: z.string().min(1, 'Must not be empty').max(4000, 'At most 4000 characters'),
  email: Email.meta({ title: 'E-mail' }),
  password: z
    .string()
    .min(1, 'Must not be empty')
    .max(128, 'At most 128 characters')
    .optional()
    .meta({ title: 'Password', format: 'password' }),
  code: z.string().trim().min(6, 'At least 6 characters').max(20, 'At most 20 characters').optional().meta({
    title: 'Code',
  }),
})
export type CompleteProviderSignIn = z.infer<typeof CompleteProviderSignIn>

/** An account somewhere else that signs its owner in here. */
export const Identity = z.strictObject({
  id: Id,
  label: z.string(),
  issuer: z.string(),
  email: z.string().nullable(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
export type Identity = z.infer<typeof Identity>
export const Identities = z.strictObject({
  label: z.string().nullable().meta({ description: 'Of the provider that can be connected; null where there is none' }),
  identities: z.array(Identity),
})
export type Identities = z.infer<typeof Identities>
