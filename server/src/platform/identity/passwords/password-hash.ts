import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { HashQueue } from './hash-queue.ts'

// OWASP's first choice for argon2id. When these rise, people are rehashed as they sign in.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

// One for the process: the bound is about the machine, whoever asks.
const queue = new HashQueue({ atOnce: 4, maxWaiting: 50 })

export function hashPassword(password: string): Promise<string> {
  return queue.run(() => hash(normalise(password), PARAMETERS))
}

/** Against a hash nobody's password has where there is none, so that both take the same time. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const isRight = await queue.run(() => verify(passwordHash ?? DECOY, normalise(password)))
  return isRight && passwordHash !== null && passwordHash !== undefined
}

export function needsRehash(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash)
  return memoryCost < PARAMETERS.memoryCost || timeCost < PARAMETERS.timeCost || parallelism < PARAMETERS.parallelism
}

/** Keyboards write the same letter in several ways; people do not know which one theirs takes. */
function normalise(password: string): string {
  return password.normalize('NFKC')
}

/** A hash of nothing: random bytes in place of salt and digest, which no password leads to. */
const DECOY = [
  '$argon2id$v=19',
  `m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}`,
  toBase64(randomBytes(16)),
  toBase64(randomBytes(32)),
].join('$')

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
