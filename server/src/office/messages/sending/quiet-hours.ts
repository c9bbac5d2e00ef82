export interface QuietHours {
  /** `21:00`, by the clocks of the business. */
  from: string
  to: string
  timeZone: string
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** When the quiet hours end that it is in now; undefined outside of them. */
export function quietUntil(now: Date, { from, to, timeZone }: QuietHours): Date | undefined {
  const [begin, end, local] = [minutesOf(from), minutesOf(to), localMinutes(now, timeZone)]
  const isQuiet = begin <= end ? local >= begin && local < end : local >= begin || local < end
  if (!isQuiet) return undefined
  const left = (end - local + DAY_MINUTES) % DAY_MINUTES
  const wholeMinute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS
  const guess = new Date(wholeMinute + left * MINUTE_MS)
  // Clocks that change in the night put the guess an hour off.
  const missed = ((localMinutes(guess, timeZone) - end + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2
  return new Date(guess.getTime() - missed * MINUTE_MS)
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

function localMinutes(at: Date, timeZone: string): number {
  return minutesOf(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at),
  )
}
