import type { Problem, Solution } from '../problem.ts'
import { FullInsertion } from './full-insertion.ts'
import { type Insertion, LoadInsertion } from './insertion.ts'
import { Labels } from './labels.ts'
import { compileModel, type Model } from './model.ts'
import { Random } from './random.ts'
import { Recreate } from './recreate.ts'
import { Routes } from './routes.ts'
import { Ruin, type Ruining } from './ruin.ts'
import { Snapshot } from './snapshot.ts'

export interface Tuning extends Ruining {
  /** How many of the nearest stops a stop is tried beside. */
  reach: number
  /** How often the best place is overlooked. */
  blink: number
  /** First and last temperature, in ways between two stops. */
  hot: number
  cold: number
}

export interface Options {
  seed: number
  /** How much of the budget is used after so many steps, from 0 to 1. */
  spent(steps: number): number
  onBest?: ((cost: number) => void) | undefined
  /** Asked about each new best: a search that only has to find one that serves everybody ends there. */
  isEnough?: ((unserved: number) => boolean) | undefined
  tuning?: Partial<Tuning> | undefined
}

export interface Annealed extends Solution {
  steps: number
}

const TUNING: Tuning = {
  stops: 10,
  longest: 10,
  splitting: 0.5,
  keeping: 0.01,
  reach: 20,
  blink: 0.01,
  hot: 0.5,
  cold: 0.005,
}
/** Asking for the time takes as long as a step does. */
const STEPS_BETWEEN_LOOKS = 128

/** Simulated annealing over ruin and recreate: what makes the plan worse is kept now and then, ever more seldom. */
export function anneal(problem: Problem, { seed, spent, onBest, isEnough, tuning }: Options): Annealed {
  const tuned = { ...TUNING, ...tuning }
  const { hot, cold } = tuned
  const search = new Search(compileModel(problem), seed, tuned)
  let temperature = hot
  let steps = 0
  for (;;) {
    if (steps % STEPS_BETWEEN_LOOKS === 0) {
      const used = spent(steps)
      if (used >= 1) break
      temperature = hot * (cold / hot) ** used
    }
    steps++
    if (!search.step(temperature)) continue
    onBest?.(search.best.cost)
    if (isEnough?.(search.best.absent.length)) break
  }
  return { ...search.best.toSolution(), steps }
}

class Search {
  readonly best: Snapshot
  readonly #model: Model
  readonly #random: Random
  readonly #routes: Routes
  readonly #labels: Labels
  readonly #ruin: Ruin
  readonly #recreate: Recreate
  #cost: number
  /** Who is not served in the plan under work. */
  #absent: Int32Array
  /** What a way between two stops costs here, about. */
  readonly #scale: number

  constructor(model: Model, seed: number, tuning: Tuning) {
    this.#model = model
    this.#random = new Random(seed)
    this.#routes = new Routes(model)
    this.#labels = new Labels(this.#routes)
    this.#ruin = new Ruin(this.#routes, this.#labels, this.#random, tuning)
    this.#recreate = new Recreate(this.#routes, this.#labels, this.#random, this.#insertion(tuning))
    this.#routes.begin()
    this.#recreate.run(
      Int32Array.from({ length: model.stops }, (_, stop) => stop),
      model.stops,
    )
    this.#cost = this.#recreate.added + this.#routes.fixedCostChange()
    this.#routes.keep()
    this.#absent = this.#left()
    this.#scale = (this.#recreate.added - this.#penalty()) / (model.stops + this.#routes.used)
    this.best = new Snapshot(this.#routes, this.#absent, this.#cost)
  }

  /** Whether it found a better plan than any before. */
  step(temperature: number): boolean {
    this.#routes.begin()
    this.#ruin.run(this.#routes.used)
    const tried = this.#addAbsent(this.#ruin.count)
    this.#labels.relabelChanged()
    if (!this.#isPossible()) return this.#takeBack()
    this.#recreate.run(this.#ruin.removed, tried)
    const change = this.#recreate.added - this.#ruin.saved - this.#penalty() + this.#routes.fixedCostChange()
    if (change >= -temperature * this.#scale * Math.log(this.#random.unit())) return this.#takeBack()
    this.#cost += change
    this.#routes.keep()
    if (this.#absent.length > 0 || this.#recreate.count > 0) this.#absent = this.#left()
    // Sums of fractions differ in their last digits with the order they are made in.
    if (this.#cost >= this.best.cost - 1e-7) return false
    this.best.take(this.#routes, this.#absent, this.#cost)
    return true
  }

  #insertion(tuning: Tuning): Insertion {
    const model = this.#model
    const looking = {
      routes: this.#routes,
      labels: this.#labels,
      random: this.#random,
      reach: tuning.reach,
      blink: tuning.blink * 2 ** 32,
    }
    const { even } = model.ways
    return model.isPlain && even ? new LoadInsertion(looking, even) : new FullInsertion(looking)
  }

  #takeBack(): false {
    this.#routes.takeBack()
    this.#labels.relabelChanged()
    return false
  }

  #addAbsent(count: number): number {
    this.#ruin.removed.set(this.#absent, count)
    return count + this.#absent.length
  }

  #left(): Int32Array {
    return this.#recreate.left.slice(0, this.#recreate.count)
  }

  #penalty(): number {
    let sum = 0
    for (const stop of this.#absent) sum += this.#model.penalty[stop]
    return sum
  }

  /** Where ways do not obey the triangle inequality, leaving somebody out can make a day longer. */
  #isPossible(): boolean {
    const { changed, changedCount, metres } = this.#routes
    for (let index = 0; index < changedCount; index++) {
      const vehicle = changed[index]
      if (metres[vehicle] > this.#model.maxMetres[vehicle] || !this.#labels.isInTime(vehicle)) return false
    }
    return true
  }
}
