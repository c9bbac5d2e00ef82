import type { Solution, Visit } from '../problem.ts'
import type { Model } from './model.ts'
import type { Routes } from './routes.ts'

/** A plan worth keeping. */
export class Snapshot {
  absent: Int32Array
  cost: number
  readonly #model: Model
  readonly #next: Int32Array
  readonly #tipOf: Int32Array

  constructor(routes: Routes, absent: Int32Array, cost: number) {
    this.#model = routes.model
    this.#next = routes.next.slice()
    this.#tipOf = routes.tipOf.slice()
    this.absent = absent
    this.cost = cost
  }

  take(routes: Routes, absent: Int32Array, cost: number): void {
    this.#next.set(routes.next)
    this.#tipOf.set(routes.tipOf)
    this.absent = absent
    this.cost = cost
  }

  toSolution(): Solution {
    const routes = Array.from({ length: this.#model.vehicles }, (_, vehicle) => this.#visits(vehicle))
    return { routes, unserved: [...this.absent], cost: this.cost }
  }

  #visits(vehicle: number): Visit[] {
    const { firstStart, stops, firstTipVisit } = this.#model
    const visits: Visit[] = []
    for (let node = this.#next[firstStart + vehicle]; node < firstStart; node = this.#next[node])
      visits.push(node < stops ? { stop: node } : { tip: this.#tipOf[node - firstTipVisit] })
    return visits
  }
}
