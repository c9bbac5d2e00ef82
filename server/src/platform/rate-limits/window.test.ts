import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SlidingWindow } from './window.ts'

const WINDOW_MS = 60_000

describe('SlidingWindow', () => {
  it('never lets more than the limit through in any window, wherever it begins', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 400 })
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 20 }), (waits, limit) => {
        const window = new SlidingWindow()
        const allowed: number[] = []
        let now = 1_795_000_000_000
        for (const wait of waits) {
          now += wait
          if (window.take(limit, WINDOW_MS, now).isAllowed) allowed.push(now)
        }
        return allowed.every((start) => allowed.filter((at) => at >= start && at < start + WINDOW_MS).length <= limit)
      }),
    )
  })

  it('lets the next one through after the reset it announced', () => {
    const window = new SlidingWindow()
    for (let count = 0; count < 5; count++) window.take(5, WINDOW_MS, 1000)
    const refused = window.take(5, WINDOW_MS, 1000)
    expect(refused).toMatchObject({ isAllowed: false, remaining: 0 })
    expect(window.take(5, WINDOW_MS, 1000 + refused.resetSeconds * 1000).isAllowed).toBe(true)
  })

  it('does not count what it refuses', () => {
    const window = new SlidingWindow()
    window.take(1, WINDOW_MS, 0)
    for (let at = 0; at < WINDOW_MS; at += 1000) window.take(1, WINDOW_MS, at)
    expect(window.take(1, WINDOW_MS, WINDOW_MS + 1000).isAllowed).toBe(true)
  })
})
