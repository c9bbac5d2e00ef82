import type { Region } from '#ui/format/region.tsx'
import { formatExact } from '#ui/format/when.tsx'

/** Today the hour says enough. */
export function untilWords(until: string, region: Region): string {
  const { locale, timeZone } = region
  const dayOf = (at: number | string) => new Date(at).toLocaleDateString('en-CA', { timeZone })
  if (dayOf(until) !== dayOf(Date.now())) return formatExact(until, region)
  return new Date(until).toLocaleTimeString(locale, { timeZone, timeStyle: 'short' })
}
