import type { Tag } from '@groundwork/contract/platform/tags.ts'
import { type RawBuilder, sql } from 'kysely'
import { builder, compileTemplate, slots, statement, statementForOne, type Template } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'

export interface TagRow {
  id: string
  name: string
  colour: Tag['colour']
  created_at: string
}

export const TAG_COLUMNS = ['id', 'name', 'colour', 'created_at'] as const

interface TagKey {
  tenantId: string
  id: string
}

/** Answers nothing where the name is taken, whatever its case. */
export const insertTag = statementForOne<
  TagKey & { name: string; colour: string; createdBy: string; now: string },
  TagRow
>('tags.insert', (query, p) =>
  sql<TagRow>`insert into tags (tenant_id, id, name, colour, created_at, created_by)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.name}, ${p.colour}, ${p.now}::timestamptz, ${p.createdBy}::uuid)
    on conflict (tenant_id, name_norm) do nothing returning id, name, colour, created_at`.compile(query),
)

export const lockTag = statementForOne<TagKey, TagRow>('tags.lock', (query, p) =>
  sql<TagRow>`select id, name, colour, created_at from tags
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid for update`.compile(query),
)

export const updateTagColour = statementForOne<TagKey & { colour: string; updatedBy: string }, TagRow>(
  'tags.colour',
  (query, p) =>
    sql<TagRow>`update tags set colour = ${p.colour}, updated_by = ${p.updatedBy}::uuid
      where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid returning id, name, colour, created_at`.compile(
      query,
    ),
)

export const deleteTag = statement<TagKey, never>('tags.delete', (query, p) =>
  query.deleteFrom('tags').where('tenant_id', '=', p.tenantId).where('id', '=', p.id),
)

/** Names that records have begun to carry. */
export const insertTagNames = statement<{ tenantId: string; names: readonly string[] }, never>(
  'tags.names',
  (query, p) =>
    sql<never>`insert into tags (tenant_id, name)
      select ${p.tenantId}::uuid, name from unnest(${p.names}::text[]) as given (name) order by name
      on conflict (tenant_id, name_norm) do nothing`.compile(query),
)

const templates = new Map<string, Template>()

/** How many records of a table carry the name, up to a bound. Through the search view: arrays are not leakproof. */
export async function countTagged(
  tx: Tx,
  table: string,
  params: { tenantId: string; name: string; limit: number },
): Promise<number> {
  const template = templates.get(table) ?? compileTemplate('tags.count', counting(table).compile(builder))
  templates.set(table, template)
  const [row] = await tx.run<{ count: number }>(template.bind(params))
  return row?.count ?? 0
}

function counting(table: string): RawBuilder<{ count: number }> {
  const { tenantId, name, limit } = slots<{ tenantId: string; name: string; limit: number }>()
  return sql`select count(*)::int as count from (select 1 from ${sql.table(`search.${table}`)}
    where tenant_id = ${tenantId}::uuid and deleted_at is null and tags @> array[${name}::text] limit ${limit}::int) tagged`
}
