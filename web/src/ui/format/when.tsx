import { t } from '../text/ui.text.ts'
import { type Region, useRegion } from './region.tsx'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

interface WhenProps {
  value: string | null
  /** `short` counts back a week and then shows the date; `exact` always shows date and time. */
  as?: 'short' | 'exact' | 'day'
}

/** A moment in the zone of the business, whatever the zone of the screen; hovering shows it in full. */
export function When({ value, as = 'short' }: WhenProps) {
  const region = useRegion()
  if (!value) return <span>{t('none')}</span>
  return (
    <time dateTime={value} title={formatExact(value, region)} className="tabular">
      {as === 'exact'
        ? formatExact(value, region)
        : as === 'day'
          ? formatDay(value, region)
          : formatShort(value, region)}
    </time>
  )
}

export function formatExact(value: string, { locale, timeZone }: Region): string {
  return new Date(value).toLocaleString(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
}

export function formatDay(value: string, { locale, timeZone }: Region): string {
  // A business day has no zone: shown as written, not shifted.
  const zone = value.length === 10 ? 'UTC' : timeZone
  return new Date(value).toLocaleDateString(locale, { timeZone: zone, dateStyle: 'medium' })
}

export function formatShort(value: string, region: Region, now = Date.now()): string {
  const ageMs = now - Date.parse(value)
  const relative = new Intl.RelativeTimeFormat(region.locale, { numeric: 'auto', style: 'short' })
  if (ageMs < -MINUTE_MS) return formatExact(value, region)
  if (ageMs < MINUTE_MS) return t('justNow')
  if (ageMs < HOUR_MS) return relative.format(-Math.floor(ageMs / MINUTE_MS), 'minute')
  if (ageMs < DAY_MS) return relative.format(-Math.floor(ageMs / HOUR_MS), 'hour')
  if (ageMs < 7 * DAY_MS) return relative.format(-Math.floor(ageMs / DAY_MS), 'day')
  return formatDay(value, region)
}
