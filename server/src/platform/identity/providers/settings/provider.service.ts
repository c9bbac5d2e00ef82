import type { SignInProvider, UpdateSignInProvider } from '@groundwork/contract/platform/sign-in-provider.ts'
import { rightsOfRole } from '#platform/access/role-rights.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Config } from '#platform/config/config.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { SecretBox } from '#platform/secret-box.ts'
import { assertConfirmed } from '../../step-up/step-up.ts'
import { assertMayGrant } from '../../users/role-limits.ts'
import { assertSound } from './assert-sound.ts'
import { findProvider, type ProviderRow, saveProvider } from './provider.queries.ts'

/** Of a business that has set up nothing yet. */
const USUAL: ProviderRow = {
  is_enabled: false,
  label: 'Continue with single sign-on',
  issuer: '',
  client_id: '',
  sealed_client_secret: null,
  scopes: ['openid', 'email', 'profile'],
  allowed_domains: [],
  required_domains: [],
  creates_people: false,
  role_rules: [],
  default_role: null,
  manages_roles: false,
  trusts_unstated_email: false,
  second_factor_methods: [],
  updated_at: null,
  version: 0,
}

export async function readProvider({ tx, actor }: Pick<ReadCtx, 'tx' | 'actor'>): Promise<ProviderRow> {
  return (await findProvider(tx, { tenantId: actor.tenant.id })) ?? USUAL
}

export async function getProvider(ctx: ReadCtx): Promise<SignInProvider> {
  return toProvider(ctx, await readProvider(ctx))
}

export async function changeProvider(
  ctx: Ctx,
  input: UpdateSignInProvider,
  ifMatch: string | undefined,
): Promise<SignInProvider> {
  await assertConfirmed(ctx)
  // Whoever decides which provider is believed decides who comes in as what, up to admin.
  const admin = rightsOfRole('admin', null)
  if (admin) assertMayGrant(ctx.actor, admin)
  const current = await readProvider(ctx)
  const before = toProvider(ctx, current)
  assertExpectedVersion(ifMatch, { noun: 'setting', version: current.version, record: before })
  const next = { ...current, ...toColumns(input), ...sealSecret(ctx, input) }
  await assertSound(ctx, current, next, input)
  const { id } = ctx.actor.tenant
  const { updated_at: _, version: __, ...kept } = next
  const roleRules = JSON.stringify(next.role_rules)
  const row = await saveProvider(ctx.tx, {
    ...kept,
    role_rules: roleRules,
    tenantId: id,
    now: ctx.now,
    updatedBy: ctx.actor.id,
  })
  const after = toProvider(ctx, row ?? next)
  leaveTrail(ctx, before, after, input)
  return after
}

function leaveTrail(ctx: Ctx, before: SignInProvider, after: SignInProvider, input: UpdateSignInProvider): void {
  const { id } = ctx.actor.tenant
  ctx.audit('sign-in-provider.updated', {
    resource: { type: 'platform.sign-in-provider', id, version: after.version },
    changes: diffRecords(before, after),
    severity: 'high',
    ...(input.clientSecret === undefined ? {} : { note: 'The client secret was set anew' }),
  })
  // Who must sign in through the provider stands in what is remembered of people.
  ctx.announce({ kind: 'tenant-changed', tenantId: id })
}

const COLUMN_OF = {
  isEnabled: 'is_enabled',
  label: 'label',
  issuer: 'issuer',
  clientId: 'client_id',
  scopes: 'scopes',
  allowedDomains: 'allowed_domains',
  requiredDomains: 'required_domains',
  createsPeople: 'creates_people',
  roleRules: 'role_rules',
  defaultRole: 'default_role',
  managesRoles: 'manages_roles',
  trustsUnstatedEmail: 'trusts_unstated_email',
  secondFactorMethods: 'second_factor_methods',
} as const

function toColumns(input: UpdateSignInProvider): Partial<ProviderRow> {
  const given = Object.entries(COLUMN_OF).filter(([field]) => Reflect.get(input, field) !== undefined)
  return Object.fromEntries(given.map(([field, column]) => [column, Reflect.get(input, field)]))
}

function sealSecret({ config, actor }: Ctx, { clientSecret }: UpdateSignInProvider): Partial<ProviderRow> {
  if (clientSecret === undefined) return {}
  const sealed = clientSecret === null ? null : boxOf(config).seal(clientSecret, actor.tenant.id)
  return { sealed_client_secret: sealed }
}

export function clientSecretOf(
  config: Pick<Config, 'secret'>,
  tenantId: string,
  { sealed_client_secret: sealed }: Pick<ProviderRow, 'sealed_client_secret'>,
): string | undefined {
  return sealed === null ? undefined : boxOf(config).open(sealed, tenantId)
}

function boxOf({ secret }: Pick<Config, 'secret'>): SecretBox {
  return new SecretBox(secret, 'sign-in-provider')
}

/** Exactly this one is registered with providers, whatever host a request names. */
export function redirectUri({ http }: Pick<Config, 'http'>): string {
  return `${http.publicUrl}/sign-in/callback`
}

function toProvider({ config, actor }: Pick<ReadCtx, 'config' | 'actor'>, row: ProviderRow): SignInProvider {
  return {
    isEnabled: row.is_enabled,
    label: row.label,
    issuer: row.issuer,
    clientId: row.client_id,
    hasClientSecret: row.sealed_client_secret !== null,
    scopes: row.scopes,
    allowedDomains: row.allowed_domains,
    requiredDomains: row.required_domains,
    createsPeople: row.creates_people,
    roleRules: row.role_rules,
    defaultRole: row.default_role,
    managesRoles: row.manages_roles,
    trustsUnstatedEmail: row.trusts_unstated_email,
    secondFactorMethods: row.second_factor_methods,
    redirectUri: redirectUri(config),
    signInLink: `${config.http.publicUrl}/sign-in?business=${actor.tenant.slug}`,
    updatedAt: row.updated_at,
    version: row.version,
  }
}
