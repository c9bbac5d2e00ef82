import { expect, it } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const night = { from: '21:00', to: '08:00', timeZone: 'America/New_York' }

it.each([
  ['in the evening', '2026-11-21T03:30:20Z', '2026-11-21T13:00:00.000Z'],
  ['after midnight', '2026-11-21T06:00:00Z', '2026-11-21T13:00:00.000Z'],
  ['at the first minute', '2026-11-21T02:00:00Z', '2026-11-21T13:00:00.000Z'],
  ['at the last minute', '2026-11-21T12:59:59Z', '2026-11-21T13:00:00.000Z'],
  ['when they are over', '2026-11-21T13:00:00Z', undefined],
  ['by day', '2026-11-21T17:00:00Z', undefined],
  ['in the night when clocks go forward', '2026-03-08T04:00:00Z', '2026-03-08T12:00:00.000Z'],
  ['in the night when clocks go back', '2026-11-01T03:00:00Z', '2026-11-01T13:00:00.000Z'],
])('quiet %s', (_, now, until) => {
  expect(quietUntil(new Date(now), night)?.toISOString()).toBe(until)
})

it('within one day', () => {
  const noon = { from: '12:00', to: '13:30', timeZone: 'UTC' }
  expect(quietUntil(new Date('2026-11-21T12:10:00Z'), noon)?.toISOString()).toBe('2026-11-21T13:30:00.000Z')
  expect(quietUntil(new Date('2026-11-21T11:59:00Z'), noon)).toBeUndefined()
})
