import type { JWK } from 'jose'
import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface SigningKeyRow {
  id: string
  publicJwk: JWK
  sealedPrivateJwk: string
  createdAt: string
}

/** Newest first: the first one signs, the others still verify. */
export const listSigningKeys = statement<{ createdAfter: Date }, SigningKeyRow>(
  'identity.list-signing-keys',
  (query, params) =>
    query
      .selectFrom('signing_keys')
      .select([
        'id',
        sql<JWK>`public_jwk`.as('publicJwk'),
        'private_jwk_encrypted as sealedPrivateJwk',
        'created_at as createdAt',
      ])
      .where('retired_at', 'is', null)
      .where('created_at', '>', sql<string>`${params.createdAfter}`)
      .orderBy('created_at', 'desc')
      .limit(20),
)

/** One process makes the new key, the others find it. */
export const lockSigningKeys = statementForOne<object, unknown>('identity.lock-signing-keys', (query) =>
  query.selectNoFrom(sql`pg_advisory_xact_lock(hashtext('identity.signing-keys'))`.as('locked')),
)

interface NewKey {
  id: string
  publicJwk: JWK
  sealedPrivateJwk: string
  createdAt: Date
}

export const insertSigningKey = statement<NewKey, never>('identity.insert-signing-key', (query, params) =>
  query.insertInto('signing_keys').values({
    id: params.id,
    public_jwk: sql`${params.publicJwk}::jsonb`,
    private_jwk_encrypted: params.sealedPrivateJwk,
    created_at: params.createdAt,
  }),
)
