import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

const keys = new Map<string, Buffer>()

/** HMAC-SHA256 with a key of its own per purpose, derived from the installation's secret: what is signed for one passes for no other. */
export function keyedHash(secret: string, purpose: string, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', keyOf(secret, purpose))
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/** In a time that tells nothing; whatever has another length is none of ours. */
export function isSameHash(given: Uint8Array, expected: Uint8Array): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function keyOf(secret: string, purpose: string): Buffer {
  const name = `${purpose} ${secret}`
  const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, 'groundwork', purpose, 32))
  keys.set(name, key)
  return key
}
