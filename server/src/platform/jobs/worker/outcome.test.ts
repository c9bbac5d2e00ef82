import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { pauseAfter } from '../define-job.ts'
import { afterAbort, afterFailure } from './outcome.ts'

const kind = { backoffMs: 1_000, timeoutMs: 60_000 }
const counted = (attempts: number, crashes = 0) => ({ attempts, crashes, max_attempts: 3 })

describe('afterFailure', () => {
  it.each([
    ['a first failure: again', new Error('x'), counted(1), { kind: 'again', givenBack: 0 }],
    ['the last one: dead', new Error('x'), counted(3), { kind: 'ended', state: 'dead' }],
    ['crashes are no failures', new Error('x'), counted(4, 2), { kind: 'again' }],
    [
      'a business reason: failed at once',
      new AppError('record.reference-missing', 'x'),
      counted(1),
      { kind: 'ended', state: 'failed' },
    ],
    ['a collision may pass', new AppError('record.conflict', 'x'), counted(1), { kind: 'again' }],
    ['too much at once may pass', new AppError('request.overloaded', 'x'), counted(1), { kind: 'again' }],
  ])('%s', (_, error, count, outcome) => {
    expect(afterFailure(error, count, kind)).toMatchObject(outcome)
  })
})

describe('afterAbort', () => {
  it('cancelled keeps what was done, stopped gives the attempt back, out of time is a failure, taken over says nothing', () => {
    expect(afterAbort('cancelled', { rows: 3 }, counted(1), kind)).toMatchObject({
      state: 'cancelled',
      result: { rows: 3 },
    })
    expect(afterAbort('stopping', null, counted(3), kind)).toMatchObject({ kind: 'again', pauseMs: 0, givenBack: 1 })
    expect(afterAbort('timed-out', null, counted(3), kind)).toMatchObject({
      state: 'dead',
      error: 'It took longer than 60 s',
    })
    expect(afterAbort('taken-over', null, counted(1), kind)).toEqual({ kind: 'taken-over' })
  })
})

it('pauses double up to an hour, with a fifth of chance', () => {
  expect([1, 2, 3].map((failures) => pauseAfter(kind, failures, 0))).toEqual([1_000, 2_000, 4_000])
  expect(pauseAfter(kind, 1, 1)).toBe(1_200)
  expect(pauseAfter(kind, 40, 0)).toBe(3_600_000)
  expect(pauseAfter({}, 1, 0)).toBe(2_000)
})
