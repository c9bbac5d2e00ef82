/**
 * Five hues that mean the same everywhere: grey draft or empty, blue planned or in progress, green done,
 * amber needs attention, red blocked or overdue. Never alone: always with a word or an icon.
 */
export const TONES = ['grey', 'blue', 'green', 'amber', 'red'] as const
export type Tone = (typeof TONES)[number]
