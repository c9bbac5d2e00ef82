import type { Tx } from '../database/transaction.ts'
import { insertTagNames } from './tags.queries.ts'

/**
 * The tenant's list of tags learns the names that records carry. A resource opts in by having a column `tags text[]`;
 * every way to write its rows comes past here, imports as well.
 */
export async function noteTags(tx: Tx, tenantId: string, rows: readonly object[]): Promise<void> {
  const names = new Set(rows.flatMap(tagsOf))
  if (names.size > 0) await insertTagNames(tx, { tenantId, names: [...names] })
}

function tagsOf(row: object): string[] {
  const tags: unknown = Reflect.get(row, 'tags')
  return Array.isArray(tags) ? tags.map(String) : []
}
