import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'

/** Past their time: the file, the rows that were wrong and what undoing needs hold people's data. The import itself stays as a note. */
export const releaseImports = statement<{ tenantId: string; now: string }, never>('imports.release', (query, p) =>
  sql<never>`with over as (
      update imports set file_key = null, rows_key = null, preview = '[]', sample = '[]', left_reasons = '[]'
      where tenant_id = ${p.tenantId}::uuid and expires_at < ${p.now}::timestamptz and file_key is not null returning id),
    errors as (delete from import_row_errors where tenant_id = ${p.tenantId}::uuid and import_id in (select id from over))
    delete from import_batches where tenant_id = ${p.tenantId}::uuid and import_id in (select id from over)`.compile(
    query,
  ),
)

export const listUsedByImports = statement<{ tenantId: string; keys: readonly string[] }, { key: string }>(
  'imports.files',
  (query, p) =>
    sql<{
      key: string
    }>`select file_key as key from imports where tenant_id = ${p.tenantId}::uuid and file_key = any(${p.keys}::text[])
    union select rows_key from imports where tenant_id = ${p.tenantId}::uuid and rows_key = any(${p.keys}::text[])`.compile(
      query,
    ),
)
