import type { RoleRule } from '@groundwork/contract/platform/sign-in-provider.ts'
import { sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'

export interface ProviderRow {
  is_enabled: boolean
  label: string
  issuer: string
  client_id: string
  sealed_client_secret: string | null
  scopes: string[]
  allowed_domains: string[]
  required_domains: string[]
  creates_people: boolean
  role_rules: RoleRule[]
  default_role: string | null
  manages_roles: boolean
  trusts_unstated_email: boolean
  second_factor_methods: string[]
  updated_at: string | null
  version: number
}

const COLUMNS = sql.raw(`is_enabled, label, issuer, client_id, sealed_client_secret, scopes, allowed_domains,
  required_domains, creates_people, role_rules, default_role, manages_roles, trusts_unstated_email,
  second_factor_methods, updated_at, version`)

export const findProvider = statementForOne<{ tenantId: string }, ProviderRow>('sign-in-providers.find', (query, p) =>
  sql<ProviderRow>`select ${COLUMNS} from sign_in_providers where tenant_id = ${p.tenantId}::uuid`.compile(query),
)

type Saved = Omit<ProviderRow, 'version' | 'updated_at' | 'role_rules'> & {
  tenantId: string
  /** JSON. */
  role_rules: string
  now: Date
  updatedBy: string
}

export const saveProvider = statementForOne<Saved, ProviderRow>('sign-in-providers.save', (query, p) =>
  sql<ProviderRow>`insert into sign_in_providers
      (tenant_id, is_enabled, label, issuer, client_id, sealed_client_secret, scopes, allowed_domains, required_domains,
       creates_people, role_rules, default_role, manages_roles, trusts_unstated_email, second_factor_methods, updated_at,
       updated_by)
    values (${p.tenantId}::uuid, ${p.is_enabled}, ${p.label}, ${p.issuer}, ${p.client_id}, ${p.sealed_client_secret},
      ${p.scopes}::text[], ${p.allowed_domains}::text[], ${p.required_domains}::text[], ${p.creates_people},
      ${p.role_rules}::jsonb, ${p.default_role}, ${p.manages_roles}, ${p.trusts_unstated_email},
      ${p.second_factor_methods}::text[], ${p.now}, ${p.updatedBy}::uuid)
    on conflict (tenant_id) do update set is_enabled = excluded.is_enabled, label = excluded.label,
      issuer = excluded.issuer, client_id = excluded.client_id, sealed_client_secret = excluded.sealed_client_secret,
      scopes = excluded.scopes, allowed_domains = excluded.allowed_domains, required_domains = excluded.required_domains,
      creates_people = excluded.creates_people, role_rules = excluded.role_rules, default_role = excluded.default_role,
      manages_roles = excluded.manages_roles, trusts_unstated_email = excluded.trusts_unstated_email,
      second_factor_methods = excluded.second_factor_methods, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by, version = sign_in_providers.version + 1
    returning ${COLUMNS}`.compile(query),
)

/** An owner who can still get in when the provider cannot be reached: of another domain, or with a second factor. */
export const findIndependentOwner = statementForOne<{ tenantId: string; domains: string[] }, { id: string }>(
  'sign-in-providers.independent-owner',
  (query, p) =>
    sql<{ id: string }>`select m.id from memberships m join users u on u.id = m.user_id
      where m.tenant_id = ${p.tenantId}::uuid and m.role = 'owner' and m.status = 'active'
        and (split_part(u.email_norm, '@', 2) <> all (${p.domains}::text[]) or u.totp_enabled_at is not null
          or exists (select from user_passkeys k where k.user_id = u.id))
      limit 1`.compile(query),
)
