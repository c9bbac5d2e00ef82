import type { PlaneTravel, Travel, Vehicle } from '../problem.ts'

/** What ways between places cost, in time, length and money. Rates number the vehicles' different prices. */
export interface Ways {
  places: number
  rateOf: Int32Array
  /** All costs, row by row, where there is one rate and ways cost the same there and back. */
  even: Int32Array | Float64Array | undefined
  cost(rate: number, from: number, to: number): number
  seconds(from: number, to: number): number
  metres(from: number, to: number): number
}

/** Up to here all pairs are kept; beyond it reckoning one is quicker than fetching it from memory. */
const MOST_KEPT_PLACES = 2_500

export function waysOf(travel: Travel, vehicles: readonly Vehicle[]): Ways {
  const rates = new Map<string, { perMetre: number; perSecond: number; number: number }>()
  const rateOf = Int32Array.from(vehicles, ({ costPerMetre: perMetre, costPerSecond: perSecond }) => {
    const key = `${perMetre} ${perSecond}`
    const rate = rates.get(key) ?? { perMetre, perSecond, number: rates.size }
    rates.set(key, rate)
    return rate.number
  })
  const list = [...rates.values()]
  if (travel.kind === 'plane' && travel.x.length > MOST_KEPT_PLACES) return new ReckonedWays(travel, rateOf, list)
  return new KeptWays(travel, rateOf, list)
}

interface Rate {
  perMetre: number
  perSecond: number
}

class KeptWays implements Ways {
  readonly places: number
  readonly rateOf: Int32Array
  readonly #metres: Float64Array
  readonly #seconds: Float64Array
  readonly #costs: Int32Array | Float64Array
  readonly even: Int32Array | Float64Array | undefined

  constructor(travel: Travel, rateOf: Int32Array, rates: readonly Rate[]) {
    const places = travel.kind === 'matrix' ? travel.places : travel.x.length
    this.places = places
    this.rateOf = rateOf
    this.#metres = travel.kind === 'matrix' ? travel.metres : allPairs(travel)
    this.#seconds =
      travel.kind === 'matrix' ? travel.seconds : this.#metres.map((metres) => metres * travel.secondsPerMetre)
    const pairs = places * places
    const costs = new Float64Array(pairs * rates.length)
    for (const [number, { perMetre, perSecond }] of rates.entries())
      for (let pair = 0; pair < pairs; pair++)
        costs[number * pairs + pair] = this.#metres[pair] * perMetre + this.#seconds[pair] * perSecond
    // Half the memory, and so twice as much of it in the processor's cache.
    this.#costs = costs.every((cost) => Number.isInteger(cost) && cost < 2 ** 31) ? Int32Array.from(costs) : costs
    this.even = rates.length === 1 && isSymmetric(this.#costs, places) ? this.#costs : undefined
  }

  cost(rate: number, from: number, to: number): number {
    return this.#costs[(rate * this.places + from) * this.places + to]
  }

  seconds(from: number, to: number): number {
    return this.#seconds[from * this.places + to]
  }

  metres(from: number, to: number): number {
    return this.#metres[from * this.places + to]
  }
}

class ReckonedWays implements Ways {
  readonly even = undefined
  readonly places: number
  readonly rateOf: Int32Array
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #isManhattan: boolean
  readonly #secondsPerMetre: number
  readonly #factors: Float64Array

  constructor(travel: PlaneTravel, rateOf: Int32Array, rates: readonly Rate[]) {
    this.places = travel.x.length
    this.rateOf = rateOf
    this.#x = travel.x
    this.#y = travel.y
    this.#isManhattan = travel.norm === 'manhattan'
    this.#secondsPerMetre = travel.secondsPerMetre
    this.#factors = Float64Array.from(rates, ({ perMetre, perSecond }) => perMetre + perSecond * travel.secondsPerMetre)
  }

  cost(rate: number, from: number, to: number): number {
    return this.metres(from, to) * this.#factors[rate]
  }

  seconds(from: number, to: number): number {
    return this.metres(from, to) * this.#secondsPerMetre
  }

  metres(from: number, to: number): number {
    const x = this.#x[from] - this.#x[to]
    const y = this.#y[from] - this.#y[to]
    return this.#isManhattan ? Math.abs(x) + Math.abs(y) : Math.sqrt(x * x + y * y)
  }
}

function allPairs(travel: PlaneTravel): Float64Array {
  const places = travel.x.length
  const ways = new ReckonedWays(travel, new Int32Array(0), [])
  const metres = new Float64Array(places * places)
  for (let from = 0; from < places; from++)
    for (let to = 0; to < places; to++) metres[from * places + to] = ways.metres(from, to)
  return metres
}

function isSymmetric(costs: Int32Array | Float64Array, places: number): boolean {
  for (let from = 0; from < places; from++)
    for (let to = 0; to < from; to++) if (costs[from * places + to] !== costs[to * places + from]) return false
  return true
}
