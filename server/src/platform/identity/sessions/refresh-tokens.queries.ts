import { statement, statementForOne } from '#platform/database/statement.ts'

export const insertRefreshToken = statement<
  { tokenHash: Buffer; sessionId: string; now: Date; expiresAt: Date },
  never
>('refresh-tokens.insert', (query, params) =>
  query.insertInto('refresh_tokens').values({
    token_hash: params.tokenHash,
    session_id: params.sessionId,
    created_at: params.now,
    expires_at: params.expiresAt,
  }),
)

/** Marks the token as used; answers nothing if it was before, however many ask at once. */
export const takeRefreshToken = statementForOne<{ tokenHash: Buffer; now: Date }, { sessionId: string }>(
  'refresh-tokens.take',
  (query, params) =>
    query
      .updateTable('refresh_tokens')
      .set({ used_at: params.now })
      .where('token_hash', '=', params.tokenHash)
      .where('used_at', 'is', null)
      .returning('session_id as sessionId'),
)

export const findRefreshToken = statementForOne<{ tokenHash: Buffer }, { sessionId: string; usedAt: string | null }>(
  'refresh-tokens.find',
  (query, params) =>
    query
      .selectFrom('refresh_tokens')
      .select(['session_id as sessionId', 'used_at as usedAt'])
      .where('token_hash', '=', params.tokenHash),
)
