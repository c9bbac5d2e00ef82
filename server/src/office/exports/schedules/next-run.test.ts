import { expect, it } from 'vitest'
import { nextRun, type Timing } from './next-run.ts'

const daily = (at: string): Timing => ({ every: 'day', weekday: 1, monthDay: 1, at })
const weekly = (weekday: number, at: string): Timing => ({ every: 'week', weekday, monthDay: 1, at })
const monthly = (monthDay: number, at: string): Timing => ({ every: 'month', weekday: 1, monthDay, at })

it.each<[string, Timing, string, string, string]>([
  ['later today', daily('06:30'), 'America/New_York', '2026-11-20T09:00:00Z', '2026-11-20T11:30:00.000Z'],
  [
    'tomorrow, when today is over',
    daily('06:30'),
    'America/New_York',
    '2026-11-20T11:30:00Z',
    '2026-11-21T11:30:00.000Z',
  ],
  [
    'the business’s day, not the server’s',
    daily('00:10'),
    'Pacific/Auckland',
    '2026-11-20T11:00:00Z',
    '2026-11-20T11:10:00.000Z',
  ],
  [
    'a quarter of an hour from the full zone',
    daily('05:00'),
    'Asia/Kathmandu',
    '2026-11-20T00:00:00Z',
    '2026-11-20T23:15:00.000Z',
  ],
  [
    'left out when clocks go forward',
    daily('02:30'),
    'America/New_York',
    '2027-03-14T05:00:00Z',
    '2027-03-14T07:30:00.000Z',
  ],
  [
    'the day after that, as always',
    daily('02:30'),
    'America/New_York',
    '2027-03-14T07:30:00Z',
    '2027-03-15T06:30:00.000Z',
  ],
  [
    'twice when clocks go back: the first',
    daily('01:30'),
    'America/New_York',
    '2026-11-01T04:00:00Z',
    '2026-11-01T05:30:00.000Z',
  ],
  [
    'and not again an hour later',
    daily('01:30'),
    'America/New_York',
    '2026-11-01T05:30:00Z',
    '2026-11-02T06:30:00.000Z',
  ],
  [
    'the same time on both sides of the change',
    daily('08:00'),
    'Europe/Berlin',
    '2026-10-24T07:00:00Z',
    '2026-10-25T07:00:00.000Z',
  ],
  [
    'half an hour of daylight saving',
    daily('02:15'),
    'Australia/Lord_Howe',
    '2026-10-03T12:00:00Z',
    '2026-10-03T15:45:00.000Z',
  ],
  ['Monday', weekly(1, '07:00'), 'UTC', '2026-11-20T00:00:00Z', '2026-11-23T07:00:00.000Z'],
  ['Sunday is the seventh day', weekly(7, '07:00'), 'UTC', '2026-11-22T06:59:59Z', '2026-11-22T07:00:00.000Z'],
  ['a week later, at the minute itself', weekly(7, '07:00'), 'UTC', '2026-11-22T07:00:00Z', '2026-11-29T07:00:00.000Z'],
  ['the last day of a short month', monthly(31, '23:59'), 'UTC', '2027-02-01T00:00:00Z', '2027-02-28T23:59:00.000Z'],
  ['the 31st where there is one', monthly(31, '23:59'), 'UTC', '2027-02-28T23:59:00Z', '2027-03-31T23:59:00.000Z'],
  ['the 29th in a leap year', monthly(29, '00:00'), 'UTC', '2028-02-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  [
    'the first, over the turn of the year',
    monthly(1, '00:00'),
    'America/New_York',
    '2026-12-31T20:00:00Z',
    '2027-01-01T05:00:00.000Z',
  ],
])('%s', (_, timing, zone, after, next) => {
  expect(nextRun(timing, zone, new Date(after)).toISOString()).toBe(next)
})
