import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface ApiKeyRow {
  id: string
  name: string
  prefix: string
  permissions: string[]
  rate_limit_per_hour: number
  expires_at: string | null
  last_used_at: string | null
  revoked_at: string | null
  created_at: string
  created_by: string | null
}

export const API_KEY_COLUMNS = [
  'id',
  'name',
  'prefix',
  'permissions',
  'rate_limit_per_hour',
  'expires_at',
  'last_used_at',
  'revoked_at',
  'created_at',
  'created_by',
] as const

interface NewApiKey {
  tenantId: string
  id: string
  name: string
  prefix: string
  keyHash: Buffer
  permissions: string[]
  rateLimitPerHour: number
  expiresAt: string | null
  createdBy: string
  now: Date
}

export const insertApiKey = statementForOne<NewApiKey, ApiKeyRow>('api-keys.insert', (query, params) =>
  query
    .insertInto('api_keys')
    .values({
      tenant_id: params.tenantId,
      id: params.id,
      name: params.name,
      prefix: params.prefix,
      key_hash: params.keyHash,
      permissions: sql`${params.permissions}::text[]`,
      rate_limit_per_hour: params.rateLimitPerHour,
      expires_at: params.expiresAt,
      created_at: params.now,
      updated_at: params.now,
      created_by: params.createdBy,
      updated_by: params.createdBy,
    })
    .returning(API_KEY_COLUMNS),
)

interface KeyId {
  tenantId: string
  id: string
}

export const findApiKeyRecord = statementForOne<KeyId, ApiKeyRow>('api-keys.find', (query, params) =>
  query
    .selectFrom('api_keys')
    .select(API_KEY_COLUMNS)
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id),
)

/** Answers nothing where it was revoked before. */
export const revokeApiKeyRecord = statement<KeyId & { now: Date; updatedBy: string }, { name: string }>(
  'api-keys.revoke',
  (query, params) =>
    query
      .updateTable('api_keys')
      .set({ revoked_at: params.now, updated_at: params.now, updated_by: params.updatedBy, version: sql`version + 1` })
      .where('tenant_id', '=', params.tenantId)
      .where('id', '=', params.id)
      .where('revoked_at', 'is', null)
      .returning('name'),
)
