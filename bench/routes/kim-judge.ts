import { at, type Verdict, visitFaults } from './instance.ts'

export interface KimPlace {
  id: number
  x: number
  y: number
  /** Work begins within these, in seconds of the day. */
  from: number
  until: number
  service: number
  load: number
  /** 0 the depot, 1 a stop, 2 a tip. */
  kind: number
}

export interface KimFile {
  capacity: number
  dayLoad: number
  dayStops: number
  lunchSeconds: number
  feetPerSecond: number
  places: KimPlace[]
}

export const FEET_PER_MILE = 5280
/** When lunch begins. */
export const LUNCH = { from: 11 * 3600, until: 12 * 3600 }
/** Of a second: sums of fractions may differ in their last digits. */
const ROUNDING = 1e-6

/** Every rule of the set, by walking through each truck's day: nothing here is shared with the optimiser. */
export function judgeKim(file: KimFile, routes: readonly (readonly number[])[]): Verdict {
  const byId = new Map(file.places.map((place) => [place.id, place]))
  const depot = file.places.find(({ kind }) => kind === 0)
  if (!depot) throw new Error('There is no depot')
  const stops = routes.map((route) => route.filter((id) => byId.get(id)?.kind !== 2))
  const expected = new Set(file.places.filter(({ kind }) => kind === 1).map(({ id }) => id))
  const faults = visitFaults(stops, expected)
  let feet = 0
  for (const [number, route] of routes.entries()) {
    const places = [depot, ...route.flatMap((id) => byId.get(id) ?? []), depot]
    for (let leg = 1; leg < places.length; leg++) feet += feetBetween(at(places, leg - 1), at(places, leg))
    faults.push(...loadFaults(file, places).map((fault) => `truck ${number + 1} ${fault}`))
    if (!hasTimeForLunch(file, places)) faults.push(`truck ${number + 1} has no time for its day and lunch`)
  }
  return { cost: feet / FEET_PER_MILE, vehicles: routes.length, faults }
}

function feetBetween(from: KimPlace, to: KimPlace): number {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y)
}

function loadFaults({ capacity, dayLoad, dayStops }: KimFile, places: readonly KimPlace[]): string[] {
  const stops = places.filter(({ kind }) => kind === 1)
  const faults: string[] = []
  if (stops.length > dayStops) faults.push(`has ${stops.length} stops of ${dayStops}`)
  const total = stops.reduce((sum, { load }) => sum + load, 0)
  if (total > dayLoad) faults.push(`collects ${total} of ${dayLoad} yards`)
  let aboard = 0
  for (const { kind, load } of places) {
    if (kind === 1) aboard += load
    if (aboard > capacity) faults.push(`carries ${aboard} of ${capacity} yards`)
    if (kind === 2) aboard = 0
  }
  if (aboard > 0) faults.push(`comes home with ${aboard} yards`)
  return faults
}

/** Lunch is tried at every place, before its work and after it. */
function hasTimeForLunch(file: KimFile, places: readonly KimPlace[]): boolean {
  return places.some((_, index) => isInTime(file, places, index, true) || isInTime(file, places, index, false))
}

function isInTime(file: KimFile, places: readonly KimPlace[], lunchAt: number, isBefore: boolean): boolean {
  let time = at(places, 0).from
  for (const [index, place] of places.entries()) {
    if (index > 0) time += feetBetween(at(places, index - 1), place) / file.feetPerSecond
    if (index === lunchAt && isBefore) time = afterLunch(file, time)
    time = Math.max(time, place.from)
    if (time > place.until + ROUNDING) return false
    time += place.service
    if (index === lunchAt && !isBefore) time = afterLunch(file, time)
  }
  return time < Infinity
}

function afterLunch({ lunchSeconds }: KimFile, time: number): number {
  return time > LUNCH.until + ROUNDING ? Infinity : Math.max(time, LUNCH.from) + lunchSeconds
}
