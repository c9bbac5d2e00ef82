import { nextDay, startOfDay } from '#ui/format/zoned-day.ts'

export const EXPIRIES = ['keep', '30', '90', '365', 'never', 'day'] as const
export type Expiry = (typeof EXPIRIES)[number]

const DAY_MS = 24 * 60 * 60 * 1000

/** When a key stops working; `lastDay` is the last whole day on which it does, in the zone of the business. */
export function expiresAt(
  expiry: Exclude<Expiry, 'keep'>,
  lastDay: string,
  timeZone: string,
  now = Date.now(),
): string | null {
  if (expiry === 'never') return null
  if (expiry === 'day') return lastDay ? startOfDay(nextDay(lastDay), timeZone) : null
  return new Date(now + Number(expiry) * DAY_MS).toISOString()
}
