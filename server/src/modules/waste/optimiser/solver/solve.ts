import type { Problem } from '../problem.ts'
import { type Annealed, anneal, type Tuning } from './anneal.ts'
import type { Budget } from './budget.ts'

export interface Solving {
  seed: number
  budget: Budget
  onBest?: ((cost: number) => void) | undefined
  tuning?: Partial<Tuning> | undefined
}

/** Of the whole budget: to find a first plan, to try each smaller fleet, and when to stop trying. */
const FIRST = 0.04
const TRY = 0.1
const TRIED = 0.5

export function solve(problem: Problem, solving: Solving): Annealed {
  const search = new FleetSearch(problem, solving)
  if (!problem.fewestVehicles) return search.run(problem.vehicles.keys().toArray(), 1)
  return search.run(search.fewest(), 1)
}

/** Runs of one budget, each with some of the vehicles. */
class FleetSearch {
  readonly #problem: Problem
  readonly #solving: Solving
  #steps = 0

  constructor(problem: Problem, solving: Solving) {
    this.#problem = problem
    this.#solving = solving
  }

  /** Leaves out one vehicle after the other, the one with the fewest stops, while everybody is served without it. */
  fewest(): number[] {
    let fleet = this.#problem.vehicles.keys().toArray()
    let found = this.run(fleet, FIRST)
    fleet = fleet.filter((vehicle) => found.routes[vehicle].length > 0)
    for (let until = FIRST + TRY; fleet.length > 1 && found.unserved.length === 0 && until < TRIED; until += TRY) {
      const [least] = fleet.toSorted((one, other) => found.routes[one].length - found.routes[other].length)
      const fewer = fleet.filter((vehicle) => vehicle !== least)
      found = this.run(fewer, until, (unserved) => unserved === 0)
      if (found.unserved.length === 0) fleet = fewer
    }
    return fleet
  }

  run(fleet: readonly number[], until: number, isEnough?: (unserved: number) => boolean): Annealed {
    const { seed, budget, onBest, tuning } = this.#solving
    const problem = { ...this.#problem, vehicles: fleet.map((vehicle) => this.#problem.vehicles[vehicle]) }
    const before = this.#steps
    const from = budget.spent(before)
    const spent = (steps: number) => {
      const used = budget.spent(before + steps)
      return used >= 1 ? 1 : (used - from) / (until - from)
    }
    const annealed = anneal(problem, { seed, spent, onBest, isEnough, tuning })
    this.#steps += annealed.steps
    const routes = this.#problem.vehicles.map((_, vehicle) => annealed.routes[fleet.indexOf(vehicle)] ?? [])
    return { routes, unserved: annealed.unserved, cost: annealed.cost, steps: this.#steps }
  }
}
