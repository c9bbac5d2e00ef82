import pg from 'pg'

const { types } = pg

/** A JavaScript value in PostgreSQL's text form. Objects are sent as JSON, arrays as PostgreSQL arrays. */
export function toWireValue(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return toArrayLiteral(value)
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

function toArrayLiteral(items: readonly unknown[]): string {
  return `{${items.map(toArrayElement).join(',')}}`
}

function toArrayElement(item: unknown): string {
  if (item === null || item === undefined) return 'NULL'
  if (Array.isArray(item)) return toArrayLiteral(item)
  const text = toWireValue(item)
  return `"${String(text).replace(/["\\]/g, '\\$&')}"`
}

const TIMESTAMPTZ = 1184

/** `2026-11-20 09:30:00.123456+00` as ISO 8601. Kept as text: a Date would drop the microseconds that cursors need. */
export function toIsoInstant(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : new Date(text).toISOString()
}

const keepText = (text: string) => text
// date: local midnight would shift it by the zone. numeric and int8: a double drops digits beyond 2^53.
const TEXT_TYPES = new Set([1082, 1114, 1700, 20])

export type ParseValue = (text: string) => unknown

export function parserFor(dataTypeID: number): ParseValue {
  if (dataTypeID === TIMESTAMPTZ) return toIsoInstant
  if (TEXT_TYPES.has(dataTypeID)) return keepText
  return types.getTypeParser(dataTypeID, 'text')
}

/** One column of a statement's answer: its name and how its text becomes a value. */
export interface Column {
  name: string
  parse: ParseValue
}

export function toColumn(field: { name: string; dataTypeID: number }): Column {
  return { name: field.name, parse: parserFor(field.dataTypeID) }
}
