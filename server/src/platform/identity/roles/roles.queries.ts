import type { FieldLimits, RowLimits } from '@groundwork/contract/platform/roles.ts'
import { sql } from 'kysely'
import type { StoredRole } from '#platform/access/role-rights.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface RoleRow extends StoredRole {
  description: string
  permissions: string[]
  version: number
  people: number
}

interface RoleKey {
  tenantId: string
  id: string
}

const COLUMNS = sql.raw(`id, name, description, permissions, fields, rows, version,
  (select count(*)::int from memberships m where m.tenant_id = roles.tenant_id and m.custom_role_id = roles.id) as people`)

export const listRoles = statement<{ tenantId: string }, RoleRow>('roles.list', (query, p) =>
  sql<RoleRow>`select ${COLUMNS} from roles where tenant_id = ${p.tenantId}::uuid order by name_norm, id limit 200`.compile(
    query,
  ),
)

export const findRoleById = statementForOne<RoleKey, RoleRow>('roles.find', (query, p) =>
  sql<RoleRow>`select ${COLUMNS} from roles where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(
    query,
  ),
)

/** Nobody else changes it, or gives it to somebody, until the transaction ends. */
export const lockRole = statementForOne<RoleKey, { id: string }>('roles.lock', (query, p) =>
  query.selectFrom('roles').select('id').where('tenant_id', '=', p.tenantId).where('id', '=', p.id).forUpdate(),
)

interface Content extends RoleKey {
  name: string
  nameNorm: string
  description: string
  permissions: readonly string[]
  fields: FieldLimits
  rows: RowLimits
  now: Date
  by: string
}

export const insertRole = statement<Omit<Content, 'fields' | 'rows'> & { fields: string; rows: string }, never>(
  'roles.insert',
  (query, p) =>
    sql<never>`insert into roles (tenant_id, id, name, name_norm, description, permissions, fields, rows, created_at, updated_at, created_by, updated_by)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.name}, ${p.nameNorm}, ${p.description}, ${p.permissions}::text[],
      ${p.fields}::jsonb, ${p.rows}::jsonb, ${p.now}, ${p.now}, ${p.by}::uuid, ${p.by}::uuid)`.compile(query),
)

export const updateRole = statement<Omit<Content, 'fields' | 'rows'> & { fields: string; rows: string }, never>(
  'roles.update',
  (query, p) =>
    sql<never>`update roles set name = ${p.name}, name_norm = ${p.nameNorm}, description = ${p.description},
      permissions = ${p.permissions}::text[], fields = ${p.fields}::jsonb, rows = ${p.rows}::jsonb,
      updated_at = ${p.now}, updated_by = ${p.by}::uuid, version = version + 1
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export const deleteRole = statement<RoleKey, never>('roles.delete', (query, p) =>
  query.deleteFrom('roles').where('tenant_id', '=', p.tenantId).where('id', '=', p.id),
)
