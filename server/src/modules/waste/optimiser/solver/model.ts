import type { Problem, Stop, Vehicle, Window } from '../problem.ts'
import { neighbours } from './neighbours.ts'
import { type Ways, waysOf } from './ways.ts'

/**
 * The problem as flat arrays. Nodes are numbered: the stops, then visits to tips, then each vehicle's start, then its end,
 * and last the tips themselves, which are in no route: a visit takes after its tip.
 */
export interface Model {
  stops: number
  vehicles: number
  tips: number
  firstTipVisit: number
  firstStart: number
  firstEnd: number
  firstTip: number
  nodes: number
  ways: Ways
  /** Place of each node; that of a visit to a tip is set when it is used. */
  place: Int32Array
  service: Float64Array
  /** Opening times by node: those in [windowsFrom, windowsFrom + windowCount) of the two lists. */
  windowsFrom: Int32Array
  windowCount: Int32Array
  opens: Float64Array
  closes: Float64Array
  loadA: Float64Array
  loadB: Float64Array
  penalty: Float64Array
  material: Int32Array
  /** How much of a vehicle a stop fills, for those that are hard to place to come first. */
  bulk: Float64Array
  /** How far a stop is from where vehicles start. */
  remote: Float64Array
  capacityA: Float64Array
  capacityB: Float64Array
  loadedA: Float64Array
  loadedB: Float64Array
  fixedCost: Float64Array
  maxStops: Int32Array
  maxDayLoad: Float64Array
  maxMetres: Float64Array
  pauseFrom: Float64Array
  pauseUntil: Float64Array
  pauseSeconds: Float64Array
  /** The latest return of who has not paused. */
  pauseWaived: Float64Array
  shiftFrom: Float64Array
  shiftUntil: Float64Array
  /** Vehicles that are alike in everything are one class; an empty one of each is enough to try. */
  classOf: Int32Array
  classes: number
  /** By stop and class: whether it may be served by it. */
  suits: Uint8Array
  tipMaterials: Int32Array
  tipCost: Float64Array
  /** By stop: the nearest others, nearest first, `near` of each. */
  nearest: Int32Array
  near: number
  /** Equal trucks of limited load, and nothing else to heed. */
  isPlain: boolean
  isTimed: boolean
  hasTips: boolean
  hasClasses: boolean
  hasMaterials: boolean
  hasTwoLoads: boolean
  hasDayLimits: boolean
}

const EVER: readonly Window[] = [{ from: -Infinity, until: Infinity }]

export function compileModel(problem: Problem): Model {
  const { stops, vehicles, tips } = problem
  // One for every stop at most; and those that a step took out are free again only when it ends.
  const visits = tips.length > 0 ? 2 * stops.length : 0
  const firstStart = stops.length + visits
  const firstEnd = firstStart + vehicles.length
  const firstTip = firstEnd + vehicles.length
  const nodes = firstTip + tips.length
  const { classOf, classes } = classify(stops, vehicles)
  const suits = suitsOf(stops, vehicles, classOf, classes)
  const ways = waysOf(problem.travel, vehicles)
  const place = new Int32Array(nodes)
  place.set(stops.map((stop) => stop.place))
  place.set(
    vehicles.map((vehicle) => vehicle.start),
    firstStart,
  )
  place.set(
    vehicles.map((vehicle) => vehicle.end),
    firstEnd,
  )
  place.set(
    tips.map((tip) => tip.place),
    firstTip,
  )
  const service = new Float64Array(nodes)
  service.set(stops.map((stop) => stop.serviceSeconds))
  service.set(
    tips.map((tip) => tip.serviceSeconds),
    firstTip,
  )
  const windows = flatWindows(
    [...stops, ...tips].map((visited) => (visited.windows.length > 0 ? visited.windows : EVER)),
  )
  const windowsFrom = new Int32Array(nodes)
  const windowCount = new Int32Array(nodes)
  windowsFrom.set(windows.from.subarray(0, stops.length))
  windowsFrom.set(windows.from.subarray(stops.length), firstTip)
  windowCount.set(windows.count.subarray(0, stops.length))
  windowCount.set(windows.count.subarray(stops.length), firstTip)
  const largest = [0, 1].map((index) => Math.max(1e-9, ...vehicles.map(({ capacity }) => capacity[index] ?? 0)))
  const numbers = (pick: (vehicle: Vehicle) => number) => Float64Array.from(vehicles, pick)
  return {
    stops: stops.length,
    vehicles: vehicles.length,
    tips: tips.length,
    firstTipVisit: stops.length,
    firstStart,
    firstEnd,
    firstTip,
    nodes,
    ways,
    place,
    service,
    windowsFrom,
    windowCount,
    opens: windows.opens,
    closes: windows.closes,
    loadA: sized(
      nodes,
      stops.map(({ load }) => load[0]),
    ),
    loadB: sized(
      nodes,
      stops.map(({ load }) => load[1]),
    ),
    penalty: Float64Array.from(stops, ({ penalty }) => penalty),
    material: Int32Array.from(stops, ({ material }) => material ?? -1),
    bulk: Float64Array.from(stops, ({ load }) => load[0] / (largest[0] ?? 1) + load[1] / (largest[1] ?? 1)),
    remote: Float64Array.from(stops, (stop) =>
      Math.min(...starts(vehicles).map((start) => ways.cost(0, start, stop.place))),
    ),
    capacityA: numbers(({ capacity }) => capacity[0]),
    capacityB: numbers(({ capacity }) => capacity[1]),
    loadedA: numbers(({ loaded }) => loaded[0]),
    loadedB: numbers(({ loaded }) => loaded[1]),
    fixedCost: numbers(({ fixedCost }) => fixedCost),
    maxStops: Int32Array.from(vehicles, ({ maxStops }) => Math.min(maxStops, 2 ** 30)),
    maxDayLoad: numbers(({ maxDayLoad }) => maxDayLoad),
    maxMetres: numbers(({ maxMetres }) => maxMetres),
    pauseFrom: numbers(({ pause }) => pause?.from ?? 0),
    pauseUntil: numbers(({ pause }) => pause?.until ?? 0),
    pauseSeconds: numbers(({ pause }) => pause?.seconds ?? -1),
    pauseWaived: numbers(({ pause, shift }) =>
      pause?.isAlways ? -Infinity : Math.min(pause?.until ?? Infinity, shift.until),
    ),
    shiftFrom: numbers(({ shift }) => shift.from),
    shiftUntil: numbers(({ shift }) => shift.until),
    classOf,
    classes,
    suits,
    tipMaterials: Int32Array.from(tips, ({ materials }) => materials),
    tipCost: Float64Array.from(tips, ({ cost }) => cost),
    ...neighbours(ways, place, stops.length),
    ...featuresOf(problem, classes > 1 || suits.includes(0)),
  }
}

/** What this problem has of all that there can be. */
function featuresOf({ stops, vehicles, tips }: Problem, hasClasses: boolean) {
  const isLimited = (window: Window) => window.from !== -Infinity || window.until !== Infinity
  const features = {
    isTimed:
      [...stops, ...tips].some(({ windows }) => windows.some(isLimited)) ||
      vehicles.some(({ shift, pause }) => shift.until !== Infinity || pause),
    hasTips: tips.length > 0,
    hasClasses,
    hasMaterials: stops.some(({ material }) => material !== undefined),
    hasTwoLoads: stops.some(({ load }) => load[1] !== 0),
    hasDayLimits: vehicles.some(
      ({ maxStops, maxDayLoad, maxMetres }) => maxStops < stops.length || maxDayLoad < Infinity || maxMetres < Infinity,
    ),
  }
  return { ...features, isPlain: !Object.values(features).includes(true) }
}

function sized(length: number, values: readonly number[]): Float64Array {
  const array = new Float64Array(length)
  array.set(values)
  return array
}

function starts(vehicles: readonly Vehicle[]): number[] {
  return [...new Set(vehicles.map(({ start }) => start))]
}

function flatWindows(lists: readonly (readonly Window[])[]) {
  const all = lists.flat()
  const from = new Int32Array(lists.length)
  for (let index = 1; index < lists.length; index++) from[index] = from[index - 1] + lists[index - 1].length
  return {
    from,
    count: Int32Array.from(lists, (list) => list.length),
    opens: Float64Array.from(all, (window) => window.from),
    closes: Float64Array.from(all, (window) => window.until),
  }
}

function classify(stops: readonly Stop[], vehicles: readonly Vehicle[]) {
  const named = stops.map(({ vehicles: some }) => some).filter((some) => some !== undefined)
  const classes = new Map<string, number>()
  const classOf = Int32Array.from(vehicles, (vehicle, index) => {
    const chosen = named.flatMap((some, number) => (some.includes(index) ? [number] : []))
    const key = JSON.stringify([vehicle, chosen])
    const known = classes.get(key) ?? classes.size
    classes.set(key, known)
    return known
  })
  return { classOf, classes: classes.size }
}

function suitsOf(
  stops: readonly Stop[],
  vehicles: readonly Vehicle[],
  classOf: Int32Array,
  classes: number,
): Uint8Array {
  const suits = new Uint8Array(stops.length * classes)
  const examples = Array.from({ length: classes }, (_, number) => classOf.indexOf(number))
  for (const [index, stop] of stops.entries()) {
    for (const [number, example] of examples.entries()) {
      const { has, materials } = vehicles[example]
      const isLoaded = stop.material === undefined || (materials & (1 << stop.material)) !== 0
      const isAllowed = stop.vehicles === undefined || stop.vehicles.includes(example)
      suits[index * classes + number] = isLoaded && isAllowed && (stop.needs & ~has) === 0 ? 1 : 0
    }
  }
  return suits
}
