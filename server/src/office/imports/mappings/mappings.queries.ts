import type { ImportMapping } from '@groundwork/contract/office/import-mappings.ts'
import { sql } from 'kysely'
import { shapedStatement } from '#platform/database/shaped-statement.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'
import type { MappedHeader } from './header-key.ts'

export interface MappingRow {
  id: string
  resource: string
  name: string
  columns: MappedHeader[]
  mode: ImportMapping['mode']
  on_error: ImportMapping['onError']
  update_key: string | null
  empty_cells: ImportMapping['emptyCells']
  used_at: string | null
  maker_name: string
  created_by: string
  created_at: string
  updated_at: string
  version: number
}

const COLUMNS = sql.raw(
  'id, resource, name, columns, mode, on_error, update_key, empty_cells, used_at, maker_name, created_by, created_at, updated_at, version',
)

interface MappingKey {
  tenantId: string
  id: string
}

export const lockMapping = statementForOne<MappingKey, MappingRow>('mappings.lock', (query, p) =>
  sql<MappingRow>`select ${COLUMNS} from import_mappings where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid for update`.compile(
    query,
  ),
)

/** The one for a file with these headers; from now on it was used. */
export const useMapping = statementForOne<
  { tenantId: string; resource: string; headerKey: string; now: string },
  MappingRow
>('mappings.use', (query, p) =>
  sql<MappingRow>`update import_mappings set used_at = ${p.now}::timestamptz
    where tenant_id = ${p.tenantId}::uuid and resource = ${p.resource} and header_key = ${p.headerKey} returning ${COLUMNS}`.compile(
    query,
  ),
)

interface MappingFilters {
  tenantId: string
  limit: number
  resources: readonly string[]
  lastAt?: string | undefined
  lastId?: string | undefined
}

export const listMappings = shapedStatement<MappingFilters, MappingRow>('mappings.list', (query, p, has) => {
  const conditions = [sql`tenant_id = ${p.tenantId}::uuid`, sql`resource = any(${p.resources}::text[])`]
  if (has('lastAt')) conditions.push(sql`(created_at, id) < (${p.lastAt}::timestamptz, ${p.lastId}::uuid)`)
  return sql<MappingRow>`select ${COLUMNS} from import_mappings where ${sql.join(conditions, sql` and `)}
    order by created_at desc, id desc limit ${p.limit}::int`.compile(query)
})

export const countMappings = statementForOne<{ tenantId: string }, { count: number }>('mappings.count', (query, p) =>
  sql<{
    count: number
  }>`select count(*)::int as count from import_mappings where tenant_id = ${p.tenantId}::uuid`.compile(query),
)

interface SavedMapping extends MappingKey {
  resource: string
  name: string
  headerKey: string
  /** JSON text. */
  columns: string
  mode: string
  onError: string
  updateKey: string | null
  emptyCells: string
  makerName: string
  makerId: string
  now: string
}

/** In place of the one that there may be for the same headers. */
export const saveMapping = statementForOne<SavedMapping, MappingRow>('mappings.save', (query, p) =>
  sql<MappingRow>`insert into import_mappings as m (tenant_id, id, resource, name, header_key, columns, mode, on_error, update_key, empty_cells,
      maker_name, created_by, created_at, updated_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.resource}, ${p.name}, ${p.headerKey}, ${p.columns}::jsonb, ${p.mode}, ${p.onError},
      ${p.updateKey}, ${p.emptyCells}, ${p.makerName}, ${p.makerId}::uuid, ${p.now}::timestamptz, ${p.now}::timestamptz)
    on conflict on constraint import_mappings_header_key do update set name = excluded.name, columns = excluded.columns, mode = excluded.mode,
      on_error = excluded.on_error, update_key = excluded.update_key, empty_cells = excluded.empty_cells,
      updated_at = excluded.updated_at, version = m.version + 1
    returning ${COLUMNS}`.compile(query),
)

export const renameMapping = statementForOne<MappingKey & { name: string; now: string }, MappingRow>(
  'mappings.rename',
  (query, p) =>
    sql<MappingRow>`update import_mappings set name = ${p.name}, updated_at = ${p.now}::timestamptz, version = version + 1
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid returning ${COLUMNS}`.compile(query),
)

export const deleteMapping = statement<MappingKey, never>('mappings.delete', (query, p) =>
  sql<never>`delete from import_mappings where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export const followedBy = statement<{ tenantId: string; importId: string; id: string }, never>(
  'mappings.followed',
  (query, p) =>
    sql<never>`update imports set mapping_id = ${p.id}::uuid where tenant_id = ${p.tenantId}::uuid and id = ${p.importId}::uuid`.compile(
      query,
    ),
)
