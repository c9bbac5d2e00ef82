import type { Tx } from '../database/transaction.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor } from '../resource/cursor.ts'
import { type AuditFilters, listAuditEntries, type StoredAuditRow } from './audit.queries.ts'

const SORT = '-at'
const COLUMNS = [{ column: 'at', type: 'timestamptz' }] as const

export type Wanted = Omit<AuditFilters, 'limit' | 'lastAt' | 'lastId'> & { limit: number; cursor?: string | undefined }

/** One page of the trail. Nobody counts a trail, so there is no total. */
export async function pageOfEntries<T>(
  tx: Tx,
  { limit, cursor, ...filters }: Wanted,
  toEntry: (row: StoredAuditRow) => T,
): Promise<Page<T>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  // The columns above say that the key is a time as text.
  const last = position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}
  const rows = await listAuditEntries(tx, { ...filters, ...last, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const end = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && end ? encodeCursor(SORT, { keys: [end.at], id: end.id }) : null
  return { rows: shown.map(toEntry), pagination: { page: null, limit, total: null, hasNext, nextCursor } }
}
