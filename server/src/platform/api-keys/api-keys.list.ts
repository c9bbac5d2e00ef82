import { type ApiKey, ApiKeyList } from '@groundwork/contract/platform/api-keys.ts'
import { type RawBuilder, sql } from 'kysely'
import { isPermission } from '#platform/access/access-check.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { Filter } from '#platform/resource/filters.ts'
import type { PlainList } from '#platform/resource/plain-list.ts'
import { API_KEY_COLUMNS, type ApiKeyRow } from './api-keys.queries.ts'

const state: RawBuilder<string> = sql`case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired' else 'active' end`
const byStatus: Filter = { source: 'table', condition: (slot) => sql<boolean>`${state} = any(${slot()}::text[])` }

export const apiKeyList: PlainList<ApiKeyRow, ApiKey> = {
  name: 'api-keys',
  table: 'api_keys',
  isPerTenant: true,
  columns: API_KEY_COLUMNS,
  shape: ApiKeyList,
  filters: { status: byStatus },
  sorts: {
    name: { column: 'name', type: 'text' },
    createdAt: { column: 'created_at', type: 'timestamptz' },
    lastUsedAt: { column: 'last_used_at', type: 'timestamptz', nullable: true },
  },
  searched: sql<string>`' ' || lower(unaccent(name || ' ' || prefix))`,
  toItem: toApiKey,
  can: apiKeyAbilities,
}

export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    permissions: row.permissions,
    allowedAddresses: row.allowed_addresses,
    rateLimitPerHour: row.rate_limit_per_hour,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    rotatedAt: row.rotated_at,
    previous: previousOf(row),
    revokedAt: row.revoked_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: row.created_by,
    version: row.version,
  }
}

function previousOf({ previous_prefix, previous_ends_at, previous_last_used_at }: ApiKeyRow): ApiKey['previous'] {
  if (previous_prefix === null || previous_ends_at === null) return null
  return { prefix: previous_prefix, endsAt: previous_ends_at, lastUsedAt: previous_last_used_at }
}

/** Changing asks for more than the permission: nobody touches a key that may do what they may not. */
export function apiKeyAbilities(
  actor: Actor,
  { revoked_at, permissions }: Pick<ApiKeyRow, 'revoked_at' | 'permissions'>,
): Record<string, boolean> {
  const stands = revoked_at === null
  const update = stands && can(actor, 'platform.api-keys.update') && missingOf(actor, permissions).length === 0
  return { update, revoke: stands && can(actor, 'platform.api-keys.revoke') }
}

/** What a key carries and somebody does not have themselves. */
export function missingOf(actor: Actor, permissions: readonly string[]): string[] {
  return permissions.filter((name) => isPermission(name) && !actor.permissions.has(name))
}
