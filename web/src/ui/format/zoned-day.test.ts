import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, nextDay, startOfDay } from './zoned-day.ts'

const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'UTC',
]

describe('startOfDay', () => {
  it.each([
    ['2026-11-20', 'America/New_York', '2026-11-20T05:00:00Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00Z'],
    // The clock goes forward and back on these.
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-01-01', 'Pacific/Auckland', '2025-12-31T11:00:00Z'],
  ])('%s in %s begins at %s', (day, zone, instant) => {
    expect(startOfDay(day, zone)).toBe(instant)
  })

  it('falls on its own day, and the moment before on the day before', () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((number) => nextDay('1995-01-01', number))
    fc.assert(
      fc.property(days, fc.constantFrom(...ZONES), (day, zone) => {
        const start = startOfDay(day, zone)
        expect(dayOf(start, zone)).toBe(day)
        expect(dayOf(new Date(Date.parse(start) - 1).toISOString(), zone)).toBe(nextDay(day, -1))
      }),
    )
  })
})
