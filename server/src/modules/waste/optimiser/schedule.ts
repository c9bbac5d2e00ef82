import type { Load, Pause, Problem, Stop, Tip, Travel, Vehicle, Visit, Window } from './problem.ts'

/** A route as it is driven: when the truck is where, and what is on it. */
export interface Schedule {
  visits: ScheduledVisit[]
  /** When it leaves its start, and is back at its end. */
  leaves: number
  returns: number
  pause: { from: number; until: number } | undefined
  metres: number
  /** On the road. */
  drivingSeconds: number
  cost: number
  /** What the route breaks, in words; none in a plan that works out. */
  faults: Fault[]
}

export interface ScheduledVisit {
  visit: Visit
  arrives: number
  begins: number
  leaves: number
  /** From the visit before. */
  metres: number
  /** On the truck when it leaves. */
  aboard: Load
}

export interface Fault {
  /** Which visit of the route; undefined is the route as a whole. */
  index?: number
  message: string
}

/** Walks through a vehicle's day, breaking no rule of time as long as there is a way not to. */
export function scheduleRoute(problem: Problem, number: number, visits: readonly Visit[]): Schedule {
  const vehicle = at(problem.vehicles, number)
  const places = visits.map((visit) => ('stop' in visit ? at(problem.stops, visit.stop) : at(problem.tips, visit.tip)))
  const legs = legsOf(problem.travel, [vehicle.start, ...places.map(({ place }) => place), vehicle.end])
  const clock = runClock(vehicle, places, legs, pausesIn(vehicle, places, legs))
  const { aboard, faults } = loadsOf(problem, vehicle, number, visits)
  const metres = legs.reduce((sum, leg) => sum + leg.metres, 0)
  const drivingSeconds = legs.reduce((sum, leg) => sum + leg.seconds, 0)
  const fees = places.reduce((sum, place) => sum + ('cost' in place ? place.cost : 0), 0)
  if (metres > vehicle.maxMetres) faults.push({ message: `${Math.round(metres)} m of ${vehicle.maxMetres} m` })
  return {
    visits: visits.map((visit, index) => ({
      visit,
      ...at(clock.visits, index),
      metres: at(legs, index).metres,
      aboard: at(aboard, index),
    })),
    leaves: vehicle.shift.from,
    returns: clock.returns,
    pause: clock.pause,
    metres,
    drivingSeconds,
    cost: vehicle.fixedCost + metres * vehicle.costPerMetre + drivingSeconds * vehicle.costPerSecond + fees,
    faults: [...clock.faults, ...faults],
  }
}

interface Leg {
  metres: number
  seconds: number
}

function legsOf(travel: Travel, places: readonly number[]): Leg[] {
  return places.slice(1).map((place, index) => wayBetween(travel, at(places, index), place))
}

function wayBetween(travel: Travel, from: number, to: number): Leg {
  if (travel.kind === 'matrix') {
    const pair = from * travel.places + to
    return { metres: at(travel.metres, pair), seconds: at(travel.seconds, pair) }
  }
  const x = at(travel.x, from) - at(travel.x, to)
  const y = at(travel.y, from) - at(travel.y, to)
  const metres = travel.norm === 'manhattan' ? Math.abs(x) + Math.abs(y) : Math.sqrt(x * x + y * y)
  return { metres, seconds: metres * travel.secondsPerMetre }
}

/** The pause is on arriving at a visit (0 to n, n being the end) or on leaving it; undefined is none. */
type PauseAt = { index: number; isOnArrival: boolean } | undefined

interface Clock {
  visits: { arrives: number; begins: number; leaves: number }[]
  returns: number
  pause: { from: number; until: number } | undefined
  faults: Fault[]
}

/** Where a pause may be tried: on arriving anywhere, and on leaving any visit. */
function pausesIn({ pause }: Vehicle, places: readonly (Stop | Tip)[], legs: readonly Leg[]): PauseAt[] {
  if (!pause) return [undefined]
  const at = legs.flatMap((_, index) => [
    { index, isOnArrival: true },
    ...(index < places.length ? [{ index, isOnArrival: false }] : []),
  ])
  return pause.isAlways ? at : [undefined, ...at]
}

/** Of all pauses the one that breaks least, and then brings the truck home first. */
function runClock(vehicle: Vehicle, places: readonly (Stop | Tip)[], legs: readonly Leg[], pauses: PauseAt[]): Clock {
  const clocks = pauses.map((pause) => walk(vehicle, places, legs, pause))
  return clocks.reduce((one, other) => {
    if (one.faults.length !== other.faults.length) return other.faults.length < one.faults.length ? other : one
    return other.returns < one.returns ? other : one
  })
}

function walk(vehicle: Vehicle, places: readonly (Stop | Tip)[], legs: readonly Leg[], pauseAt: PauseAt): Clock {
  const clock: Clock = { visits: [], returns: 0, pause: undefined, faults: [] }
  let time = vehicle.shift.from
  for (const [index, leg] of legs.entries()) {
    time += leg.seconds
    const arrives = time
    if (pauseAt?.index === index && pauseAt.isOnArrival) time = takePause(clock, vehicle.pause, time)
    const place = places[index]
    if (!place) break
    const begins = openingFrom(place.windows, time)
    if (begins === undefined) clock.faults.push({ index, message: 'It is reached too late' })
    time = (begins ?? time) + place.serviceSeconds
    clock.visits.push({ arrives, begins: begins ?? arrives, leaves: time })
    if (pauseAt?.index === index && !pauseAt.isOnArrival) time = takePause(clock, vehicle.pause, time)
  }
  clock.returns = time
  if (time > vehicle.shift.until + ROUNDING)
    clock.faults.push({ message: 'The shift is over before the truck is back' })
  const isWaived = !vehicle.pause || (!vehicle.pause.isAlways && time <= vehicle.pause.until + ROUNDING)
  if (!clock.pause && !isWaived) clock.faults.push({ message: 'There is no pause' })
  return clock
}

/** Sums of fractions may differ in their last digits. */
const ROUNDING = 1e-6

function takePause(clock: Clock, pause: Pause | undefined, time: number): number {
  if (!pause) return time
  if (time > pause.until + ROUNDING) clock.faults.push({ message: 'The pause begins too late' })
  const from = Math.max(time, pause.from)
  clock.pause = { from, until: from + pause.seconds }
  return from + pause.seconds
}

function openingFrom(windows: readonly Window[], time: number): number | undefined {
  if (windows.length === 0) return time
  const open = windows.find(({ until }) => time <= until + ROUNDING)
  return open && Math.max(time, open.from)
}

function loadsOf(problem: Problem, vehicle: Vehicle, number: number, visits: readonly Visit[]) {
  const aboard: Load[] = []
  const faults: Fault[] = []
  let [first, second] = vehicle.loaded
  let day = 0
  let material: number | undefined
  for (const [index, visit] of visits.entries()) {
    if ('tip' in visit) {
      const { materials } = at(problem.tips, visit.tip)
      if (material !== undefined && !hasBit(materials, material))
        faults.push({ index, message: 'The tip does not take it' })
      first = second = 0
      material = undefined
    } else {
      const stop = at(problem.stops, visit.stop)
      faults.push(...suitFaults(vehicle, number, stop).map((message) => ({ index, message })))
      first += stop.load[0]
      second += stop.load[1]
      day += stop.load[0]
      if (first > vehicle.capacity[0] + ROUNDING || second > vehicle.capacity[1] + ROUNDING)
        faults.push({ index, message: 'The truck is full' })
      if (stop.material !== undefined && material !== undefined && stop.material !== material)
        faults.push({ index, message: 'Something else is on the truck' })
      material ??= stop.material
    }
    aboard.push([first, second])
  }
  const stops = visits.filter((visit) => 'stop' in visit).length
  if (stops > vehicle.maxStops) faults.push({ message: `${stops} stops of ${vehicle.maxStops}` })
  if (day > vehicle.maxDayLoad + ROUNDING) faults.push({ message: `${day} of ${vehicle.maxDayLoad} in a day` })
  if (problem.tips.length > 0 && visits.length > 0 && first + second > ROUNDING)
    faults.push({ message: 'The truck comes home loaded' })
  return { aboard, faults }
}

function suitFaults({ has, materials }: Vehicle, number: number, { needs, material, vehicles }: Stop): string[] {
  const faults: string[] = []
  if ((needs & ~has) !== 0) faults.push('The vehicle or its driver lacks what it needs')
  if (material !== undefined && !hasBit(materials, material)) faults.push('The vehicle does not take the material')
  if (vehicles && !vehicles.includes(number)) faults.push('It belongs to another vehicle')
  return faults
}

function hasBit(bits: number, bit: number): boolean {
  return (bits & (1 << bit)) !== 0
}

function at<T>(list: ArrayLike<T>, index: number): T {
  const found = list[index]
  if (found === undefined) throw new RangeError(`There is no ${index} of ${list.length}`)
  return found
}
