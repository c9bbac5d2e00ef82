import type { Bounds } from './mercator.ts'

const STEPS = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005]
const LINES = 7

/** The lines of latitude and longitude in view, about seven across, at round numbers. */
export function graticule({ west, south, east, north }: Bounds): { longitudes: number[]; latitudes: number[] } {
  const step = STEPS.find((one) => (east - west) / one >= LINES) ?? STEPS.at(-1) ?? 1
  return { longitudes: multiples(west, east, step), latitudes: multiples(south, north, step) }
}

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step)
  const count = Math.max(0, Math.floor(to / step) - first + 1)
  return Array.from({ length: Math.min(count, 60) }, (_, index) => (first + index) * step)
}
