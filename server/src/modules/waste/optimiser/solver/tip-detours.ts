import type { Labels } from './labels.ts'
import type { Model } from './model.ts'
import type { Routes } from './routes.ts'
import { departure, departurePaused } from './timing.ts'

/** A stop's tips worth trying. */
const MOST_TRIED = 3

/** Whether a stop and a visit to a tip can go between two nodes together. */
export class TipDetours {
  /** How many tips are near enough to a stop to be tried. */
  readonly tried: number
  readonly #routes: Routes
  readonly #labels: Labels
  readonly #model: Model
  readonly #near: Int32Array

  constructor(routes: Routes, labels: Labels) {
    this.#routes = routes
    this.#labels = labels
    this.#model = routes.model
    this.tried = Math.min(MOST_TRIED, this.#model.tips)
    this.#near = nearTips(this.#model, this.tried)
  }

  /** The nearest is number 0. */
  tipNear(stop: number, number: number): number {
    return this.#near[stop * this.tried + number]
  }

  /** The truck takes the stop with what is on it, and is emptied. */
  fitsThenTip(stop: number, before: number, tip: number): boolean {
    const { loadA, loadB, capacityA, capacityB, material, tipMaterials } = this.#model
    const { aboardA, aboardB, materialAboard } = this.#labels
    const vehicle = this.#routes.route[before]
    const aboard = materialAboard[before]
    const own = material[stop]
    if (aboard >= 0 && own >= 0 && aboard !== own) return false
    const both = own >= 0 ? own : aboard
    if (both >= 0 && (tipMaterials[tip] & (1 << both)) === 0) return false
    return aboardA[before] + loadA[stop] <= capacityA[vehicle] && aboardB[before] + loadB[stop] <= capacityB[vehicle]
  }

  /** The truck is emptied, and takes the stop with what comes behind. */
  fitsAfterTip(stop: number, before: number, after: number, tip: number): boolean {
    const { loadA, loadB, capacityA, capacityB, material, tipMaterials } = this.#model
    const { aheadA, aheadB, materialAhead, materialAboard, acceptedAhead } = this.#labels
    const vehicle = this.#routes.route[before]
    const ahead = materialAhead[after]
    const own = material[stop]
    if (own >= 0 && ((ahead >= 0 && ahead !== own) || (acceptedAhead[after] & (1 << own)) === 0)) return false
    const aboard = materialAboard[before]
    if (aboard >= 0 && (tipMaterials[tip] & (1 << aboard)) === 0) return false
    return loadA[stop] + aheadA[after] <= capacityA[vehicle] && loadB[stop] + aheadB[after] <= capacityB[vehicle]
  }

  /** Two nodes, the stop and the tip in their order, between two of the route: whether the day and its way have room. */
  isInTime(before: number, one: number, other: number, after: number): boolean {
    const model = this.#model
    const { ways, place } = model
    const vehicle = this.#routes.route[before]
    if (!this.#isNearEnough(vehicle, before, one, other, after)) return false
    if (!model.isTimed) return true
    const first = ways.seconds(place[before], place[one])
    const second = ways.seconds(place[one], place[other])
    const third = ways.seconds(place[other], place[after])
    const { leave, leavePaused, arrive, arriveUnpaused } = this.#labels
    const arrival = leave[before] + first
    const left = departure(model, one, arrival)
    const leftOther = departure(model, other, left + second)
    if (model.pauseSeconds[vehicle] < 0) return leftOther + third <= arrive[after]
    if (leftOther + third <= arriveUnpaused[after]) return true
    const paused = departurePaused(model, one, vehicle, arrival, left, leavePaused[before] + first)
    const pausedOther = departurePaused(model, other, vehicle, left + second, leftOther, paused + second)
    return pausedOther + third <= arrive[after]
  }

  #isNearEnough(vehicle: number, before: number, one: number, other: number, after: number): boolean {
    const { ways, place, maxMetres, firstStart, firstEnd } = this.#model
    if (maxMetres[vehicle] === Infinity) return true
    const saved = after >= firstEnd && before >= firstStart ? 0 : ways.metres(place[before], place[after])
    const more =
      ways.metres(place[before], place[one]) +
      ways.metres(place[one], place[other]) +
      ways.metres(place[other], place[after])
    return this.#routes.metres[vehicle] + more - saved <= maxMetres[vehicle]
  }
}

/** By stop, the tips with the shortest way. */
function nearTips({ ways, place, firstTip, stops, tips }: Model, count: number): Int32Array {
  const found = new Int32Array(stops * count)
  const all = Array.from({ length: tips }, (_, tip) => tip)
  for (let stop = 0; stop < stops && count > 0; stop++) {
    const wayTo = (tip: number) => ways.metres(place[stop], place[firstTip + tip])
    found.set(all.toSorted((one, other) => wayTo(one) - wayTo(other)).slice(0, count), stop * count)
  }
  return found
}
