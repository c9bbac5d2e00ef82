import type { Problem, Visit } from '../../server/src/modules/waste/optimiser/problem.ts'

/** One file of a published set, as a problem for the optimiser, with what is needed to judge an answer without it. */
export interface Instance {
  name: string
  problem: Problem
  /** The visit's number in the file. */
  idOf(visit: Visit): number
  /** Reckoned from the file alone. A route is the numbers of its visits, in order. */
  judge(routes: readonly (readonly number[])[]): Verdict
}

export interface Verdict {
  /** In the set's own unit: its distance, for Kim's instances miles. */
  cost: number
  vehicles: number
  /** Every rule that is broken, in words; none is a valid plan. */
  faults: string[]
}

/** A vehicle without anything that a set does not ask for. */
export const PLAIN_VEHICLE = {
  start: 0,
  end: 0,
  shift: { from: 0, until: Infinity },
  fixedCost: 0,
  costPerMetre: 1,
  costPerSecond: 0,
  has: 0,
  materials: -1,
  maxStops: Infinity,
  maxDayLoad: Infinity,
  maxMetres: Infinity,
  loaded: [0, 0] as const,
}

/** Leaving somebody out is no answer in these sets. */
export const MUST_SERVE = 1e9

/** Each of `expected` exactly once, and nobody else. */
export function visitFaults(routes: readonly (readonly number[])[], expected: ReadonlySet<number>): string[] {
  const visits = routes.flat()
  const seen = new Set(visits)
  const missing = [...expected].filter((id) => !seen.has(id)).map((id) => `${id} is not visited`)
  const unknown = [...seen].filter((id) => !expected.has(id)).map((id) => `${id} does not exist`)
  return [...missing, ...unknown, ...(visits.length > seen.size ? ['somebody is visited twice'] : [])]
}

export function numbersOf(line: string): number[] {
  return line.trim().split(/\s+/).map(Number)
}

export function at<T>(list: ArrayLike<T>, index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error(`There is no entry ${index}`)
  return found
}
