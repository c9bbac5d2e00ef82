// Days of the business as instants: filters ask "since the 3rd", the API wants the moment the 3rd began there.

const HOUR_MS = 3_600_000

/** The first moment of a day (`YYYY-MM-DD`) in a zone. */
export function startOfDay(day: string, timeZone: string): string {
  const asUtcMs = Date.parse(`${day}T00:00:00Z`)
  // The clock may change on the day: which offset holds at its beginning is one of those around it. Where midnight itself
  // is skipped, the day begins when the clock has jumped over it.
  const candidates = [-24, 24].map((hours) => asUtcMs - offsetMs(asUtcMs + hours * HOUR_MS, timeZone))
  const moments = candidates.map((ms) => new Date(ms).toISOString()).toSorted()
  const first = moments.find((moment) => dayOf(moment, timeZone) === day) ?? moments[0] ?? day
  return first.replace('.000Z', 'Z')
}

/** The day that an instant falls on in a zone. */
export function dayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  )
}

export function nextDay(day: string, step = 1): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + step)
  return date.toISOString().slice(0, 10)
}

function offsetMs(atMs: number, timeZone: string): number {
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...numeric })
  const parts = Object.fromEntries(format.formatToParts(new Date(atMs)).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000
}
