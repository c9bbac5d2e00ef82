import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface ApiKeyRow {
  id: string
  name: string
  prefix: string
  permissions: string[]
  allowed_addresses: string[]
  rate_limit_per_hour: number
  expires_at: string | null
  last_used_at: string | null
  rotated_at: string | null
  previous_prefix: string | null
  previous_ends_at: string | null
  previous_last_used_at: string | null
  revoked_at: string | null
  created_at: string
  updated_at: string
  created_by: string | null
  version: number
}

export const API_KEY_COLUMNS = [
  'id',
  'name',
  'prefix',
  'permissions',
  'allowed_addresses',
  'rate_limit_per_hour',
  'expires_at',
  'last_used_at',
  'rotated_at',
  'previous_prefix',
  'previous_ends_at',
  'previous_last_used_at',
  'revoked_at',
  'created_at',
  'updated_at',
  'created_by',
  'version',
] as const

interface NewApiKey {
  tenantId: string
  id: string
  name: string
  prefix: string
  keyHash: Buffer
  permissions: string[]
  allowedAddresses: string[]
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
      allowed_addresses: sql`${params.allowedAddresses}::text[]`,
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

/** The same, and nobody else changes it until the end of the transaction. */
export const lockApiKeyRecord = statementForOne<KeyId, ApiKeyRow>('api-keys.lock', (query, params) =>
  query
    .selectFrom('api_keys')
    .select(API_KEY_COLUMNS)
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id)
    .forUpdate(),
)

interface ChangedApiKey extends KeyId {
  name: string
  permissions: string[]
  allowedAddresses: string[]
  rateLimitPerHour: number
  expiresAt: string | null
  updatedBy: string
  now: Date
}

/** A key that lives longer than before may be warned of again. */
export const updateApiKeyRecord = statementForOne<ChangedApiKey, ApiKeyRow>('api-keys.update', (query, params) =>
  query
    .updateTable('api_keys')
    .set({
      name: params.name,
      permissions: sql`${params.permissions}::text[]`,
      allowed_addresses: sql`${params.allowedAddresses}::text[]`,
      rate_limit_per_hour: params.rateLimitPerHour,
      expires_at: sql`${params.expiresAt}::timestamptz`,
      expiry_warned_at: sql`case when expires_at is not distinct from ${params.expiresAt}::timestamptz then expiry_warned_at end`,
      updated_at: params.now,
      updated_by: params.updatedBy,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id)
    .returning(API_KEY_COLUMNS),
)

interface Rotation extends KeyId {
  prefix: string
  keyHash: Buffer
  previousEndsAt: Date
  updatedBy: string
  now: Date
}

/** What was current becomes the previous one; what was previous until now is forgotten. */
export const rotateApiKeyRecord = statementForOne<Rotation, ApiKeyRow>('api-keys.rotate', (query, params) =>
  query
    .updateTable('api_keys')
    .set({
      previous_key_hash: sql`key_hash`,
      previous_prefix: sql`prefix`,
      previous_last_used_at: sql`last_used_at`,
      previous_ends_at: params.previousEndsAt,
      key_hash: params.keyHash,
      prefix: params.prefix,
      last_used_at: null,
      rotated_at: params.now,
      updated_at: params.now,
      updated_by: params.updatedBy,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', params.tenantId)
    .where('id', '=', params.id)
    .returning(API_KEY_COLUMNS),
)

export const endPreviousRecord = statementForOne<KeyId & { updatedBy: string; now: Date }, ApiKeyRow>(
  'api-keys.end-previous',
  (query, params) =>
    query
      .updateTable('api_keys')
      .set({
        previous_ends_at: params.now,
        updated_at: params.now,
        updated_by: params.updatedBy,
        version: sql`version + 1`,
      })
      .where('tenant_id', '=', params.tenantId)
      .where('id', '=', params.id)
      .returning(API_KEY_COLUMNS),
)

interface Ending {
  id: string
  name: string
  expiresAt: string
}

/** Those that end soon and that nobody was told of; told once, whoever asks. */
export const takeExpiring = statement<{ tenantId: string; now: Date; until: Date }, Ending>(
  'api-keys.take-expiring',
  (query, params) =>
    query
      .updateTable('api_keys')
      .set({ expiry_warned_at: params.now })
      .where('tenant_id', '=', params.tenantId)
      .where('revoked_at', 'is', null)
      .where('expiry_warned_at', 'is', null)
      .where('expires_at', '>', sql<string>`${params.now}::timestamptz`)
      .where('expires_at', '<=', sql<string>`${params.until}::timestamptz`)
      .returning(['id', 'name', sql<string>`expires_at`.as('expiresAt')]),
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
