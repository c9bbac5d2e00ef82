const DAY_MS = 24 * 60 * 60 * 1000

/** So many days of the business, the last one today. */
export function spanOf(days: number, timeZone: string, now = Date.now()): { from: string; to: string } {
  const to = new Date(now).toLocaleDateString('en-CA', { timeZone })
  return { from: dayAfter(to, 1 - days), to }
}

/** Every day from one to the other, so that a day on which nothing happened is a gap and not missing. */
export function daysOf({ from, to }: { from: string; to: string }): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  return Array.from({ length: count }, (_, index) => dayAfter(from, index))
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}
