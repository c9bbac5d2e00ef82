import type { Cell } from './cell.ts'
import {
  type ReadingRules,
  readDecimal,
  readFlag,
  readInteger,
  readList,
  readPhone,
  readWord,
  writeList,
} from './read-cell.ts'

/** One column of a resource's files: how a cell becomes the input of the API, and a record a cell. */
export interface SheetColumn<Rec extends object = object> {
  /** The field of the input, with dots into nested ones; also the column's name in the API: `location.latitude`. */
  key: string
  title: string
  /** Other headers that people give it. */
  aliases: readonly string[]
  kind: 'text' | 'number' | 'flag' | 'time'
  /** No record is made without it. */
  isRequired: boolean
  /** `export`: set by the server, so a file cannot. */
  use: 'both' | 'export'
  /** What an emptied cell means where emptied cells clear: null, an empty list, or nothing because the field must be set. */
  whenEmptied: { value: unknown } | undefined
  read(text: string, rules: ReadingRules): unknown
  write(record: Rec): Cell
  /** Where a table holds just what `write` writes: the database can then write the file itself. */
  stored?: StoredCell | undefined
  /** One of a few words of ours, none of which begins like a formula. */
  isWord?: true
}

/**
 * A column of the resource's own table; one of the record that `by` refers to; a column that holds a list of texts; a
 * value within a column of jsonb; or, of each object in a list of jsonb, the named fields.
 */
export type StoredCell = string | JoinedCell | JsonCell | ObjectsCell | { list: string }

export interface JoinedCell {
  table: string
  by: string
  column: string
}

export interface ObjectsCell {
  objects: string
  fields: readonly string[]
}

export interface JsonCell {
  jsonb: string
  key: string
  /** What files say instead of the values that records hold. */
  labels?: readonly { value: string; label: string }[]
}

interface Extras<Rec extends object> {
  aliases?: readonly string[]
  isRequired?: true
  /** The field has a value always: an empty cell leaves it alone. */
  isAlwaysSet?: true
  read?(text: string, rules: ReadingRules): unknown
  write?(record: Rec): Cell
  stored?: StoredCell
}

export function textColumn<Rec extends object>(key: string, title: string, extras: Extras<Rec> = {}): SheetColumn<Rec> {
  return column('text', key, title, { read: (text) => text, ...extras })
}

export function integerColumn<Rec extends object>(
  key: string,
  title: string,
  extras: Extras<Rec> = {},
): SheetColumn<Rec> {
  return column('number', key, title, { read: readInteger, ...extras })
}

export function decimalColumn<Rec extends object>(
  key: string,
  title: string,
  extras: Extras<Rec> = {},
): SheetColumn<Rec> {
  return column('number', key, title, { read: readDecimal, ...extras })
}

/** One of a few words. */
export function wordColumn<Rec extends object>(key: string, title: string, extras: Extras<Rec> = {}): SheetColumn<Rec> {
  return { ...column('text', key, title, { read: readWord, ...extras }), isWord: true }
}

export function flagColumn<Rec extends object>(key: string, title: string, extras: Extras<Rec> = {}): SheetColumn<Rec> {
  return column('flag', key, title, { read: readFlag, isAlwaysSet: true, ...extras })
}

export function phoneColumn<Rec extends object>(
  key: string,
  title: string,
  extras: Extras<Rec> = {},
): SheetColumn<Rec> {
  return column('text', key, title, { read: readPhone, ...extras })
}

export function listColumn<Rec extends object>(key: string, title: string, extras: Extras<Rec> = {}): SheetColumn<Rec> {
  const write = (record: Rec) => writeList((valueAt(record, key) ?? []) as readonly string[])
  return { ...column('text', key, title, { read: readList, write, ...extras }), whenEmptied: { value: [] } }
}

/** Shown in exports, never taken from a file. */
export function shownColumn<Rec extends object>(
  key: string,
  title: string,
  kind: 'text' | 'time' = 'text',
  stored?: StoredCell,
): SheetColumn<Rec> {
  const write = (record: Rec) => toCell(valueAt(record, key), kind)
  return { ...column('text', key, title, { read: (text) => text, write }), kind, use: 'export', stored }
}

type Complete<Rec extends object> = Extras<Rec> & Required<Pick<Extras<Rec>, 'read'>>

function column<Rec extends object>(
  kind: SheetColumn['kind'],
  key: string,
  title: string,
  extras: Complete<Rec>,
): SheetColumn<Rec> {
  const { aliases = [], isRequired = false, isAlwaysSet, read, write, stored } = extras
  return {
    key,
    title,
    aliases,
    kind,
    isRequired,
    use: 'both',
    whenEmptied: isRequired || isAlwaysSet ? undefined : { value: null },
    read,
    write: write ?? ((record) => toCell(valueAt(record, key), kind)),
    stored,
  }
}

/** A record of the API holds nothing else at a column's key. */
function toCell(value: unknown, kind: SheetColumn['kind']): Cell {
  if (kind === 'time' && typeof value === 'string') return new Date(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

export function valueAt(record: object, key: string): unknown {
  let value: unknown = record
  for (const part of key.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, part)
  }
  return value
}

/** Makes the objects on the way. */
export function setValueAt(target: Record<string, unknown>, key: string, value: unknown): void {
  const [first = key, ...rest] = key.split('.')
  if (rest.length === 0) {
    target[first] = value
    return
  }
  target[first] ??= {}
  // Only this function makes these objects, and only such.
  setValueAt(target[first] as Record<string, unknown>, rest.join('.'), value)
}
