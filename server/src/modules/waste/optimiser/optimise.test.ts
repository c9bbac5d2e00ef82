import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optimise } from './optimise.ts'
import { anyProblem } from './optimiser.factory.ts'

const [problem] = fc.sample(
  anyProblem.filter(({ stops, vehicles }) => stops.length > 20 && vehicles.length > 2),
  { numRuns: 1, seed: 20261120 },
)
if (!problem) throw new Error('There is no day to plan')

describe('optimise', () => {
  it('the same seed and steps give the same plan, in one thread and in two', async () => {
    const [one, again] = [
      await optimise(problem, { seed: 7, steps: 512 }),
      await optimise(problem, { seed: 7, steps: 512 }),
    ]
    expect(again.routes).toEqual(one.routes)
    const both = await optimise(problem, { seed: 7, steps: 512, threads: 2 })
    expect(both.steps).toBe(1_024)
    expect(both.cost).toBeLessThanOrEqual(one.cost)
  })

  it('ends when it is told to, with the best plan so far, and says how it falls', async () => {
    const costs: number[] = []
    const signal = AbortSignal.timeout(1_000)
    const found = await optimise(problem, { seed: 7, signal, onProgress: (cost) => costs.push(cost) })
    expect(found.steps).toBeGreaterThan(0)
    expect(costs).toEqual([...costs].sort((one, other) => other - one))
    expect(found.cost).toBeLessThanOrEqual(costs.at(-1) ?? Infinity)
  })

  it('ends at once where it was told before it began', async () => {
    const found = await optimise(problem, { seed: 7, signal: AbortSignal.abort() })
    expect(found.steps).toBe(0)
    expect(found.routes.flat().length + found.unserved.length).toBeGreaterThan(0)
  })
})
