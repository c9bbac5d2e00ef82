import { sql } from 'kysely'
import { statement, statementForOne } from '../database/statement.ts'

interface Key {
  tenantId: string
  actorId: string
  key: string
}

export interface StoredReply {
  fingerprint: string
  status: number
  body: string
  isEncrypted: boolean
  headers: Record<string, string>
}

/** Whether this transaction is the only one working on the key. Not a row lock: a waiting double would hold a connection. */
export const tryLockKey = statementForOne<Key, { locked: boolean }>('idempotency.lock', (query, params) =>
  sql<{
    locked: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${params.tenantId} || ${params.actorId} || ${params.key}, 7)) as locked`.compile(
    query,
  ),
)

export const findStoredReply = statementForOne<Key, StoredReply>('idempotency.find', (query, params) =>
  query
    .selectFrom('idempotency_keys')
    .select([
      sql<string>`encode(fingerprint, 'hex')`.as('fingerprint'),
      'status',
      'body',
      'is_encrypted as isEncrypted',
      sql<Record<string, string>>`headers`.as('headers'),
    ])
    .where('tenant_id', '=', params.tenantId)
    .where('actor_id', '=', params.actorId)
    .where('key', '=', params.key)
    // Older keys await the clean-up job; they are as good as gone.
    .where('created_at', '>', sql<never>`now() - interval '24 hours'`),
)

export const storeReply = statement<Key & StoredReply, never>('idempotency.store', (query, params) =>
  query
    .insertInto('idempotency_keys')
    .values({
      tenant_id: params.tenantId,
      actor_id: params.actorId,
      key: params.key,
      fingerprint: sql`decode(${params.fingerprint}, 'hex')`,
      status: params.status,
      body: params.body,
      is_encrypted: params.isEncrypted,
      headers: sql`${params.headers}::jsonb`,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'actor_id', 'key']).doUpdateSet((row) => ({
        fingerprint: row.ref('excluded.fingerprint'),
        status: row.ref('excluded.status'),
        body: row.ref('excluded.body'),
        is_encrypted: row.ref('excluded.is_encrypted'),
        headers: row.ref('excluded.headers'),
        created_at: sql`now()`,
      })),
    ),
)
