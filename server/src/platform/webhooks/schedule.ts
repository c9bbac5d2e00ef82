const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** The pause before each attempt, as Standard Webhooks recommends; about three days in all. */
const PAUSES_MS = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
]
const LONGEST_WISH_MS = 24 * HOUR_MS
const JITTER = 0.2

/** Undefined when that was the last attempt. Up to a fifth later at random; as late as the receiver wishes, at most a day. */
export function pauseAfterFailure(failures: number, wishMs = 0, random = Math.random()): number | undefined {
  const pauseMs = PAUSES_MS[failures]
  if (pauseMs === undefined) return undefined
  return Math.max(Math.round(pauseMs * (1 + JITTER * random)), Math.min(wishMs, LONGEST_WISH_MS))
}

export const WARN_AFTER = 3
export const PAUSE_AFTER = 5

/** Retry-After as seconds or as a date, in milliseconds from now. */
export function readRetryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND_MS
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
