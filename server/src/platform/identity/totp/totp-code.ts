import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
/** One step either way: clocks of phones drift, and people type slowly. */
const WINDOW = 1
const CODE = /^\d{6}$/

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The time step a code is good for, or undefined. Whether that step was used before is the caller's to check. */
export function totpStepOf(secret: string, code: string, now: Date): number | undefined {
  const digits = code.replaceAll(' ', '')
  if (!CODE.test(digits)) return undefined
  const delta = totp(secret).validate({ token: digits, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta
}

/** What the authenticator app scans. */
export function totpUri(secret: string, email: string): string {
  return totp(secret, email).toString()
}

function totp(secret: string, label = 'account'): TOTP {
  // SHA-1 and six digits: the only form every authenticator app understands.
  return new TOTP({
    issuer: 'Groundwork',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  })
}
