import { hash, randomBytes } from 'node:crypto'
import type { Config } from '#platform/config/config.ts'
import { isSameHash, keyedHash } from '#platform/keyed-hash.ts'

/** What an answer is good for, and for whom: one to signing in proves nothing about registering. */
export type Purpose = 'sign-in' | `register ${string}` | `confirm ${string}`

export const CHALLENGE_MINUTES = 5
const MINUTE_MS = 60_000
const RANDOM_BYTES = 16
const TIME_BYTES = 6
const MAC_BYTES = 32

type Settings = Pick<Config, 'secret'>

/**
 * A challenge carries its end and a signature over its purpose, so asking for one writes nothing: anybody may ask, as
 * often as they like. That it is answered only once is kept by whoever takes the answer.
 */
export function newChallenge(config: Settings, purpose: Purpose, now: Date): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(RANDOM_BYTES + TIME_BYTES)
  randomBytes(RANDOM_BYTES).copy(head)
  head.writeUIntBE(now.getTime() + CHALLENGE_MINUTES * MINUTE_MS, RANDOM_BYTES, TIME_BYTES)
  return new Uint8Array([...head, ...mac(config, purpose, head)])
}

/** When the challenge ends; undefined where it is none of ours, for something else, or over. */
export function challengeEnd(config: Settings, purpose: Purpose, challenge: string, now: Date): Date | undefined {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== RANDOM_BYTES + TIME_BYTES + MAC_BYTES) return undefined
  const head = bytes.subarray(0, RANDOM_BYTES + TIME_BYTES)
  if (!isSameHash(bytes.subarray(head.length), mac(config, purpose, head))) return undefined
  const endsAtMs = head.readUIntBE(RANDOM_BYTES, TIME_BYTES)
  return endsAtMs > now.getTime() ? new Date(endsAtMs) : undefined
}

/** What is kept of an answered one. */
export function challengeHash(challenge: string): Buffer {
  return hash('sha256', challenge, 'buffer')
}

function mac({ secret }: Settings, purpose: Purpose, head: Uint8Array): Buffer {
  return keyedHash(secret, 'passkey-challenges', `${purpose}\n`, head)
}
