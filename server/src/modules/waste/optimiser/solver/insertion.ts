import type { Labels } from './labels.ts'
import type { Model } from './model.ts'
import type { Random } from './random.ts'
import type { Routes } from './routes.ts'

/** How a stop enters a route: alone, on the way to a tip, or on the way from one. */
export const ALONE = 0
export const THEN_TIP = 1
export const AFTER_TIP = 2

/** Where a stop goes best. Looking is the innermost loop of the search: whatever a problem does not have costs it nothing. */
export interface Insertion {
  /** What the best place adds to the cost. */
  cost: number
  /** The node it goes behind; -1 where there is none. */
  before: number
  shape: number
  tip: number
  /** Looks beside the nearest other stops, and at empty vehicles. Now and then a place is overlooked: see `blink`. */
  look(stop: number): void
  /** Looks at every place there is. */
  lookEverywhere(stop: number): void
}

export interface Looking {
  routes: Routes
  labels: Labels
  random: Random
  /** How many of the nearest stops are looked at. */
  reach: number
  /** The chance of overlooking a place, in 2^32: keeps the search from going the same way every time. */
  blink: number
}

/** For equal trucks of limited load, on ways that cost the same there and back, and nothing else. */
export class LoadInsertion implements Insertion {
  cost = Infinity
  before = -1
  shape = ALONE
  tip = -1
  readonly #looking: Looking
  readonly #model: Model
  readonly #costs: Int32Array | Float64Array

  constructor(looking: Looking, costs: Int32Array | Float64Array) {
    this.#looking = looking
    this.#model = looking.routes.model
    this.#costs = costs
  }

  look(stop: number): void {
    this.#lookBeside(stop, Math.min(this.#model.near, this.#looking.reach))
  }

  lookEverywhere(stop: number): void {
    this.#lookThrough(stop)
    if (this.before >= 0) return
    const { ways, place, firstStart, fixedCost } = this.#model
    const empty = this.#looking.routes.emptyOf(0)
    if (empty < 0) return
    this.before = firstStart + empty
    this.cost = 2 * ways.cost(0, place[this.before], place[stop]) + fixedCost[empty]
  }

  /** Truck by truck: few have room where a near one had none. */
  #lookThrough(stop: number): void {
    const { size, loadA, next } = this.#looking.routes
    const { place, ways, firstStart, firstEnd, vehicles, capacityA } = this.#model
    const costs = this.#costs
    const { places } = ways
    const room = capacityA[0] - this.#model.loadA[stop]
    const row = place[stop] * places
    this.cost = Infinity
    this.before = -1
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      if (size[vehicle] === 0 || loadA[vehicle] > room) continue
      for (let node = firstStart + vehicle; node < firstEnd; node = next[node]) {
        const behind = place[next[node]]
        const cost = costs[row + place[node]] + costs[row + behind] - costs[place[node] * places + behind]
        if (cost >= this.cost) continue
        this.cost = cost
        this.before = node
      }
    }
  }

  #lookBeside(stop: number, reach: number): void {
    const { routes, random, blink } = this.#looking
    const { next, prev, route, loadA } = routes
    const { place, ways, nearest, near, capacityA } = this.#model
    const costs = this.#costs
    const { places } = ways
    const room = capacityA[0] - this.#model.loadA[stop]
    const row = place[stop] * places
    let best = Infinity
    let found = -1
    const last = stop * near + reach
    for (let index = stop * near; index < last; index++) {
      const other = nearest[index]
      const vehicle = route[other]
      if (vehicle < 0 || loadA[vehicle] > room) continue
      const there = place[other]
      const way = costs[row + there]
      const behind = place[next[other]]
      const after = way + costs[row + behind] - costs[there * places + behind]
      if (after < best && random.bits() >= blink) {
        best = after
        found = other
      }
      const ahead = place[prev[other]]
      const before = way + costs[row + ahead] - costs[there * places + ahead]
      if (before < best && random.bits() >= blink) {
        best = before
        found = prev[other]
      }
    }
    this.cost = best
    this.before = found
  }
}
