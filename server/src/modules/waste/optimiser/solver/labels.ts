import type { Model } from './model.ts'
import type { Routes } from './routes.ts'
import { departure, departurePaused, latestArrival, latestPause, pauseEnd } from './timing.ts'

/**
 * What is known at each node of a route from what comes before it and what comes behind, so that one more stop between
 * two nodes is judged by looking at these two alone. A pause splits time in two: with it still to come, and with it done.
 */
export class Labels {
  /** When the truck can leave at the earliest, the pause still to come, or not needed at all. */
  readonly leave: Float64Array
  /** The same with the pause taken. */
  readonly leavePaused: Float64Array
  /** The latest arrival from which the rest of the day still works out, the pause taken or not needed. */
  readonly arrive: Float64Array
  /** The same with the pause still to come. */
  readonly arriveUnpaused: Float64Array
  /** What is on the truck when it leaves. */
  readonly aboardA: Float64Array
  readonly aboardB: Float64Array
  /** What will be loaded from here, itself included, until the truck is emptied. */
  readonly aheadA: Float64Array
  readonly aheadB: Float64Array
  readonly materialAboard: Int32Array
  readonly materialAhead: Int32Array
  /** Bits of the materials that the next tip takes. */
  readonly acceptedAhead: Int32Array
  /** The node that a trip begins with: the start, or the tip before. */
  readonly trip: Int32Array
  readonly #model: Model
  readonly #routes: Routes
  readonly #isNeeded: boolean

  constructor(routes: Routes) {
    const { model } = routes
    const { nodes } = model
    this.#model = model
    this.#routes = routes
    this.#isNeeded = model.isTimed || model.hasTips || model.hasMaterials
    this.leave = new Float64Array(nodes)
    this.leavePaused = new Float64Array(nodes)
    this.arrive = new Float64Array(nodes)
    this.arriveUnpaused = new Float64Array(nodes)
    this.aboardA = new Float64Array(nodes)
    this.aboardB = new Float64Array(nodes)
    this.aheadA = new Float64Array(nodes)
    this.aheadB = new Float64Array(nodes)
    this.materialAboard = new Int32Array(nodes).fill(-1)
    this.materialAhead = new Int32Array(nodes).fill(-1)
    this.acceptedAhead = new Int32Array(nodes).fill(-1)
    this.trip = new Int32Array(nodes)
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) this.#begin(vehicle)
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) this.relabel(vehicle)
  }

  relabel(vehicle: number): void {
    if (!this.#isNeeded) return
    const { firstStart, firstEnd } = this.#model
    this.#forward(vehicle, this.#routes.next[firstStart + vehicle])
    this.#backward(vehicle, this.#routes.prev[firstEnd + vehicle])
  }

  relabelChanged(): void {
    if (!this.#isNeeded) return
    const { changed, changedCount } = this.#routes
    for (let index = 0; index < changedCount; index++) this.relabel(changed[index])
  }

  /** Whether the day works out at all. */
  isInTime(vehicle: number): boolean {
    const { ways, place, firstStart, isTimed } = this.#model
    if (!isTimed) return true
    const start = firstStart + vehicle
    const first = this.#routes.next[start]
    const arrival = this.leave[start] + ways.seconds(place[start], place[first])
    if (this.#model.pauseSeconds[vehicle] < 0) return arrival <= this.arrive[first]
    const paused = this.leavePaused[start] + ways.seconds(place[start], place[first])
    return arrival <= this.arriveUnpaused[first] || paused <= this.arrive[first]
  }

  /** A node has been put into a route whose other labels hold. */
  spreadFrom(node: number): void {
    if (!this.#isNeeded) return
    const vehicle = this.#routes.route[node]
    this.#forward(vehicle, node)
    this.#backward(vehicle, node)
  }

  #acceptedAt(visit: number): number {
    return this.#model.tipMaterials[this.#routes.tipOf[visit - this.#model.firstTipVisit]]
  }

  #begin(vehicle: number): void {
    const model = this.#model
    const start = model.firstStart + vehicle
    const end = model.firstEnd + vehicle
    this.leave[start] = model.shiftFrom[vehicle]
    this.arrive[end] = model.shiftUntil[vehicle]
    this.aboardA[start] = model.loadedA[vehicle]
    this.aboardB[start] = model.loadedB[vehicle]
    this.trip[start] = start
    if (model.pauseSeconds[vehicle] < 0) {
      this.leavePaused[start] = Infinity
      this.arriveUnpaused[end] = -Infinity
      return
    }
    this.leavePaused[start] = pauseEnd(model, vehicle, model.shiftFrom[vehicle])
    const atTheEnd = latestPause(model, vehicle, model.shiftUntil[vehicle])
    this.arriveUnpaused[end] = Math.max(model.pauseWaived[vehicle], atTheEnd)
  }

  #forward(vehicle: number, from: number): void {
    const model = this.#model
    const { next, prev } = this.#routes
    const { place, ways, firstTipVisit, hasMaterials, isTimed } = model
    const hasPause = model.pauseSeconds[vehicle] >= 0
    let before = prev[from]
    for (let node = from; node < model.firstEnd; node = next[node]) {
      if (isTimed) {
        const way = ways.seconds(place[before], place[node])
        const arrival = this.leave[before] + way
        const left = departure(model, node, arrival)
        this.leave[node] = left
        if (hasPause) {
          const arrivalPaused = this.leavePaused[before] + way
          this.leavePaused[node] = departurePaused(model, node, vehicle, arrival, left, arrivalPaused)
        }
      }
      const isTip = node >= firstTipVisit
      this.aboardA[node] = isTip ? 0 : this.aboardA[before] + model.loadA[node]
      this.aboardB[node] = isTip ? 0 : this.aboardB[before] + model.loadB[node]
      this.trip[node] = isTip ? node : this.trip[before]
      if (hasMaterials) {
        const own = isTip ? -1 : model.material[node]
        this.materialAboard[node] = isTip || own >= 0 ? own : this.materialAboard[before]
      }
      before = node
    }
  }

  #backward(vehicle: number, from: number): void {
    const model = this.#model
    const { next, prev } = this.#routes
    const { place, ways, firstTipVisit, firstStart, hasMaterials, isTimed } = model
    const hasPause = model.pauseSeconds[vehicle] >= 0
    let behind = next[from]
    for (let node = from; node < firstStart; node = prev[node]) {
      if (isTimed) {
        const way = ways.seconds(place[node], place[behind])
        const latest = this.arrive[behind] - way
        const arrival = latestArrival(model, node, latest)
        this.arrive[node] = arrival
        if (hasPause) {
          const later = latestArrival(model, node, this.arriveUnpaused[behind] - way)
          const onLeaving = latestArrival(model, node, latestPause(model, vehicle, latest))
          this.arriveUnpaused[node] = Math.max(later, onLeaving, latestPause(model, vehicle, arrival))
        }
      }
      const isTip = node >= firstTipVisit
      this.aheadA[node] = isTip ? 0 : this.aheadA[behind] + model.loadA[node]
      this.aheadB[node] = isTip ? 0 : this.aheadB[behind] + model.loadB[node]
      if (hasMaterials) {
        const own = isTip ? -1 : model.material[node]
        this.materialAhead[node] = isTip || own >= 0 ? own : this.materialAhead[behind]
        this.acceptedAhead[node] = isTip ? this.#acceptedAt(node) : this.acceptedAhead[behind]
      }
      behind = node
    }
  }
}
