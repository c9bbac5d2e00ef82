import type { ExportSchedule } from '@groundwork/contract/office/export-schedules.ts'

export type Timing = Pick<ExportSchedule, 'every' | 'weekday' | 'monthDay' | 'at'>

/** A day of the calendar, without a place on the time line. */
interface Day {
  year: number
  /** From 1. */
  month: number
  day: number
}

const DAY_MS = 24 * 60 * 60 * 1000
/** A month and a day: within that every rhythm comes round. */
const LONGEST_WAIT_DAYS = 32

/**
 * The first moment after `after` at which the clock of the business shows the time. In the night when clocks go forward
 * a time that is left out comes as much later as the clock jumps; in the night when they go back the first of the two counts.
 */
export function nextRun(timing: Timing, timeZone: string, after: Date): Date {
  const today = dayIn(timeZone, after)
  for (let offset = 0; offset <= LONGEST_WAIT_DAYS; offset++) {
    const day = addDays(today, offset)
    if (!isDue(timing, day)) continue
    const moment = momentOf(day, timing.at, timeZone)
    if (moment > after) return moment
  }
  throw new Error(`No next run of ${JSON.stringify(timing)} in ${timeZone}`)
}

function isDue({ every, weekday, monthDay }: Timing, day: Day): boolean {
  if (every === 'day') return true
  if (every === 'week') return (new Date(utcOf(day)).getUTCDay() || 7) === weekday
  const lastDay = new Date(Date.UTC(day.year, day.month, 0)).getUTCDate()
  return day.day === Math.min(monthDay, lastDay)
}

function momentOf(day: Day, at: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const wanted = utcOf(day) + (hours * 60 + minutes) * 60_000
  // The offsets that may hold then: those of the day before and of the day after.
  const before = wanted - offsetMs(timeZone, wanted - DAY_MS)
  const later = wanted - offsetMs(timeZone, wanted + DAY_MS)
  const right = [before, later].filter((moment) => moment + offsetMs(timeZone, moment) === wanted)
  // By the offset before the jump, a time that is left out lies behind it.
  return new Date(right.length > 0 ? Math.min(...right) : before)
}

function offsetMs(timeZone: string, moment: number): number {
  const { year, month, day, hour, minute, second } = partsIn(timeZone, new Date(moment))
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}

function dayIn(timeZone: string, moment: Date): Day {
  const { year, month, day } = partsIn(timeZone, moment)
  return { year, month, day }
}

function addDays(day: Day, days: number): Day {
  const moment = new Date(utcOf(day) + days * DAY_MS)
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() }
}

const utcOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day)

interface Parts extends Day {
  hour: number
  minute: number
  second: number
}

function partsIn(timeZone: string, moment: Date): Parts {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second }
}
