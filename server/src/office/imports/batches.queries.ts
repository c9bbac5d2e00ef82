import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

/** How a changed record was before, and the version that the import left it at. */
export interface UpdateNote {
  id: string
  version: number
  before: Record<string, unknown>
}

interface ImportRef {
  tenantId: string
  importId: string
}

export interface NewBatch extends ImportRef {
  number: number
  lastRow: number
  createdIds: readonly string[]
  /** JSON of UpdateNote[]. */
  updates: string
}

export const insertBatch = statement<NewBatch, never>('imports.batch_insert', (query, p) =>
  sql<never>`insert into import_batches (tenant_id, import_id, number, last_row, created_ids, updates)
    values (${p.tenantId}::uuid, ${p.importId}::uuid, ${p.number}::int, ${p.lastRow}::int, ${p.createdIds}::uuid[], ${p.updates}::jsonb)`.compile(
    query,
  ),
)

export const findLastBatch = statementForOne<ImportRef, { number: number; last_row: number }>(
  'imports.batch_last',
  (query, p) =>
    sql<{ number: number; last_row: number }>`select number, last_row from import_batches
    where tenant_id = ${p.tenantId}::uuid and import_id = ${p.importId}::uuid order by number desc limit 1`.compile(
      query,
    ),
)

export interface BatchRow {
  number: number
  created_ids: string[]
  updates: UpdateNote[]
}

/** The latest that still stands: undoing goes backwards. */
export const findBatchToUndo = statementForOne<ImportRef, BatchRow>('imports.batch_to_undo', (query, p) =>
  sql<BatchRow>`select number, created_ids, updates from import_batches
    where tenant_id = ${p.tenantId}::uuid and import_id = ${p.importId}::uuid and undone_at is null
    order by number desc limit 1`.compile(query),
)

interface Undone extends ImportRef {
  number: number
  now: string
  undone: number
  left: number
  /** JSON of { id, reason }[]. */
  reasons: string
  maxReasons: number
}

export const saveUndone = statement<Undone, never>('imports.batch_undone', (query, p) =>
  sql<never>`with batch as (
      update import_batches set undone_at = ${p.now}::timestamptz
      where tenant_id = ${p.tenantId}::uuid and import_id = ${p.importId}::uuid and number = ${p.number}::int)
    update imports set undone = undone + ${p.undone}::int, left_count = left_count + ${p.left}::int, updated_at = now(),
      left_reasons = case when jsonb_array_length(left_reasons) < ${p.maxReasons}::int then left_reasons || ${p.reasons}::jsonb else left_reasons end
    where tenant_id = ${p.tenantId}::uuid and id = ${p.importId}::uuid`.compile(query),
)

export const endUndo = statement<ImportRef, never>('imports.end_undo', (query, p) =>
  sql<never>`update imports set state = 'undone', updated_at = now() where tenant_id = ${p.tenantId}::uuid and id = ${p.importId}::uuid`.compile(
    query,
  ),
)
