import type { Model } from './model.ts'

/**
 * The plan under work: every vehicle's visits as a list linked both ways between its start and its end. What changes is
 * noted, so that a step that made things worse can be taken back without copying the plan.
 */
export class Routes {
  readonly model: Model
  readonly next: Int32Array
  readonly prev: Int32Array
  /** The vehicle of each node; -1 where a stop or a visit to a tip is in no route. */
  readonly route: Int32Array
  /** How many stops a vehicle serves. */
  readonly size: Int32Array
  readonly loadA: Float64Array
  readonly loadB: Float64Array
  readonly metres: Float64Array
  /** Which tip a visit goes to. */
  readonly tipOf: Int32Array
  /** The vehicles that the step under work changed, up to `changedCount`. */
  readonly changed: Int32Array
  changedCount = 0
  /** How many vehicles serve anybody. */
  used = 0
  #notedUsed = 0
  readonly #freeVisits: number[] = []
  /** By class, vehicles that may be empty; looked through when one is asked for. */
  readonly #empties: number[][]
  readonly #isListed: Uint8Array
  #step = 1
  readonly #nodeStep: Int32Array
  readonly #notedNode: Int32Array
  readonly #notedPrev: Int32Array
  readonly #notedNext: Int32Array
  readonly #notedRoute: Int32Array
  #noted = 0
  readonly #vehicleStep: Int32Array
  readonly #notedSize: Int32Array
  readonly #notedLoadA: Float64Array
  readonly #notedLoadB: Float64Array
  readonly #notedMetres: Float64Array
  readonly #hasLimits: boolean

  constructor(model: Model) {
    const { nodes, vehicles, firstStart, firstEnd, firstTipVisit } = model
    this.model = model
    this.next = new Int32Array(nodes)
    this.prev = new Int32Array(nodes)
    this.route = new Int32Array(nodes).fill(-1)
    this.size = new Int32Array(vehicles)
    this.loadA = model.hasTips ? new Float64Array(vehicles) : model.loadedA.slice()
    this.loadB = model.hasTips ? new Float64Array(vehicles) : model.loadedB.slice()
    this.metres = new Float64Array(vehicles)
    this.tipOf = new Int32Array(firstStart - firstTipVisit)
    this.changed = new Int32Array(vehicles)
    this.#nodeStep = new Int32Array(nodes)
    this.#notedNode = new Int32Array(nodes)
    this.#notedPrev = new Int32Array(nodes)
    this.#notedNext = new Int32Array(nodes)
    this.#notedRoute = new Int32Array(nodes)
    this.#vehicleStep = new Int32Array(vehicles)
    this.#notedSize = new Int32Array(vehicles)
    this.#notedLoadA = new Float64Array(vehicles)
    this.#notedLoadB = new Float64Array(vehicles)
    this.#notedMetres = new Float64Array(vehicles)
    this.#hasLimits = model.hasDayLimits
    this.#empties = Array.from({ length: model.classes }, () => [])
    this.#isListed = new Uint8Array(vehicles)
    for (let vehicle = vehicles - 1; vehicle >= 0; vehicle--) this.#listIfEmpty(vehicle)
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      this.#join(firstStart + vehicle, firstEnd + vehicle)
      this.route[firstStart + vehicle] = vehicle
      this.route[firstEnd + vehicle] = vehicle
    }
    for (let visit = firstStart - 1; visit >= firstTipVisit; visit--) this.#freeVisits.push(visit)
  }

  /** What a way costs for a vehicle; that from start to end is none, for who serves nobody stays at home. */
  way(vehicle: number, from: number, to: number): number {
    const { ways, place, firstStart, firstEnd } = this.model
    if (to >= firstEnd && from >= firstStart) return 0
    return ways.cost(ways.rateOf[vehicle], place[from], place[to])
  }

  /** The stop goes out of its route. Returns what that saves. */
  remove(node: number): number {
    const vehicle = this.route[node]
    const before = this.prev[node]
    const after = this.next[node]
    this.#note(node)
    this.#note(before)
    this.#note(after)
    this.#noteVehicle(vehicle)
    this.#join(before, after)
    this.route[node] = -1
    if (node < this.model.stops) {
      this.loadA[vehicle] -= this.model.loadA[node]
      this.loadB[vehicle] -= this.model.loadB[node]
      if (--this.size[vehicle] === 0) this.used--
      this.#listIfEmpty(vehicle)
    }
    if (this.#hasLimits) this.metres[vehicle] -= this.extraMetres(before, node, after)
    return this.way(vehicle, before, node) + this.way(vehicle, node, after) - this.way(vehicle, before, after)
  }

  /** A stop, or a visit to a tip, goes behind a node that is in a route. */
  insert(node: number, before: number): void {
    const vehicle = this.route[before]
    const after = this.next[before]
    this.#note(node)
    this.#note(before)
    this.#note(after)
    this.#noteVehicle(vehicle)
    this.#join(before, node)
    this.#join(node, after)
    this.route[node] = vehicle
    if (node < this.model.stops) {
      this.loadA[vehicle] += this.model.loadA[node]
      this.loadB[vehicle] += this.model.loadB[node]
      if (++this.size[vehicle] === 1) this.used++
    }
    if (this.#hasLimits) this.metres[vehicle] += this.extraMetres(before, node, after)
  }

  extraMetres(before: number, node: number, after: number): number {
    const { ways, place, firstStart, firstEnd } = this.model
    const saved = after >= firstEnd && before >= firstStart ? 0 : ways.metres(place[before], place[after])
    return ways.metres(place[before], place[node]) + ways.metres(place[node], place[after]) - saved
  }

  /** A node that stands for one more visit to the tip. There are as many as could ever be wanted. */
  visitTo(tip: number): number {
    const { model } = this
    const visit = this.#freeVisits.pop()
    if (visit === undefined) throw new RangeError('There are more visits to tips than stops')
    this.tipOf[visit - model.firstTipVisit] = tip
    const like = model.firstTip + tip
    model.place[visit] = model.place[like]
    model.service[visit] = model.service[like]
    model.windowsFrom[visit] = model.windowsFrom[like]
    model.windowCount[visit] = model.windowCount[like]
    return visit
  }

  /** From here on changes are noted anew. */
  begin(): void {
    this.#step++
    this.#noted = 0
    this.changedCount = 0
    this.#notedUsed = this.used
  }

  /** What the step changed stays. */
  keep(): void {
    this.#freeVisitsAmong((node) => this.route[node] < 0)
  }

  /** Everything is as it was when the step began. */
  takeBack(): void {
    this.used = this.#notedUsed
    this.#freeVisitsAmong((_, noted) => this.#notedRoute[noted] < 0)
    for (let index = 0; index < this.#noted; index++) {
      const node = this.#notedNode[index]
      this.prev[node] = this.#notedPrev[index]
      this.next[node] = this.#notedNext[index]
      this.route[node] = this.#notedRoute[index]
    }
    for (let index = 0; index < this.changedCount; index++) {
      const vehicle = this.changed[index]
      this.size[vehicle] = this.#notedSize[index]
      this.loadA[vehicle] = this.#notedLoadA[index]
      this.loadB[vehicle] = this.#notedLoadB[index]
      this.metres[vehicle] = this.#notedMetres[index]
      this.#listIfEmpty(vehicle)
    }
  }

  /** A vehicle of the class that serves nobody; -1 where there is none. */
  emptyOf(number: number): number {
    const list = this.#empties[number]
    while (list.length > 0) {
      const vehicle = list[list.length - 1]
      if (this.size[vehicle] === 0) return vehicle
      list.pop()
      this.#isListed[vehicle] = 0
    }
    return -1
  }

  #listIfEmpty(vehicle: number): void {
    if (this.size[vehicle] > 0 || this.#isListed[vehicle] === 1) return
    this.#isListed[vehicle] = 1
    this.#empties[this.model.classOf[vehicle]].push(vehicle)
  }

  /** What the vehicles that came into use cost, less those that went out of it. */
  fixedCostChange(): number {
    let change = 0
    for (let index = 0; index < this.changedCount; index++) {
      const vehicle = this.changed[index]
      const isUsed = this.size[vehicle] > 0
      if (isUsed !== this.#notedSize[index] > 0) change += (isUsed ? 1 : -1) * this.model.fixedCost[vehicle]
    }
    return change
  }

  #freeVisitsAmong(isFree: (node: number, noted: number) => boolean): void {
    const { firstTipVisit, firstStart } = this.model
    if (firstTipVisit === firstStart) return
    for (let noted = 0; noted < this.#noted; noted++) {
      const node = this.#notedNode[noted]
      if (node >= firstTipVisit && node < firstStart && isFree(node, noted)) this.#freeVisits.push(node)
    }
  }

  #join(before: number, after: number): void {
    this.next[before] = after
    this.prev[after] = before
  }

  #note(node: number): void {
    if (this.#nodeStep[node] === this.#step) return
    this.#nodeStep[node] = this.#step
    const index = this.#noted++
    this.#notedNode[index] = node
    this.#notedPrev[index] = this.prev[node]
    this.#notedNext[index] = this.next[node]
    this.#notedRoute[index] = this.route[node]
  }

  #noteVehicle(vehicle: number): void {
    if (this.#vehicleStep[vehicle] === this.#step) return
    this.#vehicleStep[vehicle] = this.#step
    const index = this.changedCount++
    this.changed[index] = vehicle
    this.#notedSize[index] = this.size[vehicle]
    this.#notedLoadA[index] = this.loadA[vehicle]
    this.#notedLoadB[index] = this.loadB[vehicle]
    this.#notedMetres[index] = this.metres[vehicle]
  }
}
