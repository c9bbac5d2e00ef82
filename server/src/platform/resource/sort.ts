import { type RawBuilder, sql } from 'kysely'
import type { SortColumn } from './resource.ts'

export interface SortKey extends SortColumn {
  isDescending: boolean
}

/** `-lastServiced,qrCode` as columns. Unknown words were refused by the query's schema. */
export function toSortKeys(sort: readonly string[], columns: Record<string, SortColumn>): SortKey[] {
  return sort.flatMap((word) => {
    const isDescending = word.startsWith('-')
    const column = columns[isDescending ? word.slice(1) : word]
    return column ? [{ ...column, isDescending }] : []
  })
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
 * What comes after a position. Not null and one key: a row comparison, which an index can start from. Otherwise the
 * comparison is spelled out key by key.
 */
export function afterPosition(keys: readonly SortKey[], nullKeys: readonly boolean[], slot: Slot): RawBuilder<boolean> {
  const [only] = keys
  if (keys.length === 1 && only && !only.nullable) {
    const operator = only.isDescending ? sql`<` : sql`>`
    return sql<boolean>`(${sql.ref(only.column)}, id) ${operator} (${slot('key0')}::${sql.raw(only.type)}, ${slot('afterId')}::uuid)`
  }
  return spelledOut(keys, nullKeys, slot, 0)
}

function spelledOut(keys: readonly SortKey[], nullKeys: readonly boolean[], slot: Slot, index: number): RawBuilder<boolean> {
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
