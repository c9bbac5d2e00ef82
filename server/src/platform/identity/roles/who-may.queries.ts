import { sql } from 'kysely'
import type { StoredRole } from '#platform/access/role-rights.ts'
import { statement } from '#platform/database/statement.ts'

export interface PersonRow {
  id: string
  user_id: string | null
  name: string
  email: string
  role: string
  custom_role: StoredRole | null
}

interface Bounded {
  tenantId: string
  limit: number
}

/** Who can sign in to the business, by name. */
export const listActivePeople = statement<Bounded, PersonRow>('who-may.people', (query, p) =>
  sql<PersonRow>`select id, user_id, name, email, role, custom_role from members
    where tenant_id = ${p.tenantId}::uuid and status = 'active'
    order by name_norm, id limit ${p.limit}::int`.compile(query),
)

export interface KeyRow {
  id: string
  name: string
  prefix: string
  permissions: string[]
  maker_id: string | null
}

/** Keys that still hold. */
export const listStandingKeys = statement<Bounded, KeyRow>('who-may.keys', (query, p) =>
  sql<KeyRow>`select id, name, prefix, permissions, created_by as maker_id from api_keys
    where tenant_id = ${p.tenantId}::uuid and revoked_at is null and (expires_at is null or expires_at > now())
    order by name, id limit ${p.limit}::int`.compile(query),
)
