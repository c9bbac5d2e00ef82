import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import type { SortColumn } from './resource.ts'

const COLUMNS: SortColumn[] = [
  { column: 'status', type: 'text' },
  { column: 'last_serviced', type: 'timestamptz', nullable: true },
]
const ID = '019a9c5e-6f00-7000-8000-000000000001'

describe('cursor', () => {
  it('comes back as it went, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\u0000') && text.isWellFormed()),
        (status) => {
          const position = { keys: [status, null], id: ID }
          expect(decodeCursor(encodeCursor('-status,lastServiced', position), '-status,lastServiced', COLUMNS)).toEqual(
            position,
          )
        },
      ),
    )
  })

  it('is refused in words when it is anything else, never with another error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (cursor) => {
          expect(() => decodeCursor(cursor, 'status', COLUMNS)).toThrow(AppError)
        },
      ),
    )
  })

  it('is refused under another sort and with values that do not fit its columns', () => {
    const cursor = encodeCursor('status', { keys: ['full', null], id: ID })
    expect(() => decodeCursor(cursor, '-status', COLUMNS)).toThrow('keep the sort')
    for (const keys of [[null, null], ['full', 'yesterday'], ['full', '2026-13-40T00:00:00Z'], [7, null], ['full']]) {
      expect(() => decodeCursor(encodeCursor('status', { keys: keys as never, id: ID }), 'status', COLUMNS)).toThrow(
        'damaged',
      )
    }
  })
})
