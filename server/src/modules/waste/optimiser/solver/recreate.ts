import { AFTER_TIP, ALONE, type Insertion, THEN_TIP } from './insertion.ts'
import type { Labels } from './labels.ts'
import type { Model } from './model.ts'
import type { Random } from './random.ts'
import type { Routes } from './routes.ts'

/** Puts stops back one by one, each where it costs least, in an order that is drawn anew each time. */
export class Recreate {
  /** What could not be put anywhere, up to `count`. */
  readonly left: Int32Array
  count = 0
  /** What it costs to have them in, and to leave out those that stay out. */
  added = 0
  readonly #routes: Routes
  readonly #labels: Labels
  readonly #random: Random
  readonly #insertion: Insertion
  /** The order to draw from, each as often as it weighs; undefined is any order. */
  readonly #orders: readonly (Float64Array | undefined)[]

  constructor(routes: Routes, labels: Labels, random: Random, insertion: Insertion) {
    this.left = new Int32Array(routes.model.stops)
    this.#routes = routes
    this.#labels = labels
    this.#random = random
    this.#insertion = insertion
    this.#orders = ordersOf(routes.model)
  }

  run(stops: Int32Array, count: number): void {
    this.#sort(stops, count)
    this.count = 0
    this.added = 0
    for (let index = 0; index < count; index++) this.#place(stops[index])
  }

  #place(stop: number): void {
    const insertion = this.#insertion
    insertion.look(stop)
    if (insertion.before < 0) insertion.lookEverywhere(stop)
    if (insertion.before < 0 || insertion.cost > this.#routes.model.penalty[stop]) {
      this.left[this.count++] = stop
      this.added += this.#routes.model.penalty[stop]
      return
    }
    const { before, shape, tip } = insertion
    const routes = this.#routes
    const isFirst = this.#routes.size[this.#routes.route[before]] === 0
    const vehicle = this.#routes.route[before]
    this.added += insertion.cost - (isFirst ? this.#routes.model.fixedCost[vehicle] : 0)
    if (shape === AFTER_TIP) routes.insert(this.#routes.visitTo(tip), before)
    routes.insert(stop, shape === AFTER_TIP ? this.#routes.next[before] : before)
    if (shape === THEN_TIP) routes.insert(this.#routes.visitTo(tip), stop)
    if (shape !== ALONE) this.#labels.relabel(vehicle)
    else this.#labels.spreadFrom(stop)
  }

  #sort(stops: Int32Array, count: number): void {
    const order = this.#orders[this.#random.below(this.#orders.length)]
    if (order) sortBy(stops, count, order)
    else this.#shuffle(stops, count)
  }

  #shuffle(stops: Int32Array, count: number): void {
    for (let index = count - 1; index > 0; index--) {
      const other = this.#random.below(index + 1)
      const stop = stops[index]
      stops[index] = stops[other]
      stops[other] = stop
    }
  }
}

/** Any order, bulky ones first, far ones first, near ones first; where time matters, also those with little of it. */
function ordersOf(model: Model): (Float64Array | undefined)[] {
  const negative = (values: Float64Array) => values.map((value) => -value)
  const times = <T>(count: number, order: T): T[] => Array.from({ length: count }, () => order)
  const { bulk, remote } = model
  const orders = [...times(4, undefined), ...times(4, negative(bulk)), ...times(2, negative(remote)), remote]
  if (!model.isTimed) return orders
  const { windowsFrom, windowCount, opens, closes } = model
  const first = bulk.map((_, stop) => opens[windowsFrom[stop]])
  const last = bulk.map((_, stop) => closes[windowsFrom[stop] + windowCount[stop] - 1])
  const length = last.map((close, stop) => close - first[stop])
  return [...orders, ...times(2, length), ...times(2, first), ...times(2, negative(last))]
}

/** By insertion: there are about ten of them. */
function sortBy(stops: Int32Array, count: number, key: Float64Array): void {
  for (let index = 1; index < count; index++) {
    const stop = stops[index]
    const value = key[stop]
    let place = index - 1
    while (place >= 0 && key[stops[place]] > value) {
      stops[place + 1] = stops[place]
      place--
    }
    stops[place + 1] = stop
  }
}
