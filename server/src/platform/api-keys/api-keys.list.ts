import { type ApiKey, ApiKeyList } from '@groundwork/contract/platform/api-keys.ts'
import { type RawBuilder, sql } from 'kysely'
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
    rateLimitPerHour: row.rate_limit_per_hour,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}

export function apiKeyAbilities(actor: Actor, row: Pick<ApiKeyRow, 'revoked_at'>): Record<string, boolean> {
  return { revoke: row.revoked_at === null && can(actor, 'platform.api-keys.revoke') }
}
