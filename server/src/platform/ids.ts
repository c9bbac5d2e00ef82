import { randomFillSync } from 'node:crypto'

const bytes = Buffer.alloc(16)
// Asking the system for randomness costs as much for ten bytes as for some thousand.
const randomness = Buffer.alloc(4000)
const RANDOM_BYTES = 10
let used = randomness.length

/** UUID v7 (RFC 9562): ordered by time, so that new rows land at the end of every index. */
export function newId(nowMs: number = Date.now()): string {
  if (used === randomness.length) {
    randomFillSync(randomness)
    used = 0
  }
  randomness.copy(bytes, 6, used, used + RANDOM_BYTES)
  used += RANDOM_BYTES
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
