import { type RawBuilder, sql } from 'kysely'
import type { SortColumn } from './resource.ts'

export interface SortKey extends SortColumn {
  isDescending: boolean
}

/** `-lastServiced,qrCode` as columns. Unknown words were refused by the query's schema. */
export function toSortKeys(sort: readonly string[], columns: Record<string, SortColumn>): SortKey[] {
  const keys = sort.flatMap((word) => {
    const isDescending = word.startsWith('-')
    const column = columns[isDescending ? word.slice(1) : word]
    return column ? [{ ...column, isDescending }] : []
  })
  const last = keys.at(-1)
  return last?.ties ? [...keys, { ...last.ties, isDescending: last.isDescending }] : keys
}

/** The id ends every sort, in the direction of the last key, so that one index can serve the whole of it. */
export function orderBy(keys: readonly SortKey[]): RawBuilder<unknown> {
  const last = keys.at(-1)
  const parts = keys.map((key) => sql`${sql.ref(key.column)} ${direction(key)}`)
  return sql.join([...parts, last?.isDescending ? sql`id desc` : sql`id`])
}

// Nulls stand lowest: first going up, last going down. Written only where nulls can be, to match the index.
function direction({ isDescending, nullable }: SortKey): RawBuilder<unknown> {
  if (!nullable) return isDescending ? sql`desc` : sql`asc`
  return isDescending ? sql`desc nulls last` : sql`asc nulls first`
}

type Slot = (name: string) => unknown

/**
 * What comes after a position, as stretches that follow one another in the sort's order. An index can start at the
 * beginning of each; one condition with "or" would read and throw away everything before the position instead.
 */
export function stretchesAfter(
  keys: readonly SortKey[],
  nullKeys: readonly boolean[],
  slot: Slot,
): RawBuilder<boolean>[] {
  const [only] = keys
  if (isOneWay(keys) && keys.every((key) => !key.nullable)) return [beyond(keys, slot)]
  if (keys.length === 1 && only) return nullKeys[0] ? afterNull(only, slot) : afterValue(only, slot)
  return [spelledOut(keys, nullKeys, slot, 0)]
}

/** The same as one condition, for lists that are short anyway. */
export function afterPosition(keys: readonly SortKey[], nullKeys: readonly boolean[], slot: Slot): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(stretchesAfter(keys, nullKeys, slot), sql` or `)})`
}

function isOneWay(keys: readonly SortKey[]): boolean {
  return keys.every((key) => key.isDescending === keys[0]?.isDescending)
}

/** A row comparison, which is never true where a column is null. */
function beyond(keys: readonly SortKey[], slot: Slot): RawBuilder<boolean> {
  const columns = keys.map((key) => sql.ref(key.column))
  const values = keys.map((key, index) => sql`${slot(`key${index}`)}::${sql.raw(key.type)}`)
  const operator = keys[0]?.isDescending ? sql`<` : sql`>`
  return sql<boolean>`(${sql.join([...columns, sql`id`])}) ${operator} (${sql.join([...values, sql`${slot('afterId')}::uuid`])})`
}

// Nulls stand lowest: going down they follow the last value, going up the first value follows them.
function afterValue(key: SortKey, slot: Slot): RawBuilder<boolean>[] {
  const values = beyond([key], slot)
  return key.isDescending ? [values, sql<boolean>`${sql.ref(key.column)} is null`] : [values]
}

function afterNull({ column, isDescending }: SortKey, slot: Slot): RawBuilder<boolean>[] {
  const nulls = sql<boolean>`(${sql.ref(column)} is null and id ${isDescending ? sql`<` : sql`>`} ${slot('afterId')}::uuid)`
  return isDescending ? [nulls] : [nulls, sql<boolean>`${sql.ref(column)} is not null`]
}

function spelledOut(
  keys: readonly SortKey[],
  nullKeys: readonly boolean[],
  slot: Slot,
  index: number,
): RawBuilder<boolean> {
  const key = keys[index]
  const last = keys.at(-1)
  if (!key) return sql<boolean>`id ${last?.isDescending ? sql`<` : sql`>`} ${slot('afterId')}::uuid`
  const rest = spelledOut(keys, nullKeys, slot, index + 1)
  const column = sql.ref(key.column)
  if (nullKeys[index]) {
    const beyondNulls = key.isDescending ? sql<boolean>`false` : sql<boolean>`${column} is not null`
    return sql<boolean>`(${beyondNulls} or (${column} is null and ${rest}))`
  }
  const value = sql`${slot(`key${index}`)}::${sql.raw(key.type)}`
  const isBeyond = key.isDescending ? sql`${column} < ${value}` : sql`${column} > ${value}`
  const nullsFollow = key.isDescending && key.nullable ? sql` or ${column} is null` : sql``
  return sql<boolean>`(${isBeyond}${nullsFollow} or (${column} = ${value} and ${rest}))`
}
