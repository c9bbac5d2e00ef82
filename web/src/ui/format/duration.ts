import { defineText } from '../text/text.ts'

const t = defineText('duration', { seconds: '{count} s', minutes: '{count} min', hours: '{count} h' })

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Roughly, in the one unit that says most. */
export function durationWords(seconds: number): string {
  if (seconds < 2 * MINUTE) return t('seconds', { count: Math.max(1, Math.round(seconds)) })
  return seconds < 2 * HOUR
    ? t('minutes', { count: Math.round(seconds / MINUTE) })
    : t('hours', { count: Math.round(seconds / HOUR) })
}
