/**
 * What the route optimiser is asked, and what it answers. Distances are metres, durations and times seconds, times counted
 * from the start of the planning day; loads are in two dimensions (say kilograms and litres). Places are numbered, and
 * everything else refers to them by that number.
 */
export interface Problem {
  travel: Travel
  stops: Stop[]
  vehicles: Vehicle[]
  /** Where trucks are emptied; without any, what a truck loads it carries home. */
  tips: Tip[]
  /** Fewer vehicles are better, whatever the ways cost; otherwise their fixed costs decide. */
  fewestVehicles?: boolean | undefined
}

/** Given for every pair of places, or by coordinates from which it is reckoned. */
export type Travel = MatrixTravel | PlaneTravel

export interface MatrixTravel {
  kind: 'matrix'
  places: number
  /** From row to column, row by row. */
  metres: Float64Array
  seconds: Float64Array
}

export interface PlaneTravel {
  kind: 'plane'
  x: Float64Array
  y: Float64Array
  norm: 'euclidean' | 'manhattan'
  secondsPerMetre: number
}

export type Load = readonly [number, number]

/** First and last moment at which work may begin. */
export interface Window {
  from: number
  until: number
}

export interface Stop {
  place: number
  load: Load
  serviceSeconds: number
  /** In order of time, none overlapping; none at all means any time. */
  windows: readonly Window[]
  /** What it costs to leave it out, in the units of the vehicles' costs. */
  penalty: number
  /** Bits of what the vehicle and its driver must have. */
  needs: number
  /** Which stream it is; different ones are not loaded together. Undefined goes with anything. */
  material?: number | undefined
  /** The vehicles it may be served by; undefined is any. */
  vehicles?: readonly number[] | undefined
}

export interface Vehicle {
  start: number
  end: number
  capacity: Load
  shift: Window
  /** Begins within the window, wherever the truck is then; not needed by who is back before its end. */
  pause?: Pause | undefined
  fixedCost: number
  costPerMetre: number
  costPerSecond: number
  has: number
  /** Bits of the materials it may load. */
  materials: number
  maxStops: number
  /** What it may load in a day, over all its trips. */
  maxDayLoad: number
  maxMetres: number
  /** What is on it when it starts: a plan in the middle of the day begins with what the morning left. */
  loaded: Load
}

export interface Pause extends Window {
  seconds: number
  /** Whoever is back before it begins takes it, too. */
  isAlways: boolean
}

export interface Tip {
  place: number
  windows: readonly Window[]
  serviceSeconds: number
  /** Bits of the materials it takes. */
  materials: number
  cost: number
}

/** A visit in the order of its route: a stop, or a tip. */
export type Visit = { stop: number } | { tip: number }

export interface Solution {
  /** By vehicle; an empty list stays at the depot. */
  routes: Visit[][]
  unserved: number[]
  cost: number
}
