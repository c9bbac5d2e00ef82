import { createHash, randomBytes } from 'node:crypto'

// 256 random bits need no salt and no slow hash: plain SHA-256 keeps a stolen table useless.

/** A secret for a cookie, a link or a refresh token. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

const TOKEN = /^[\w-]{43}$/

/** Whether it could be one of ours at all; anything else is refused without asking the database. */
export function isTokenShaped(token: string): boolean {
  return TOKEN.test(token)
}
