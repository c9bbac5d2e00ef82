import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'

// No version grows and no announcement goes out: being seen is not a change of the record.

export const touchApiKeys = statement<{ tenantId: string; keyIds: string[]; at: Date }, never>(
  'identity.touch-api-keys',
  (query, params) =>
    query
      .updateTable('api_keys')
      .set({ last_used_at: params.at })
      .where('tenant_id', '=', params.tenantId)
      .where('id', '=', sql<string>`any(${params.keyIds}::uuid[])`),
)

/** By the secret from before the key's last rotation: who still has to change theirs. */
export const touchPreviousSecrets = statement<{ tenantId: string; keyIds: string[]; at: Date }, never>(
  'identity.touch-previous-secrets',
  (query, params) =>
    query
      .updateTable('api_keys')
      .set({ previous_last_used_at: params.at })
      .where('tenant_id', '=', params.tenantId)
      .where('id', '=', sql<string>`any(${params.keyIds}::uuid[])`),
)

export const touchSessions = statement<{ sessionIds: string[]; at: Date }, never>(
  'identity.touch-sessions',
  (query, params) =>
    query
      .updateTable('sessions')
      .set({ last_used_at: params.at })
      .where('id', '=', sql<string>`any(${params.sessionIds}::uuid[])`),
)

export const touchMemberships = statement<{ tenantId: string; userIds: string[]; at: Date }, never>(
  'identity.touch-memberships',
  (query, params) =>
    query
      .updateTable('memberships')
      .set({ last_active_at: params.at })
      .where('tenant_id', '=', params.tenantId)
      .where('user_id', '=', sql<string>`any(${params.userIds}::uuid[])`),
)
