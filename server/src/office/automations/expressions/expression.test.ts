import { ConditionGroup, toCel } from '@groundwork/contract/office/automation-conditions.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '#app'
import { factsOf, shapesOf } from '../events/event-shape.ts'
import { sampleOf } from '../events/json-shape.ts'
import { checkExpression } from './check-expression.ts'
import { judge } from './expression.ts'

const TYPE = 'waste.bin.updated'
const shapes = shapesOf(TYPE)
const sample = sampleOf(shapes.payload) as { record: object; changedFields: string[] }

function judged(cel: string, record: object = {}, changedFields = ['status']) {
  const payload = { record: { ...sample.record, ...record }, changedFields }
  const happened = {
    id: 'e',
    type: TYPE,
    subject_id: 's',
    actor_id: null,
    created_at: '2026-11-20T09:30:00Z',
    payload,
  } as const
  return judge(cel, shapes, factsOf({ fields: {} }, happened, payload.record))
}

describe('a condition', () => {
  it.each([
    ['payload.record.fillPercent > 90', { fillPercent: 95 }, true],
    ['payload.record.fillPercent > 90', { fillPercent: 90 }, false],
    ['payload.record.fillPercent + 10 == 100', { fillPercent: 90 }, true],
    ['payload.record.status in ["full", "overflowing"]', { status: 'full' }, true],
    ['"status" in payload.changedFields && !("notes" in payload.changedFields)', {}, true],
    [
      'payload.record.location.latitude > 39',
      { location: { latitude: 39.5, longitude: 1, address: 'a', notes: null } },
      true,
    ],
    ['payload.record.notes == null', { notes: null }, true],
    ['timestamp(event.time) > timestamp("2026-01-01T00:00:00Z")', {}, true],
    ['record.status == "empty"', { status: 'empty' }, true],
    ['', {}, true],
  ])('%s', (cel, record, expected) => {
    expect(checkExpression(cel, TYPE)).toEqual([])
    expect(judged(cel, record)).toEqual({ value: expected, error: null })
  })

  it('that meets something it cannot compare says so, with the place', () => {
    expect(judged('payload.record.fillPercent > 90', { fillPercent: null })).toEqual({
      value: null,
      error: expect.stringMatching(/^Column 28: .*null/),
    })
  })
})

describe('what cannot work is refused with its place', () => {
  it.each([
    ['bin.status == "full"', "Column 1: there is no 'bin'"],
    ['payload.record.fillPercnt > 90', "Column 15: there is no 'fillPercnt' here"],
    ['payload["rekord"] == null', "there is no 'rekord' here"],
    ['has(payload.record.colour)', "there is no 'colour' here"],
    ['payload.record.fillPercent > "90"', 'no matching overload'],
    ['payload.record.fillPercent', 'neither true nor false'],
    ['payload.record.status.reverse() == "x"', "there is no function 'reverse'"],
    ['payload.record.status ==', 'Line 1, column'],
    ['payload.constructor == null', "there is no 'constructor' here"],
    ['payload.changedFields.exists(x, y == "a")', "there is no 'y'"],
    ['@step()', 'Line 1, column'],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, 'More than 50 brackets'],
  ])('%s', (cel, message) => {
    expect(checkExpression(cel, TYPE).join()).toContain(message)
  })
})

describe('limits', () => {
  const ten = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]'
  const nested = (depth: number, inner: string): string =>
    depth === 0 ? inner : `${ten}.all(x${depth}, ${nested(depth - 1, inner)})`

  it.each([
    ['loops within loops', nested(8, 'true'), /rounds over lists|longer than/],
    ['loops whose failure would vanish behind an or', `${nested(8, 'true')} || true`, /rounds over lists|longer than/],
    [
      'a text that doubles and doubles',
      `["aaaaaaaaaaaaaaaa"]${'.map(x, x + x)'.repeat(40)}.size() == 1`,
      'A text grows beyond',
    ],
    ['a list that doubles and doubles', `[${ten}]${'.map(x, x + x)'.repeat(30)}.size() == 1`, 'A list grows beyond'],
    ['a pattern that repeats repeats', '"aaaaaaaa".matches("((a{90}){90}){900}")', 'A pattern repeats'],
    ['a pattern over a huge text', 'payload.record.notes.matches("(a+)+$")', 'held against more than'],
  ])('%s', (_name, cel, reason) => {
    const startedAtMs = performance.now()
    const { value, error } = judged(cel, { notes: 'a'.repeat(100_000) })
    expect(value).toBeNull()
    expect(error).toMatch(reason)
    expect(performance.now() - startedAtMs).toBeLessThan(2_000)
  })

  it('patterns do not backtrack', () => {
    const startedAtMs = performance.now()
    expect(judged('payload.record.notes.matches("(a+)+$")', { notes: `${'a'.repeat(1_900)}b` })).toEqual({
      value: false,
      error: null,
    })
    expect(performance.now() - startedAtMs).toBeLessThan(500)
  })

  it('whatever is written, the answer is one of three, in time', () => {
    const words = fc.constantFrom(
      'payload',
      'record',
      '.',
      'status',
      '(',
      ')',
      '[',
      ']',
      '+',
      '==',
      '&&',
      '||',
      '!',
      '?',
      ':',
      '"a"',
      '1',
      'x',
      ',',
      'exists',
      'map',
      'size',
      'null',
      'matches',
      '{',
      '}',
      '-',
      '9999999999999999999',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
        const { value, error } = judged(parts.join(''))
        expect([true, false, null]).toContain(value)
        expect(typeof error === 'string').toBe(value === null)
      }),
      { numRuns: 500 },
    )
  })
})

describe('rows', () => {
  const group = (rows: object[], more: object = {}) => toCel(ConditionGroup.parse({ rows, ...more }))
  const full = { field: 'payload.record.fillPercent', comparison: 'more-than', value: 90 }
  const broken = { field: 'payload.record.notes', comparison: 'contains', value: 'broken "lid"\n' }

  it('become expressions that work with every comparison', () => {
    const rows = [
      [full, { fillPercent: 91 }, { fillPercent: null }],
      [broken, { notes: 'a broken "lid"\n' }, { notes: null }],
      [{ field: 'payload.record.status', comparison: 'is', value: 'full' }, { status: 'full' }, { status: 'empty' }],
      [
        { field: 'payload.record.status', comparison: 'is-not', value: 'full' },
        { status: 'empty' },
        { status: 'full' },
      ],
      [
        { field: 'payload.record.status', comparison: 'one-of', value: ['full'] },
        { status: 'full' },
        { status: 'empty' },
      ],
      [{ field: 'payload.record.notes', comparison: 'is-empty' }, { notes: null }, { notes: 'x' }],
      [{ field: 'payload.record.notes', comparison: 'is-not-empty' }, { notes: 'x' }, { notes: '' }],
      [{ field: 'payload.record.status', comparison: 'has-changed' }, {}, undefined],
    ] as const
    for (const [row, yes, no] of rows) {
      const cel = group([row])
      expect(checkExpression(cel, TYPE), cel).toEqual([])
      expect(judged(cel, yes), cel).toEqual({ value: true, error: null })
      expect(no ? judged(cel, no) : judged(cel, {}, ['notes']), cel).toEqual({ value: false, error: null })
    }
  })

  it('and groups keep to their own and or or', () => {
    const cel = group([full], {
      match: 'all',
      groups: [{ match: 'any', rows: [broken, { field: 'payload.record.status', comparison: 'is', value: 'full' }] }],
    })
    expect(judged(cel, { fillPercent: 95, status: 'full', notes: null }).value).toBe(true)
    expect(judged(cel, { fillPercent: 95, status: 'empty', notes: null }).value).toBe(false)
    expect(judged(cel, { fillPercent: 5, status: 'full', notes: null }).value).toBe(false)
    expect(group([])).toBe('')
  })
})
