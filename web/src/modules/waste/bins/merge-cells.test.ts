import { describe, expect, it } from 'vitest'
import type { Cell } from './map-cells.ts'
import { mergeCells } from './merge-cells.ts'

const cell = (longitude: number, byStatus: Record<string, number>): Cell => {
  const count = Object.values(byStatus).reduce((sum, one) => sum + one, 0)
  return { latitude: 39.96, longitude, count, byStatus, binId: count === 1 ? `${longitude}` : null, label: null }
}

describe('mergeCells', () => {
  it('lets the larger take in what it would cover, and loses no bin', () => {
    const merged = mergeCells(
      [cell(-83, { full: 2 }), cell(-82.999, { full: 5, empty: 3 }), cell(-82.5, { empty: 1 })],
      10,
    )
    expect(merged).toHaveLength(2)
    expect(merged[0]).toMatchObject({ longitude: -82.999, count: 10, byStatus: { full: 7, empty: 3 }, binId: null })
    expect(merged[1]).toMatchObject({ count: 1, binId: '-82.5' })
  })

  it('leaves each bin for itself where the zoom is close', () => {
    expect(mergeCells([cell(-83, { full: 1 }), cell(-83.000001, { full: 1 })], 17)).toHaveLength(2)
  })
})
