import { AFTER_TIP, ALONE, type Insertion, type Looking, THEN_TIP } from './insertion.ts'
import type { Labels } from './labels.ts'
import type { Model } from './model.ts'
import type { Routes } from './routes.ts'
import { departure, pauseEnd } from './timing.ts'

/** A stop's tips worth trying: the nearest, as a detour. */
const TIPS_TRIED = 3

/** For everything a day can have: opening times, pauses, skills, two loads, materials, tips, limits. */
export class FullInsertion implements Insertion {
  cost = Infinity
  before = -1
  shape = ALONE
  tip = -1
  readonly #looking: Looking
  readonly #model: Model
  readonly #routes: Routes
  readonly #labels: Labels
  readonly #nearTips: Int32Array
  readonly #tipsTried: number

  constructor(looking: Looking) {
    this.#looking = looking
    this.#routes = looking.routes
    this.#labels = looking.labels
    this.#model = looking.routes.model
    this.#tipsTried = Math.min(TIPS_TRIED, this.#model.tips)
    this.#nearTips = nearTips(this.#model, this.#tipsTried)
  }

  look(stop: number): void {
    this.#forget()
    const { next, prev, route } = this.#routes
    const { nearest, near } = this.#model
    const last = stop * near + Math.min(near, this.#looking.reach)
    for (let index = stop * near; index < last; index++) {
      const other = nearest[index]
      if (route[other] < 0) continue
      this.#try(stop, other, next[other])
      this.#try(stop, prev[other], other)
    }
    this.#tryNewTrips(stop)
  }

  lookEverywhere(stop: number): void {
    this.#forget()
    const { next } = this.#routes
    const { vehicles, firstStart, firstEnd } = this.#model
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      if (this.#routes.size[vehicle] === 0) continue
      for (let node = firstStart + vehicle; node < firstEnd; node = next[node]) this.#try(stop, node, next[node])
    }
    this.#tryNewTrips(stop)
  }

  #forget(): void {
    this.cost = Infinity
    this.before = -1
  }

  #tryNewTrips(stop: number): void {
    const { firstStart, firstEnd, vehicles, classes, hasTips } = this.#model
    for (let number = 0; number < classes; number++) {
      const empty = this.#routes.emptyOf(number)
      if (empty >= 0) this.#try(stop, firstStart + empty, firstEnd + empty)
    }
    if (!hasTips) return
    for (let vehicle = 0; vehicle < vehicles; vehicle++)
      if (this.#routes.size[vehicle] > 0) this.#try(stop, this.#routes.prev[firstEnd + vehicle], firstEnd + vehicle)
  }

  #try(stop: number, before: number, after: number): void {
    const { ways, place, firstEnd, hasTips, hasClasses, hasMaterials, classOf, classes, suits } = this.#model
    const vehicle = this.#routes.route[before]
    const rate = ways.rateOf[vehicle]
    const own = place[stop]
    const saved = this.#routes.way(vehicle, before, after)
    let cost = ways.cost(rate, place[before], own) + ways.cost(rate, own, place[after]) - saved
    if (this.#routes.size[vehicle] === 0) cost += this.#model.fixedCost[vehicle]
    if (cost >= this.cost) return
    if (hasClasses && suits[stop * classes + classOf[vehicle]] === 0) return
    if (this.#model.hasDayLimits && !this.#isWithinDay(stop, vehicle, before, after)) return
    const mixes = hasMaterials && this.#mixes(stop, before, after)
    const isAlone = !hasTips || (after < firstEnd && !mixes && this.#fitsBetween(stop, vehicle, before, after))
    if (!isAlone) {
      this.#tryWithTip(stop, before, after, cost)
      return
    }
    if (!hasTips && (mixes || !this.#fitsVehicle(stop, vehicle))) return
    if (this.#model.isTimed && !this.#isInTime(stop, vehicle, before, after)) return
    if (this.#looking.random.bits() < this.#looking.blink) return
    this.cost = cost
    this.before = before
    this.shape = ALONE
  }

  #fitsVehicle(stop: number, vehicle: number): boolean {
    const { loadA, loadB, capacityA, capacityB } = this.#model
    if (this.#routes.loadA[vehicle] + loadA[stop] > capacityA[vehicle]) return false
    return this.#routes.loadB[vehicle] + loadB[stop] <= capacityB[vehicle]
  }

  #fitsBetween(stop: number, vehicle: number, before: number, after: number): boolean {
    const { loadA, loadB, capacityA, capacityB } = this.#model
    const { aboardA, aboardB, aheadA, aheadB } = this.#labels
    if (aboardA[before] + loadA[stop] + aheadA[after] > capacityA[vehicle]) return false
    return aboardB[before] + loadB[stop] + aheadB[after] <= capacityB[vehicle]
  }

  #isWithinDay(stop: number, vehicle: number, before: number, after: number): boolean {
    const { maxStops, maxDayLoad, maxMetres, loadA } = this.#model
    const { size, metres } = this.#routes
    if (size[vehicle] >= maxStops[vehicle]) return false
    if (this.#routes.loadA[vehicle] + loadA[stop] > maxDayLoad[vehicle]) return false
    if (maxMetres[vehicle] === Infinity) return true
    return metres[vehicle] + this.#routes.extraMetres(before, stop, after) <= maxMetres[vehicle]
  }

  #mixes(stop: number, before: number, after: number): boolean {
    const own = this.#model.material[stop]
    if (own < 0) return false
    const aboard = this.#labels.materialAboard[before]
    const ahead = this.#labels.materialAhead[after]
    if ((this.#labels.acceptedAhead[after] & (1 << own)) === 0) return true
    return (aboard >= 0 && aboard !== own) || (ahead >= 0 && ahead !== own)
  }

  #isInTime(stop: number, vehicle: number, before: number, after: number): boolean {
    const model = this.#model
    const { ways, place } = model
    const { leave, leavePaused, arrive, arriveUnpaused } = this.#labels
    const there = ways.seconds(place[before], place[stop])
    const on = ways.seconds(place[stop], place[after])
    const arrival = leave[before] + there
    const left = departure(model, stop, arrival)
    if (model.pauseSeconds[vehicle] < 0) return left + on <= arrive[after]
    if (left + on <= arriveUnpaused[after]) return true
    const paused = departure(model, stop, leavePaused[before] + there)
    if (paused + on <= arrive[after]) return true
    const pausing = Math.min(departure(model, stop, pauseEnd(model, vehicle, arrival)), pauseEnd(model, vehicle, left))
    return pausing + on <= arrive[after]
  }

  /** The truck is too full, or carries something else: it is emptied on the way, before the stop or behind it. */
  #tryWithTip(stop: number, before: number, after: number, direct: number): void {
    const { ways, place, tipPlace, tipCost, firstTipVisit, stops } = this.#model
    const vehicle = this.#routes.route[before]
    const rate = ways.rateOf[vehicle]
    const own = place[stop]
    const isBeforeTip = after >= stops && after < this.#model.firstStart
    for (let index = 0; index < this.#tipsTried; index++) {
      const tip = this.#nearTips[stop * this.#tipsTried + index]
      const there = tipPlace[tip]
      const behind =
        direct -
        ways.cost(rate, own, place[after]) +
        ways.cost(rate, own, there) +
        ways.cost(rate, there, place[after]) +
        tipCost[tip]
      if (
        behind < this.cost &&
        !isBeforeTip &&
        this.#fitsThenTip(stop, vehicle, before, tip) &&
        this.#isPossibleWithTip(stop, vehicle, before, after, tip, THEN_TIP)
      )
        this.#take(behind, before, THEN_TIP, tip)
      const ahead =
        direct -
        ways.cost(rate, place[before], own) +
        ways.cost(rate, place[before], there) +
        ways.cost(rate, there, own) +
        tipCost[tip]
      const isLoaded = before < firstTipVisit
      if (
        ahead < this.cost &&
        isLoaded &&
        after < this.#model.firstEnd &&
        this.#fitsAfterTip(stop, vehicle, before, after, tip) &&
        this.#isPossibleWithTip(stop, vehicle, before, after, tip, AFTER_TIP)
      )
        this.#take(ahead, before, AFTER_TIP, tip)
    }
  }

  #take(cost: number, before: number, shape: number, tip: number): void {
    if (this.#looking.random.bits() < this.#looking.blink) return
    this.cost = cost
    this.before = before
    this.shape = shape
    this.tip = tip
  }

  #fitsThenTip(stop: number, vehicle: number, before: number, tip: number): boolean {
    const { loadA, loadB, capacityA, capacityB, material, tipMaterials } = this.#model
    const { aboardA, aboardB, materialAboard } = this.#labels
    const aboard = materialAboard[before]
    const own = material[stop]
    if (aboard >= 0 && own >= 0 && aboard !== own) return false
    const both = own >= 0 ? own : aboard
    if (both >= 0 && (tipMaterials[tip] & (1 << both)) === 0) return false
    return aboardA[before] + loadA[stop] <= capacityA[vehicle] && aboardB[before] + loadB[stop] <= capacityB[vehicle]
  }

  #fitsAfterTip(stop: number, vehicle: number, before: number, after: number, tip: number): boolean {
    const { loadA, loadB, capacityA, capacityB, material, tipMaterials } = this.#model
    const { aheadA, aheadB, materialAhead, materialAboard, acceptedAhead } = this.#labels
    const ahead = materialAhead[after]
    const own = material[stop]
    if (own >= 0 && ((ahead >= 0 && ahead !== own) || (acceptedAhead[after] & (1 << own)) === 0)) return false
    const aboard = materialAboard[before]
    if (aboard >= 0 && (tipMaterials[tip] & (1 << aboard)) === 0) return false
    return loadA[stop] + aheadA[after] <= capacityA[vehicle] && loadB[stop] + aheadB[after] <= capacityB[vehicle]
  }

  #isPossibleWithTip(
    stop: number,
    vehicle: number,
    before: number,
    after: number,
    tip: number,
    shape: number,
  ): boolean {
    const { ways, place, tipPlace, isTimed } = this.#model
    const own = place[stop]
    const there = tipPlace[tip]
    const isThen = shape === THEN_TIP
    if (!this.#isNearEnough(vehicle, before, isThen ? own : there, isThen ? there : own, after)) return false
    if (!isTimed) return true
    const first = ways.seconds(place[before], isThen ? own : there)
    const second = isThen ? ways.seconds(own, there) : ways.seconds(there, own)
    const third = ways.seconds(isThen ? there : own, place[after])
    const { leave, leavePaused, arrive, arriveUnpaused } = this.#labels
    const one = isThen ? stop : -1 - tip
    const other = isThen ? -1 - tip : stop
    const arrival = leave[before] + first
    const left = this.#departure(one, arrival)
    const arrivalOther = left + second
    const leftOther = this.#departure(other, arrivalOther)
    if (this.#model.pauseSeconds[vehicle] < 0) return leftOther + third <= arrive[after]
    if (leftOther + third <= arriveUnpaused[after]) return true
    const model = this.#model
    const pausedOne = Math.min(
      this.#departure(one, leavePaused[before] + first),
      this.#departure(one, pauseEnd(model, vehicle, arrival)),
      pauseEnd(model, vehicle, left),
    )
    const pausedOther = Math.min(
      this.#departure(other, pausedOne + second),
      this.#departure(other, pauseEnd(model, vehicle, arrivalOther)),
      pauseEnd(model, vehicle, leftOther),
    )
    return pausedOther + third <= arrive[after]
  }

  #isNearEnough(vehicle: number, before: number, first: number, second: number, after: number): boolean {
    const { ways, place, maxMetres, firstStart, firstEnd } = this.#model
    if (maxMetres[vehicle] === Infinity) return true
    const saved = after >= firstEnd && before >= firstStart ? 0 : ways.metres(place[before], place[after])
    const more = ways.metres(place[before], first) + ways.metres(first, second) + ways.metres(second, place[after])
    return this.#routes.metres[vehicle] + more - saved <= maxMetres[vehicle]
  }

  /** Of a stop, or of a tip, which is given as a negative number. */
  #departure(visited: number, arrival: number): number {
    if (visited >= 0) return departure(this.#model, visited, arrival)
    const tip = -1 - visited
    const { tipWindowsFrom, tipWindowCount, opens, closes, tipService } = this.#model
    const first = tipWindowsFrom[tip]
    for (let window = first; window < first + tipWindowCount[tip]; window++)
      if (arrival <= closes[window]) return Math.max(arrival, opens[window]) + tipService[tip]
    return Infinity
  }
}

/** By stop, the tips with the shortest way. */
function nearTips({ ways, place, tipPlace, stops, tips }: Model, count: number): Int32Array {
  const found = new Int32Array(stops * count)
  const all = Array.from({ length: tips }, (_, tip) => tip)
  for (let stop = 0; stop < stops && count > 0; stop++) {
    const wayTo = (tip: number) => ways.metres(place[stop], tipPlace[tip])
    found.set(all.toSorted((one, other) => wayTo(one) - wayTo(other)).slice(0, count), stop * count)
  }
  return found
}
