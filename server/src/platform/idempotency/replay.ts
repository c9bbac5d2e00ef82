import { createHash } from 'node:crypto'
import type { Tx } from '../database/transaction.ts'
import { AppError } from '../errors.ts'
import type { SecretBox } from '../secret-box.ts'
import { findStoredReply, type StoredReply, storeReply, tryLockKey } from './idempotency.queries.ts'

const KEY = /^[\x21-\x7e]{1,255}$/

export interface IdempotencyKey {
  tenantId: string
  actorId: string
  key: string
  fingerprint: string
}

export interface Reply {
  status: number
  body: string
  headers: Record<string, string>
}

/** The caller's key with what it stands for: method, address and body of the first request. */
export function idempotencyKeyOf(
  header: string | undefined,
  request: { method: string; url: string; body: Buffer | undefined },
  actor: { id: string; tenant: { id: string } },
): IdempotencyKey | undefined {
  if (header === undefined) return undefined
  if (!KEY.test(header)) {
    const message = 'Use 1 to 255 printable characters without spaces, a UUID for instance'
    throw new AppError('idempotency.key-invalid', message, { details: [{ field: 'Idempotency-Key', message }] })
  }
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`)
  if (request.body) hash.update(request.body)
  return { tenantId: actor.tenant.id, actorId: actor.id, key: header, fingerprint: hash.digest('hex') }
}

/** The reply of the first request with this key, or undefined for the one that is the first. */
export async function findReply(tx: Tx, key: IdempotencyKey, box: SecretBox): Promise<Reply | undefined> {
  const [lock, stored] = await Promise.all([tryLockKey(tx, key), findStoredReply(tx, key)])
  if (!lock?.locked) {
    throw new AppError(
      'idempotency.in-progress',
      `The first request with the key '${key.key}' is still running; ask again in a second`,
      { retryAfterSeconds: 1 },
    )
  }
  if (!stored) return undefined
  if (stored.fingerprint !== key.fingerprint) {
    throw new AppError(
      'idempotency.key-reused',
      `The key '${key.key}' was used for another request; use a new key for a new request`,
    )
  }
  return {
    status: stored.status,
    headers: stored.headers,
    body: stored.isEncrypted ? box.open(stored.body, key.key) : stored.body,
  }
}

export function rememberReply(
  tx: Tx,
  key: IdempotencyKey,
  reply: Reply,
  box: SecretBox,
  isSecret: boolean,
): Promise<unknown> {
  const stored: StoredReply = {
    fingerprint: key.fingerprint,
    status: reply.status,
    body: isSecret ? box.seal(reply.body, key.key) : reply.body,
    isEncrypted: isSecret,
    headers: reply.headers,
  }
  return storeReply(tx, { ...key, ...stored })
}

/**
 * The answer to a request that failed, written after its transaction is gone and with it the lock. Whoever has taken
 * the key meanwhile has the newer answer: theirs stands.
 */
export async function rememberFailedReply(tx: Tx, key: IdempotencyKey, reply: Reply, box: SecretBox): Promise<void> {
  const [lock, stored] = await Promise.all([tryLockKey(tx, key), findStoredReply(tx, key)])
  if (lock?.locked && !stored) await rememberReply(tx, key, reply, box, false)
}
