import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export type LinkPurpose = 'reset_password' | 'verify_email'

interface NewLink {
  tokenHash: Buffer
  userId: string
  purpose: LinkPurpose
  emailNorm: string
  now: Date
  expiresAt: Date
}

export const insertLink = statement<NewLink, never>('links.insert', (query, params) =>
  query.insertInto('user_links').values({
    token_hash: params.tokenHash,
    user_id: params.userId,
    purpose: params.purpose,
    email_norm: params.emailNorm,
    created_at: params.now,
    expires_at: params.expiresAt,
  }),
)

interface LinkKey {
  tokenHash: Buffer
  purpose: LinkPurpose
  now: Date
}

export const findOpenLink = statementForOne<LinkKey, { userId: string; emailNorm: string }>(
  'links.find-open',
  (query, params) =>
    query
      .selectFrom('user_links')
      .select(['user_id as userId', 'email_norm as emailNorm'])
      .where('token_hash', '=', params.tokenHash)
      .where('purpose', '=', params.purpose)
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<string>`${params.now}`),
)

/** Answers nothing if somebody was faster: a link works once, however many ask at the same moment. */
export const takeLink = statementForOne<LinkKey, { userId: string; emailNorm: string }>('links.take', (query, params) =>
  query
    .updateTable('user_links')
    .set({ used_at: params.now })
    .where('token_hash', '=', params.tokenHash)
    .where('purpose', '=', params.purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`${params.now}`)
    .returning(['user_id as userId', 'email_norm as emailNorm']),
)

/** A new link, or what it was for having been done, makes the older ones useless. */
export const deleteOpenLinks = statement<{ userId: string; purpose: LinkPurpose }, never>(
  'links.delete-open',
  (query, params) =>
    query
      .deleteFrom('user_links')
      .where('user_id', '=', params.userId)
      .where('purpose', '=', params.purpose)
      .where('used_at', 'is', null),
)
