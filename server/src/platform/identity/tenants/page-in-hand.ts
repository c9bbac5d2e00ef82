import { MAX_PAGED_ROWS } from '@groundwork/contract/http/list.ts'
import { invalidField } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { decodeCursor, encodeCursor, type Position } from '#platform/resource/cursor.ts'
import type { ListQuery } from '#platform/resource/list.ts'

interface Order<Item> {
  defaultSort: string
  /** The text that a word of the sort stands for. */
  keyOf(item: Item, word: string): string
}

/** One page of what is in hand already, asked like every list: by page or cursor, in any order, counted, in part. */
export function pageInHand<Item extends { id: string }>(
  items: readonly Item[],
  query: ListQuery,
  order: Order<Item>,
): Page<Item> {
  const words = query.sort ?? [order.defaultSort]
  const positionOf = (item: Item): Position => ({
    keys: words.map((word) => order.keyOf(item, word.replace('-', ''))),
    id: item.id,
  })
  const sorted = items.toSorted((a, b) => compare(positionOf(a), positionOf(b), words))
  const start = startOf(sorted.map(positionOf), query, words)
  const shown = sorted.slice(start, start + query.limit)
  const last = shown.at(-1)
  const hasNext = sorted.length > start + query.limit
  const page = query.cursor === undefined ? (query.page ?? 1) : null
  const total = page === null || !query.count ? null : sorted.length
  const nextCursor = hasNext && last ? encodeCursor(words.join(), positionOf(last)) : null
  return {
    rows: shown.map((item) => pick(item, query.fields)),
    pagination: { page, limit: query.limit, total, hasNext, nextCursor },
  }
}

function startOf(
  positions: readonly Position[],
  { cursor, page = 1, limit }: ListQuery,
  words: readonly string[],
): number {
  if (cursor === undefined) {
    if (page * limit > MAX_PAGED_ROWS) throw invalidField('page', `Pages reach ${MAX_PAGED_ROWS} rows deep`)
    return (page - 1) * limit
  }
  const columns = words.map((word) => ({ column: word, type: 'text' as const }))
  const after = decodeCursor(cursor, words.join(), columns)
  const next = positions.findIndex((position) => compare(position, after, words) > 0)
  return next === -1 ? positions.length : next
}

/** The id ends every order, in the direction of the last word, as it does in the database. */
function compare(a: Position, b: Position, words: readonly string[]): number {
  const values = [
    ...words.map((word, index) => [word, a.keys[index], b.keys[index]] as const),
    [words.at(-1) ?? '', a.id, b.id] as const,
  ]
  for (const [word, left, right] of values) {
    const difference = String(left).localeCompare(String(right))
    if (difference !== 0) return word.startsWith('-') ? -difference : difference
  }
  return 0
}

function pick<Item extends object>(item: Item, fields: readonly string[] | undefined): Item {
  if (!fields) return item
  // The reply's serializer lets missing fields be missing; the item's type does not know of `fields=`.
  return Object.fromEntries(Object.entries(item).filter(([key]) => fields.includes(key))) as Item
}
