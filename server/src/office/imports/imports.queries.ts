import type { ImportProblem, ImportSample, ImportState } from '@groundwork/contract/office/imports.ts'
import { sql } from 'kysely'
import { shapedStatement } from '#platform/database/shaped-statement.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'
import type { Encoding, FileFormat, Separator } from '#platform/sheets/sniff.ts'

export interface ImportRow {
  id: string
  resource: string
  file_name: string
  format: FileFormat
  size_bytes: string
  sha256: string
  file_key: string | null
  rows_key: string | null
  encoding: Encoding | null
  separator: Separator | null
  /** As it is, whatever became of the job: see STATE. */
  state: ImportState
  headers: string[]
  preview: { row: number; cells: string[] }[]
  mapping: (string | null)[]
  mode: 'create' | 'update' | 'both'
  on_error: 'skip' | 'abort'
  update_key: string | null
  empty_cells: 'keep' | 'clear'
  row_count: number | null
  created: number
  updated: number
  unchanged: number
  failed: number
  sample: ImportSample[]
  undone: number
  left_count: number
  left_reasons: { id: string; reason: string }[]
  job_id: string | null
  maker_name: string
  created_by: string
  created_at: string
  finished_at: string | null
  expires_at: string
  mapping_id: string | null
  mapping_name: string | null
  job_state: string | null
  job_error: string | null
  job_done: number | null
  job_total: number | null
}

// The stored state says what was begun. Whether somebody is still at it, only the job knows: it may have died.
const STATE = sql.raw(`case
    when j.state in ('queued', 'running') then i.state
    else case i.state when 'reading' then 'unreadable' when 'checking' then 'uploaded' when 'running' then 'stopped'
      when 'undoing' then 'undo_stopped' else i.state end
  end`)

const COLUMNS = sql`i.id, i.resource, i.file_name, i.format, i.size_bytes, i.sha256, i.file_key, i.rows_key, i.encoding, i.separator,
  ${STATE} as state, i.headers, i.preview, i.mapping, i.mode, i.on_error, i.update_key, i.empty_cells, i.row_count,
  i.created, i.updated, i.unchanged, i.failed, i.sample, i.undone, i.left_count, i.left_reasons, i.job_id, i.maker_name,
  i.created_by, i.created_at, i.finished_at, i.expires_at, i.mapping_id,
  (select m.name from import_mappings m where m.tenant_id = i.tenant_id and m.id = i.mapping_id) as mapping_name,
  j.state as job_state, j.error as job_error, j.done as job_done, j.total as job_total`

const FROM = sql.raw('imports i left join job_runs j on j.tenant_id = i.tenant_id and j.id = i.job_id')

export interface ImportKey {
  tenantId: string
  id: string
}

export const findImport = statementForOne<ImportKey, ImportRow>('imports.find', (query, p) =>
  sql<ImportRow>`select ${COLUMNS} from ${FROM} where i.tenant_id = ${p.tenantId}::uuid and i.id = ${p.id}::uuid`.compile(
    query,
  ),
)

/** Nobody else starts, changes or works on it until the transaction ends. */
export const lockImport = statementForOne<ImportKey, ImportRow>('imports.lock', (query, p) =>
  sql<ImportRow>`select ${COLUMNS} from ${FROM} where i.tenant_id = ${p.tenantId}::uuid and i.id = ${p.id}::uuid for update of i`.compile(
    query,
  ),
)

export interface ImportFilters {
  tenantId: string
  limit: number
  /** Of this person alone. */
  makerId?: string | undefined
  resources: readonly string[]
  states?: readonly string[] | undefined
  lastAt?: string | undefined
  lastId?: string | undefined
}

export const listImports = shapedStatement<ImportFilters, ImportRow>('imports.list', (query, p, has) => {
  const conditions = [sql`i.tenant_id = ${p.tenantId}::uuid`, sql`i.resource = any(${p.resources}::text[])`]
  if (has('makerId')) conditions.push(sql`i.created_by = ${p.makerId}::uuid`)
  if (has('states')) conditions.push(sql`${STATE} = any(${p.states}::text[])`)
  if (has('lastAt')) conditions.push(sql`(i.created_at, i.id) < (${p.lastAt}::timestamptz, ${p.lastId}::uuid)`)
  return sql<ImportRow>`select ${COLUMNS} from ${FROM} where ${sql.join(conditions, sql` and `)}
    order by i.created_at desc, i.id desc limit ${p.limit}::int`.compile(query)
})

export interface NewImport extends ImportKey {
  resource: string
  fileName: string
  format: FileFormat
  sizeBytes: number
  sha256: string
  fileKey: string
  makerName: string
  makerId: string
  now: string
  expiresAt: string
}

export const insertImport = statement<NewImport, never>('imports.insert', (query, p) =>
  sql<never>`insert into imports (tenant_id, id, resource, file_name, format, size_bytes, sha256, file_key, state, maker_name, created_by, created_at, updated_at, expires_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.resource}, ${p.fileName}, ${p.format}, ${p.sizeBytes}::bigint, ${p.sha256}, ${p.fileKey}, 'reading',
      ${p.makerName}, ${p.makerId}::uuid, ${p.now}::timestamptz, ${p.now}::timestamptz, ${p.expiresAt}::timestamptz)`.compile(
    query,
  ),
)

export interface ReadFile extends ImportKey {
  rowsKey: string
  encoding: Encoding
  separator: Separator
  rowCount: number | null
  /** JSON texts. */
  headers: string
  preview: string
  mapping: string
  mode: string
  onError: string
  updateKey: string | null
  emptyCells: string
  mappingId: string | null
}

/** From now on it can be mapped, checked and run. */
export const saveReading = statement<ReadFile, never>('imports.read', (query, p) =>
  sql<never>`update imports set state = 'uploaded', rows_key = ${p.rowsKey}, encoding = ${p.encoding}, separator = ${p.separator},
      row_count = ${p.rowCount}::int, headers = ${p.headers}::jsonb, preview = ${p.preview}::jsonb, mapping = ${p.mapping}::jsonb,
      mode = ${p.mode}, on_error = ${p.onError}, update_key = ${p.updateKey}, empty_cells = ${p.emptyCells},
      mapping_id = ${p.mappingId}::uuid, updated_at = now()
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export interface Settings extends ImportKey {
  mapping: string
  mode: string
  onError: string
  updateKey: string | null
  emptyCells: string
}

/** What a check said holds no more. */
export const saveSettings = statement<Settings, never>('imports.change', (query, p) =>
  sql<never>`update imports set state = 'uploaded',
      mapping_id = case when mapping = ${p.mapping}::jsonb then mapping_id end, mapping = ${p.mapping}::jsonb, mode = ${p.mode}, on_error = ${p.onError},
      update_key = ${p.updateKey}, empty_cells = ${p.emptyCells}, created = 0, updated = 0, unchanged = 0, failed = 0, sample = '[]', updated_at = now()
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export const startWork = statement<ImportKey & { state: string; jobId: string }, never>('imports.start', (query, p) =>
  sql<never>`update imports set state = ${p.state}, job_id = ${p.jobId}::uuid, updated_at = now()
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export interface Counts {
  created: number
  updated: number
  unchanged: number
  failed: number
}

/** Before a check, and before the first batch of a run. */
export const clearResult = statement<ImportKey, never>('imports.clear', (query, p) =>
  sql<never>`with errors as (delete from import_row_errors where tenant_id = ${p.tenantId}::uuid and import_id = ${p.id}::uuid)
    update imports set created = 0, updated = 0, unchanged = 0, failed = 0, sample = '[]', updated_at = now()
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export const addCounts = statement<ImportKey & Counts, never>('imports.count', (query, p) =>
  sql<never>`update imports set created = created + ${p.created}::int, updated = updated + ${p.updated}::int,
      unchanged = unchanged + ${p.unchanged}::int, failed = failed + ${p.failed}::int, updated_at = now()
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export const endCheck = statement<ImportKey & { rowCount: number; sample: string }, never>(
  'imports.end_check',
  (query, p) =>
    sql<never>`update imports set state = 'checked', row_count = ${p.rowCount}::int, sample = ${p.sample}::jsonb, updated_at = now()
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export const endRun = statement<ImportKey & { rowCount: number; now: string }, never>('imports.end_run', (query, p) =>
  sql<never>`update imports set state = 'finished', row_count = ${p.rowCount}::int, finished_at = ${p.now}::timestamptz, updated_at = now()
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export interface RowErrors {
  row: number
  cells: readonly string[]
  problems: readonly ImportProblem[]
}

const insertRowErrors = statement<ImportKey & { rows: string }, never>('imports.errors_insert', (query, p) =>
  sql<never>`insert into import_row_errors (tenant_id, import_id, row_number, cells, problems)
    select ${p.tenantId}::uuid, ${p.id}::uuid, "row", cells, problems
    from jsonb_to_recordset(${p.rows}::jsonb) as error ("row" int, cells jsonb, problems jsonb)`.compile(query),
)

export async function saveRowErrors(
  tx: Parameters<typeof insertRowErrors>[0],
  key: ImportKey,
  rows: readonly RowErrors[],
): Promise<void> {
  if (rows.length > 0) await insertRowErrors(tx, { ...key, rows: JSON.stringify(rows) })
}

interface ErrorRow {
  row: number
  cells: string[]
  problems: ImportProblem[]
}

export const listRowErrors = statement<ImportKey & { afterRow: number; limit: number }, ErrorRow>(
  'imports.errors',
  (query, p) =>
    sql<ErrorRow>`select row_number as "row", cells, problems from import_row_errors
    where tenant_id = ${p.tenantId}::uuid and import_id = ${p.id}::uuid and row_number > ${p.afterRow}::int
    order by row_number limit ${p.limit}::int`.compile(query),
)
