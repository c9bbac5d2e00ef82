import type { ExportSchedule } from '@groundwork/contract/office/export-schedules.ts'
import { t } from './schedules.text.ts'

type Timing = Pick<ExportSchedule, 'every' | 'weekday' | 'monthDay' | 'at'>

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
/** A Monday. */
const FIRST = Date.UTC(2024, 0, 1)
const DAY_MS = 24 * 60 * 60 * 1000

export function weekdayName(weekday: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return format.format(FIRST + (weekday - 1) * DAY_MS)
}

export function weekdayOptions(locale: string): { value: string; label: string }[] {
  return WEEKDAYS.map((weekday) => ({ value: String(weekday), label: weekdayName(weekday, locale) }))
}

/** "Every Monday at 06:30". */
export function timingWords({ every, weekday, monthDay, at }: Timing, locale: string): string {
  if (every === 'day') return t('daily', { at })
  if (every === 'week') return t('weekly', { day: weekdayName(weekday, locale), at })
  return t('monthly', { day: monthDay, at })
}
