import { describe, expect, it } from 'vitest'
import { pauseAfterFailure, readRetryAfter } from './schedule.ts'

const HOUR_MS = 3_600_000

describe('pauseAfterFailure', () => {
  it('goes through the schedule of Standard Webhooks and ends after ten attempts', () => {
    const pauses = Array.from({ length: 10 }, (_, index) => pauseAfterFailure(index + 1, 0, 0))
    expect(pauses).toEqual([
      5_000,
      300_000,
      1_800_000,
      2 * HOUR_MS,
      5 * HOUR_MS,
      10 * HOUR_MS,
      14 * HOUR_MS,
      20 * HOUR_MS,
      24 * HOUR_MS,
      undefined,
    ])
  })

  it('adds at most a fifth', () => {
    expect(pauseAfterFailure(1, 0, 1)).toBe(6_000)
  })

  it('waits as long as the receiver wishes, at most a day', () => {
    expect(pauseAfterFailure(1, 60_000, 0)).toBe(60_000)
    expect(pauseAfterFailure(1, 900 * HOUR_MS, 0)).toBe(24 * HOUR_MS)
    expect(pauseAfterFailure(3, 1_000, 0)).toBe(1_800_000)
  })
})

describe('readRetryAfter', () => {
  const now = new Date('2026-11-20T09:30:00Z')

  it.each([
    ['30', 30_000],
    ['Fri, 20 Nov 2026 09:31:00 GMT', 60_000],
    ['Fri, 20 Nov 2026 09:29:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
    [undefined, 0],
  ])('%s is %d ms', (header, expected) => {
    expect(readRetryAfter(header, now)).toBe(expected)
  })
})
