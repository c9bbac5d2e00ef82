// Days of the business as instants: filters ask "since the 3rd", the API wants the moment the 3rd began there.

/** The first moment of a day (`YYYY-MM-DD`) in a zone. */
export function startOfDay(day: string, timeZone: string): string {
  const asUtcMs = Date.parse(`${day}T00:00:00Z`)
  // Twice, because the offset at the guess may differ from the one at the answer around a clock change.
  const firstMs = asUtcMs - offsetMs(asUtcMs, timeZone)
  return new Date(asUtcMs - offsetMs(firstMs, timeZone)).toISOString().replace('.000Z', 'Z')
}

/** The day that an instant falls on in a zone. */
export function dayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant))
}

export function nextDay(day: string, step = 1): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + step)
  return date.toISOString().slice(0, 10)
}

function offsetMs(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' })
  const parts = Object.fromEntries(format.formatToParts(new Date(atMs)).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const fullYear = year < 100 ? 2000 + year : year
  return Date.UTC(fullYear, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000
}
