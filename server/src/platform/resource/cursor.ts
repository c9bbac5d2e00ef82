import { isStorable } from '@groundwork/contract/http/fields.ts'
import { AppError } from '../errors.ts'
import type { SortColumn } from './resource.ts'

/** Where a list goes on: the sort values of the last row read, and its id as the tie-breaker. */
export interface Position {
  keys: (string | number | null)[]
  id: string
}

/** Opaque to callers. Carries the sort it belongs to, so that it cannot go on under another one. */
export function encodeCursor(sort: string, { keys, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, keys, id])).toString('base64url')
}

const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MAX_INT4 = 2 ** 31 - 1

export function decodeCursor(cursor: string, sort: string, columns: readonly SortColumn[]): Position {
  const parts = parse(cursor)
  if (!Array.isArray(parts) || parts.length !== 3) throw invalid('It is not one that this API gave out')
  const [usedSort, keys, id] = parts as unknown[]
  if (usedSort !== sort)
    throw invalid(`It belongs to sort=${String(usedSort).slice(0, 80)}; keep the sort while paging`)
  if (typeof id !== 'string' || !UUID.test(id) || !Array.isArray(keys) || keys.length !== columns.length)
    throw invalid('It is damaged')
  if (!columns.every((column, index) => fits(column, keys[index]))) throw invalid('It is damaged')
  return { keys, id }
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (cause) {
    throw invalid('It is not one that this API gave out', cause)
  }
}

function fits(column: SortColumn, key: unknown): boolean {
  if (key === null) return column.nullable === true
  if (column.type === 'int4') return Number.isInteger(key) && Math.abs(Number(key)) <= MAX_INT4
  if (column.type === 'float8') return typeof key === 'number' && Number.isFinite(key)
  if (typeof key !== 'string' || !isStorable(key)) return false
  if (column.type === 'date') return DAY.test(key) && !Number.isNaN(Date.parse(key))
  return column.type === 'text' || (INSTANT.test(key) && !Number.isNaN(Date.parse(key)))
}

function invalid(why: string, cause?: unknown): AppError {
  return new AppError('request.cursor-invalid', `The cursor is not valid. ${why}; start again without one`, {
    cause,
    details: [{ field: 'cursor', message: why }],
  })
}
