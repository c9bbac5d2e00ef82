import type { Labels } from './labels.ts'
import type { Random } from './random.ts'
import type { Routes } from './routes.ts'

export interface Ruining {
  /** How many stops are taken out in a step, on average. */
  stops: number
  /** The longest string that is taken out of a trip. */
  longest: number
  /** How often a string keeps some in its middle, and how often one more of them. */
  splitting: number
  keeping: number
}

/**
 * Slack induction by string removals (Christiaens and Vanden Berghe, 2020): around a stop taken at random, strings of
 * consecutive stops leave neighbouring trips, so that there is room in all of them at once, and in one place.
 */
export class Ruin {
  /** What was taken out, up to `count`. */
  readonly removed: Int32Array
  count = 0
  /** What it cost to have it in. */
  saved = 0
  readonly #routes: Routes
  readonly #labels: Labels
  readonly #random: Random
  readonly #ruining: Ruining
  /** By the node a trip begins with: the step that took from it. */
  readonly #takenIn: Int32Array
  #step = 0

  constructor(routes: Routes, labels: Labels, random: Random, ruining: Ruining) {
    this.removed = new Int32Array(routes.model.stops)
    this.#takenIn = new Int32Array(routes.model.nodes)
    this.#routes = routes
    this.#labels = labels
    this.#random = random
    this.#ruining = ruining
  }

  /** `trips` is how many there are now. */
  run(trips: number): void {
    const { stops, nearest, near, hasTips, firstStart } = this.#routes.model
    const { route } = this.#routes
    const served = stops / Math.max(1, trips)
    const longest = Math.min(this.#ruining.longest, served)
    const strings = Math.floor(this.#random.unit() * ((4 * this.#ruining.stops) / (1 + longest) - 1) + 1)
    const seed = this.#random.below(stops)
    this.count = 0
    this.saved = 0
    this.#step++
    let ruined = 0
    for (let index = -1; index < near && ruined < strings; index++) {
      const stop = index < 0 ? seed : nearest[seed * near + index]
      const vehicle = route[stop]
      if (vehicle < 0) continue
      const trip = hasTips ? this.#labels.trip[stop] : firstStart + vehicle
      if (this.#takenIn[trip] === this.#step) continue
      this.#takenIn[trip] = this.#step
      this.#removeString(stop, longest)
      ruined++
    }
    if (hasTips) this.#dropIdleTips()
  }

  #removeString(stop: number, longest: number): void {
    const { prev, next } = this.#routes
    const { stops } = this.#routes.model
    const { splitting, keeping } = this.#ruining
    // No string is longer than this, so there is no need to know how long the trip is beyond it.
    const most = Math.ceil(longest) * 2 + 20
    let ahead = 0
    for (let node = prev[stop]; node < stops && ahead < most; node = prev[node]) ahead++
    let behind = 0
    for (let node = next[stop]; node < stops && behind < most; node = next[node]) behind++
    const size = ahead + behind + 1
    const length = Math.floor(this.#random.unit() * Math.min(size, longest) + 1)
    let kept = 0
    if (length > 1 && length < size && this.#random.unit() < splitting) {
      kept = 1
      while (length + kept < size && this.#random.unit() > keeping) kept++
    }
    const span = length + kept
    const least = Math.max(0, span - 1 - behind)
    const before = least + this.#random.below(Math.min(ahead, span - 1) - least + 1)
    let node = stop
    for (let step = 0; step < before; step++) node = prev[node]
    const keepFrom = kept > 0 ? this.#random.below(length + 1) : span
    for (let step = 0; step < span; step++) {
      const following = next[node]
      if (step < keepFrom || step >= keepFrom + kept) this.#remove(node)
      node = following
    }
  }

  #remove(node: number): void {
    this.removed[this.count++] = node
    this.saved += this.#routes.remove(node)
  }

  /** Tips between trips that now fit into one, and those of trips that are gone. */
  #dropIdleTips(): void {
    const { changed, changedCount, next } = this.#routes
    const { model } = this.#routes
    for (let index = 0; index < changedCount; index++) {
      const vehicle = changed[index]
      this.#labels.relabel(vehicle)
      let node = next[model.firstStart + vehicle]
      while (node < model.firstEnd) {
        const following = next[node]
        if (node >= model.firstTipVisit && this.#isIdle(node, vehicle)) {
          this.saved += this.#routes.remove(node) + model.tipCost[this.#routes.tipOf[node - model.firstTipVisit]]
          this.#labels.relabel(vehicle)
        }
        node = following
      }
    }
  }

  #isIdle(tip: number, vehicle: number): boolean {
    const { model } = this.#routes
    const before = this.#routes.prev[tip]
    const after = this.#routes.next[tip]
    const { aboardA, aboardB, aheadA, aheadB } = this.#labels
    if (before >= model.firstTipVisit && aboardA[before] === 0 && aboardB[before] === 0) return true
    if (after >= model.firstStart) return false
    if (model.hasMaterials && this.#mixes(before, after)) return false
    if (aboardA[before] + aheadA[after] > model.capacityA[vehicle]) return false
    return aboardB[before] + aheadB[after] <= model.capacityB[vehicle]
  }

  #mixes(before: number, after: number): boolean {
    const { materialAboard, materialAhead, acceptedAhead } = this.#labels
    const aboard = materialAboard[before]
    if (aboard < 0) return false
    const ahead = materialAhead[after]
    return (ahead >= 0 && ahead !== aboard) || (acceptedAhead[after] & (1 << aboard)) === 0
  }
}
