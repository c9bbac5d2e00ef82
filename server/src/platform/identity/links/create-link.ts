import type { Tx } from '#platform/database/transaction.ts'
import { hashToken, newToken } from '../credentials/opaque-token.ts'
import { deleteOpenLinks, insertLink, type LinkPurpose } from './links.queries.ts'

const MINUTE_MS = 60_000
const LIFETIME_MS: Record<LinkPurpose, number> = {
  reset_password: 30 * MINUTE_MS,
  verify_email: 3 * 24 * 60 * MINUTE_MS,
}

/** The secret of a new single-use link, which replaces those before it. */
export async function createLink(
  { tx, now }: { tx: Tx; now: Date },
  purpose: LinkPurpose,
  account: { id: string; emailNorm: string },
  lifetimeMs = LIFETIME_MS[purpose],
): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + lifetimeMs)
  await Promise.all([
    deleteOpenLinks(tx, { userId: account.id, purpose }),
    insertLink(tx, {
      tokenHash: hashToken(token),
      userId: account.id,
      purpose,
      emailNorm: account.emailNorm,
      now,
      expiresAt,
    }),
  ])
  return token
}
