import type { Tone } from '#ui/tone.ts'

/** What stands on a map: one thing as a pin, or several as a ring of their status colours with their number in it. */
export interface Mark {
  key: string
  latitude: number
  longitude: number
  count: number
  tones: Partial<Record<Tone, number>>
  label: string
}

/** The tone that matters most in a mark, most urgent first. */
const URGENCY: Tone[] = ['red', 'amber', 'blue', 'green', 'grey']

export function urgentTone({ tones }: Mark): Tone {
  return URGENCY.find((tone) => (tones[tone] ?? 0) > 0) ?? 'grey'
}

/** Radius on the screen in pixels. */
export function radiusOf({ count }: Pick<Mark, 'count'>): number {
  return count === 1 ? 11 : Math.min(30, 15 + Math.log10(count) * 6.5)
}
