import { TONES, type Tone } from '#ui/tone.ts'

/** The tokens a canvas needs, read once per drawing: a canvas knows no CSS variables. */
export interface MapColours {
  tones: Record<Tone, string>
  ground: string
  halo: string
  grid: string
  street: string
  label: string
  surface: string
  ink: string
  accent: string
}

export function readColours(): MapColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  // Every tone is named in the list, so the record is whole.
  const tones = Object.fromEntries(TONES.map((tone) => [tone, token(`--gw-${tone}-solid`)])) as Record<Tone, string>
  return {
    tones,
    ground: token('--gw-map-ground'),
    halo: token('--gw-map-halo'),
    grid: token('--gw-map-grid'),
    street: token('--gw-map-street'),
    label: token('--gw-map-label'),
    surface: token('--gw-surface'),
    ink: token('--gw-ink'),
    accent: token('--gw-accent-ink'),
  }
}
