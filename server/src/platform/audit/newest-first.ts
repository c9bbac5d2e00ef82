import type { Tx } from '../database/transaction.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor } from '../resource/cursor.ts'
import { seenPage } from '../resource/seen-page.ts'
import { type AuditFilters, listAuditEntries, type StoredAuditRow } from './audit.queries.ts'

const SORT = '-at'
const COLUMNS = [{ column: 'at', type: 'timestamptz' }] as const

export type Wanted = Omit<AuditFilters, 'limit' | 'lastAt' | 'lastId'> & { limit: number; cursor?: string | undefined }

/** One page of the trail. Nobody counts a trail, so there is no total. */
export async function pageOfEntries<T>(
  tx: Tx,
  { limit, cursor, ...filters }: Wanted,
  toEntry: (row: StoredAuditRow) => T,
  seen: (rows: StoredAuditRow[]) => Promise<StoredAuditRow[]> = async (rows) => rows,
): Promise<Page<T>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  // The columns above say that the key is a time as text.
  const last = position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}
  const { rows, end, hasNext } = await seenPage<StoredAuditRow>({
    limit,
    read: (after, size) =>
      listAuditEntries(tx, { ...filters, ...(after ? { lastAt: after.at, lastId: after.id } : last), limit: size }),
    seen,
  })
  const nextCursor = hasNext && end ? encodeCursor(SORT, { keys: [end.at], id: end.id }) : null
  return { rows: rows.map(toEntry), pagination: { page: null, limit, total: null, hasNext, nextCursor } }
}
