import type { ExportFormat, ExportState } from '@groundwork/contract/office/exports.ts'
import { sql } from 'kysely'
import type { Actor } from '#platform/access/actor.ts'
import { shapedStatement } from '#platform/database/shaped-statement.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface ExportRow {
  id: string
  resource: string
  format: ExportFormat
  query: Record<string, string>
  columns: string[]
  /** Made by somebody whose rows nothing limited. */
  holds_all_rows: boolean
  file_key: string | null
  file_name: string | null
  size_bytes: string | null
  sha256: string | null
  row_count: number | null
  job_id: string
  maker_name: string
  created_by: string
  created_at: string
  finished_at: string | null
  expires_at: string | null
  /** Whatever its time: see stateOf. */
  state: Exclude<ExportState, 'expired'>
  /** How many rows were selected; null where it is the whole list. */
  selected: number | null
  maker_kind: Actor['kind']
  schedule_id: string | null
  job_error: string | null
  job_done: number | null
  job_total: number | null
}

// How it stands follows from the file and the job: there is nothing to keep in step, and nothing stays "running" for ever.
const COLUMNS =
  sql.raw(`e.id, e.resource, e.format, e.query, e.columns, e.holds_all_rows, e.file_key, e.file_name, e.size_bytes, e.sha256, e.row_count,
  e.job_id, e.maker_name, e.created_by, e.created_at, e.finished_at, e.expires_at,
  jsonb_array_length(e.ids) as selected, e.maker_kind, e.schedule_id,
  case when e.finished_at is not null then 'finished'
    when j.state in ('queued', 'running', 'cancelled') then j.state else 'failed' end as state,
  j.error as job_error, j.done as job_done, j.total as job_total`)

const FROM = sql.raw('exports e left join job_runs j on j.tenant_id = e.tenant_id and j.id = e.job_id')

interface ExportKey {
  tenantId: string
  id: string
}

export const findExport = statementForOne<ExportKey, ExportRow>('exports.find', (query, p) =>
  sql<ExportRow>`select ${COLUMNS} from ${FROM} where e.tenant_id = ${p.tenantId}::uuid and e.id = ${p.id}::uuid`.compile(
    query,
  ),
)

/** Apart from the rest, which lists show: there may be thousands of them. */
export const findSelection = statementForOne<ExportKey, { ids: string[] | null }>('exports.selection', (query, p) =>
  sql<{
    ids: string[] | null
  }>`select ids from exports where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export interface ExportFilters {
  tenantId: string
  limit: number
  makerId?: string | undefined
  resources: readonly string[]
  lastAt?: string | undefined
  lastId?: string | undefined
}

export const listExports = shapedStatement<ExportFilters, ExportRow>('exports.list', (query, p, has) => {
  const conditions = [sql`e.tenant_id = ${p.tenantId}::uuid`, sql`e.resource = any(${p.resources}::text[])`]
  if (has('makerId')) conditions.push(sql`e.created_by = ${p.makerId}::uuid`)
  if (has('lastAt')) conditions.push(sql`(e.created_at, e.id) < (${p.lastAt}::timestamptz, ${p.lastId}::uuid)`)
  return sql<ExportRow>`select ${COLUMNS} from ${FROM} where ${sql.join(conditions, sql` and `)}
    order by e.created_at desc, e.id desc limit ${p.limit}::int`.compile(query)
})

/** Others of the same person wait until the transaction ends, so that the count after this is exact. */
export const lockMaker = statement<{ tenantId: string; makerId: string }, never>('exports.lock_maker', (query, p) =>
  sql<never>`select pg_advisory_xact_lock(hashtextextended('exports:' || ${p.tenantId}::text || ':' || ${p.makerId}::text, 0))`.compile(
    query,
  ),
)

export const countActive = statementForOne<{ tenantId: string; makerId: string }, { count: number }>(
  'exports.active',
  (query, p) =>
    sql<{
      count: number
    }>`select count(*)::int as count from exports e join job_runs j on j.tenant_id = e.tenant_id and j.id = e.job_id
    where e.tenant_id = ${p.tenantId}::uuid and e.created_by = ${p.makerId}::uuid and e.finished_at is null and j.state in ('queued', 'running')`.compile(
      query,
    ),
)

export interface NewExport extends ExportKey {
  resource: string
  format: string
  /** JSON texts. */
  query: string
  columns: string
  ids: string | null
  scheduleId: string | null
  jobId: string
  makerKind: Actor['kind']
  makerName: string
  makerId: string
  now: string
}

export const insertExport = statement<NewExport, never>('exports.insert', (query, p) =>
  sql<never>`insert into exports (tenant_id, id, resource, format, query, columns, ids, schedule_id, job_id, maker_kind, maker_name, created_by, created_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.resource}, ${p.format}, ${p.query}::jsonb, ${p.columns}::jsonb, ${p.ids}::jsonb,
      ${p.scheduleId}::uuid, ${p.jobId}::uuid, ${p.makerKind}, ${p.makerName}, ${p.makerId}::uuid, ${p.now}::timestamptz)`.compile(
    query,
  ),
)

export interface MadeFile extends ExportKey {
  fileKey: string
  fileName: string
  sizeBytes: number
  sha256: string
  rowCount: number
  holdsAllRows: boolean
  now: string
  expiresAt: string
}

export const saveFile = statementForOne<MadeFile, { id: string }>('exports.finish', (query, p) =>
  sql<{
    id: string
  }>`update exports set file_key = ${p.fileKey}, file_name = ${p.fileName}, size_bytes = ${p.sizeBytes}::bigint, sha256 = ${p.sha256},
      row_count = ${p.rowCount}::int, holds_all_rows = ${p.holdsAllRows}::boolean, finished_at = ${p.now}::timestamptz, expires_at = ${p.expiresAt}::timestamptz
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid and finished_at is null returning id`.compile(query),
)

export const releaseExports = statement<{ tenantId: string; now: string }, never>('exports.release', (query, p) =>
  sql<never>`update exports set file_key = null
    where tenant_id = ${p.tenantId}::uuid and expires_at < ${p.now}::timestamptz and file_key is not null`.compile(
    query,
  ),
)

export const listUsedByExports = statement<{ tenantId: string; keys: readonly string[] }, { key: string }>(
  'exports.files',
  (query, p) =>
    sql<{
      key: string
    }>`select file_key as key from exports where tenant_id = ${p.tenantId}::uuid and file_key = any(${p.keys}::text[])`.compile(
      query,
    ),
)
