import { type KeyObject, verify } from 'node:crypto'

/** Older ones may be somebody repeating what they overheard. */
const MAX_AGE_S = 300

interface Signed {
  body: Buffer
  signature: string
  timestamp: string
  now: Date
}

/** SendGrid signs its reports with ECDSA (P-256, SHA-256) over the time and the exact bytes of the body. */
export function isSignedBySendgrid(key: KeyObject, { body, signature, timestamp, now }: Signed): boolean {
  const ageS = Math.abs(now.getTime() / 1000 - Number(timestamp))
  if (!/^\d{1,12}$/.test(timestamp) || ageS > MAX_AGE_S) return false
  return verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'base64'))
}
