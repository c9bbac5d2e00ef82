import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyProblem } from '../optimiser.factory.ts'
import type { Problem, Solution } from '../problem.ts'
import { scheduleRoute } from '../schedule.ts'
import { solve } from './solve.ts'

/** Every stop once, in a route or out of it. */
function assertComplete({ stops }: Problem, { routes, unserved }: Solution): void {
  const served = routes.flat().flatMap((visit) => ('stop' in visit ? [visit.stop] : []))
  expect([...served, ...unserved].sort((one, other) => one - other)).toEqual([...stops.keys()])
}

function faultsOf(problem: Problem, { routes }: Solution): string[] {
  return routes.flatMap((visits, vehicle) =>
    visits.length === 0
      ? []
      : scheduleRoute(problem, vehicle, visits).faults.map(({ message, index }) => `${vehicle}.${index}: ${message}`),
  )
}

function costOf(problem: Problem, { routes, unserved }: Solution): number {
  const driven = routes.reduce(
    (sum, visits, vehicle) => sum + (visits.length > 0 ? scheduleRoute(problem, vehicle, visits).cost : 0),
    0,
  )
  return unserved.reduce((sum, stop) => sum + (problem.stops[stop]?.penalty ?? 0), driven)
}

describe('solve', () => {
  it('keeps every rule whatever the day is like, and knows what its plan costs', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(anyProblem, fc.integer({ min: 1, max: 1_000 }), (problem, seed) => {
        const solution = solve(problem, { seed, budget: { spent: (steps) => steps / 1_000 } })
        assertComplete(problem, solution)
        expect(faultsOf(problem, solution)).toEqual([])
        expect(solution.cost).toBeCloseTo(costOf(problem, solution), 3)
      }),
      { numRuns: 200, seed: 20261120, endOnFailure: true },
    )
  })
})
