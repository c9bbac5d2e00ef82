import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface FileRow {
  id: string
  name: string
  kind: 'picture' | 'drawing' | 'document'
  type: string
  state: 'preparing' | 'ready' | 'broken'
  size_bytes: number
  sha256: string
  file_key: string
  width: number | null
  height: number | null
  maker_name: string
  created_by: string
  created_at: string
}

export const FILE_COLUMNS = [
  'id',
  'name',
  'kind',
  'type',
  'state',
  'size_bytes',
  'sha256',
  'file_key',
  'width',
  'height',
  'maker_name',
  'created_by',
  'created_at',
] as const

export interface VariantRow {
  size: 'thumbnail' | 'large'
  type: string
  width: number
  height: number
  size_bytes: number
  file_key: string
}

interface FileKey {
  tenantId: string
  id: string
}

const columns = sql.join(FILE_COLUMNS.map((column) => sql.ref(column)))

interface NewFile extends FileKey {
  name: string
  kind: string
  type: string
  state: string
  sizeBytes: number
  sha256: string
  fileKey: string
  sentSha256: string
  width: number | null
  height: number | null
  makerName: string
  createdBy: string
  now: string
}

export const insertFile = statementForOne<NewFile, FileRow>('files.insert', (query, p) =>
  sql<FileRow>`insert into files (tenant_id, id, name, kind, type, state, size_bytes, sha256, file_key, sent_sha256,
      width, height, unused_since, maker_name, created_by, created_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.name}, ${p.kind}, ${p.type}, ${p.state}, ${p.sizeBytes}::int,
      ${p.sha256}, ${p.fileKey}, ${p.sentSha256}, ${p.width}::int, ${p.height}::int, ${p.now}::timestamptz,
      ${p.makerName}, ${p.createdBy}::uuid, ${p.now}::timestamptz)
    returning ${columns}`.compile(query),
)

export const findFile = statementForOne<FileKey, FileRow>('files.find', (query, p) =>
  sql<FileRow>`select ${columns} from files where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(
    query,
  ),
)

export const listFiles = statement<{ tenantId: string; ids: readonly string[] }, FileRow>('files.some', (query, p) =>
  sql<FileRow>`select ${columns} from files where tenant_id = ${p.tenantId}::uuid and id = any(${p.ids}::uuid[])`.compile(
    query,
  ),
)

/** One that was prepared from the same bytes. */
export const findPrepared = statementForOne<{ tenantId: string; sentSha256: string; type: string }, FileRow>(
  'files.prepared',
  (query, p) =>
    sql<FileRow>`select ${columns} from files where tenant_id = ${p.tenantId}::uuid and sent_sha256 = ${p.sentSha256}
      and type = ${p.type} and state = 'ready' and kind = 'picture' limit 1`.compile(query),
)

export const listVariants = statement<
  { tenantId: string; fileIds: readonly string[] },
  VariantRow & { file_id: string }
>('files.variants', (query, p) =>
  sql<VariantRow & { file_id: string }>`select file_id, size, type, width, height, size_bytes, file_key
    from file_variants where tenant_id = ${p.tenantId}::uuid and file_id = any(${p.fileIds}::uuid[])
    order by file_id, size desc, type`.compile(query),
)

export const findVariant = statementForOne<FileKey & { size: string; type: string }, VariantRow>(
  'files.variant',
  (query, p) =>
    sql<VariantRow>`select size, type, width, height, size_bytes, file_key from file_variants
      where tenant_id = ${p.tenantId}::uuid and file_id = ${p.id}::uuid and size = ${p.size} and type = ${p.type}`.compile(
      query,
    ),
)

export const deleteVariants = statement<FileKey, never>('files.delete-variants', (query, p) =>
  query.deleteFrom('file_variants').where('tenant_id', '=', p.tenantId).where('file_id', '=', p.id),
)

export const insertVariants = statement<FileKey & { rows: string }, never>('files.insert-variants', (query, p) =>
  sql<never>`insert into file_variants (tenant_id, file_id, size, type, width, height, size_bytes, file_key)
    select ${p.tenantId}::uuid, ${p.id}::uuid, size, type, width, height, size_bytes, file_key
    from jsonb_to_recordset(${p.rows}::jsonb) as one
      (size text, type text, width int, height int, size_bytes int, file_key text)`.compile(query),
)

/** The variants of another file that has the same content. */
export const copyVariants = statement<FileKey & { fromId: string }, never>('files.copy-variants', (query, p) =>
  sql<never>`insert into file_variants (tenant_id, file_id, size, type, width, height, size_bytes, file_key)
    select tenant_id, ${p.id}::uuid, size, type, width, height, size_bytes, file_key
    from file_variants where tenant_id = ${p.tenantId}::uuid and file_id = ${p.fromId}::uuid`.compile(query),
)

interface Ready extends FileKey {
  key: string
  sha256: string
  sizeBytes: number
  width: number
  height: number
}

export const markReady = statement<Ready, never>('files.ready', (query, p) =>
  sql<never>`update files set state = 'ready', file_key = ${p.key}, sha256 = ${p.sha256},
      size_bytes = ${p.sizeBytes}::int, width = ${p.width}::int, height = ${p.height}::int
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid and state = 'preparing'`.compile(query),
)

export const markBroken = statement<FileKey, never>('files.broken', (query, p) =>
  sql<never>`update files set state = 'broken'
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid and state = 'preparing'`.compile(query),
)

/** Somebody refers to it from now on. Answers nothing where it is gone. */
export const markUsed = statementForOne<FileKey, { id: string }>('files.used', (query, p) =>
  sql<{ id: string }>`update files set unused_since = null
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid returning id`.compile(query),
)

export const markUnused = statement<{ tenantId: string; ids: readonly string[]; now: string }, never>(
  'files.unused',
  (query, p) =>
    sql<never>`update files set unused_since = ${p.now}::timestamptz
      where tenant_id = ${p.tenantId}::uuid and id = any(${p.ids}::uuid[])`.compile(query),
)

export const listUnused = statement<{ tenantId: string; before: string; limit: number }, { id: string }>(
  'files.list-unused',
  (query, p) =>
    sql<{ id: string }>`select id from files
      where tenant_id = ${p.tenantId}::uuid and unused_since < ${p.before}::timestamptz
      order by unused_since limit ${p.limit}::int for update`.compile(query),
)

export const deleteFiles = statement<{ tenantId: string; ids: readonly string[] }, never>('files.delete', (query, p) =>
  sql<never>`delete from files where tenant_id = ${p.tenantId}::uuid and id = any(${p.ids}::uuid[])`.compile(query),
)

export const listKeysOfFiles = statement<{ tenantId: string; keys: readonly string[] }, { key: string }>(
  'files.keys',
  (query, p) =>
    sql<{ key: string }>`
      select file_key as key from files where tenant_id = ${p.tenantId}::uuid and file_key = any(${p.keys}::text[])
      union select file_key from file_variants
      where tenant_id = ${p.tenantId}::uuid and file_key = any(${p.keys}::text[])`.compile(query),
)
