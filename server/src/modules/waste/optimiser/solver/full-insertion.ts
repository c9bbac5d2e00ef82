import { AFTER_TIP, ALONE, type Insertion, type Looking, THEN_TIP } from './insertion.ts'
import type { Labels } from './labels.ts'
import type { Model } from './model.ts'
import type { Routes } from './routes.ts'
import { departure, departurePaused } from './timing.ts'
import { TipDetours } from './tip-detours.ts'

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
  readonly #detours: TipDetours

  constructor(looking: Looking) {
    this.#looking = looking
    this.#routes = looking.routes
    this.#labels = looking.labels
    this.#model = looking.routes.model
    this.#detours = new TipDetours(this.#routes, this.#labels)
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
    return departurePaused(model, stop, vehicle, arrival, left, leavePaused[before] + there) + on <= arrive[after]
  }

  /** The truck is too full, or carries something else: it is emptied on the way, before the stop or behind it. */
  #tryWithTip(stop: number, before: number, after: number, direct: number): void {
    const { ways, place, firstTip, tipCost, firstTipVisit, stops } = this.#model
    const vehicle = this.#routes.route[before]
    const rate = ways.rateOf[vehicle]
    const own = place[stop]
    const isBeforeTip = after >= stops && after < this.#model.firstStart
    for (let index = 0; index < this.#detours.tried; index++) {
      const tip = this.#detours.tipNear(stop, index)
      const there = place[firstTip + tip]
      const behind =
        direct -
        ways.cost(rate, own, place[after]) +
        ways.cost(rate, own, there) +
        ways.cost(rate, there, place[after]) +
        tipCost[tip]
      if (
        behind < this.cost &&
        !isBeforeTip &&
        this.#detours.fitsThenTip(stop, before, tip) &&
        this.#detours.isInTime(before, stop, firstTip + tip, after)
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
        this.#detours.fitsAfterTip(stop, before, after, tip) &&
        this.#detours.isInTime(before, firstTip + tip, stop, after)
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
}
