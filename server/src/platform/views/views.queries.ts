import { sql } from 'kysely'
import { shapedStatement } from '../database/shaped-statement.ts'
import { statement, statementForOne } from '../database/statement.ts'

export interface ViewRow {
  id: string
  user_id: string
  resource: string
  name: string
  query: string
  is_shared: boolean
  created_at: string
  updated_at: string
  version: number
}

const COLUMNS = [
  'id',
  'user_id',
  'resource',
  'name',
  'query',
  'is_shared',
  'created_at',
  'updated_at',
  'version',
] as const

interface Mine {
  tenantId: string
  userId: string
}

interface Page extends Mine {
  resource: string
  limit: number
  lastAt?: string | undefined
  lastId?: string | undefined
}

/** One's own and those that others share, in the order they were made. */
export const listViews = shapedStatement<Page, ViewRow>('views.list', (query, p, has) => {
  const visible = query
    .selectFrom('saved_views')
    .select(COLUMNS)
    .where('tenant_id', '=', p.tenantId)
    .where('resource', '=', p.resource)
    .where((where) => where.or([where('user_id', '=', p.userId), where('is_shared', '=', sql.lit(true))]))
    .orderBy('created_at')
    .orderBy('id')
    .limit(p.limit)
  return has('lastAt')
    ? visible.where(sql<boolean>`(created_at, id) > (${p.lastAt}::timestamptz, ${p.lastId}::uuid)`)
    : visible
})

export const findOwnView = statementForOne<Mine & { id: string }, ViewRow>('views.find', (query, p) =>
  query
    .selectFrom('saved_views')
    .select(COLUMNS)
    .where('tenant_id', '=', p.tenantId)
    .where('id', '=', p.id)
    .where('user_id', '=', p.userId)
    .forUpdate(),
)

interface NewView extends Mine {
  id: string
  resource: string
  name: string
  query: string
  isShared: boolean
}

export const insertView = statementForOne<NewView, ViewRow>('views.insert', (query, p) =>
  query
    .insertInto('saved_views')
    .values({
      tenant_id: p.tenantId,
      id: p.id,
      user_id: p.userId,
      resource: p.resource,
      name: p.name,
      query: p.query,
      is_shared: p.isShared,
    })
    .returning(COLUMNS),
)

interface ChangedView {
  tenantId: string
  id: string
  name: string
  query: string
  isShared: boolean
}

export const updateView = statementForOne<ChangedView, ViewRow>('views.update', (query, p) =>
  query
    .updateTable('saved_views')
    .set((row) => ({
      name: p.name,
      query: p.query,
      is_shared: p.isShared,
      updated_at: sql`now()`,
      version: row('version', '+', sql.lit(1)),
    }))
    .where('tenant_id', '=', p.tenantId)
    .where('id', '=', p.id)
    .returning(COLUMNS),
)

export const deleteView = statement<{ tenantId: string; id: string }, never>('views.delete', (query, p) =>
  query.deleteFrom('saved_views').where('tenant_id', '=', p.tenantId).where('id', '=', p.id),
)

/** Everybody's, of all lists: those that filter by some tag. A business has a few dozen. */
export const listViewsWithTags = statement<{ tenantId: string }, Pick<ViewRow, 'id' | 'name' | 'query'>>(
  'views.with-tags',
  (query, p) =>
    sql<Pick<ViewRow, 'id' | 'name' | 'query'>>`select id, name, query from saved_views
      where tenant_id = ${p.tenantId}::uuid and query like '%tag=%' order by id limit 10000`.compile(query),
)

export const setViewQueries = statement<{ tenantId: string; rows: string }, never>('views.set-queries', (query, p) =>
  sql<never>`update saved_views kept set query = given.query, updated_at = now(), version = kept.version + 1
    from jsonb_to_recordset(${p.rows}::jsonb) as given (id uuid, query text)
    where kept.tenant_id = ${p.tenantId}::uuid and kept.id = given.id`.compile(query),
)
