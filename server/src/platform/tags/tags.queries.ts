import type { Tag } from '@groundwork/contract/platform/tags.ts'
import { sql } from 'kysely'
import { statement, statementForOne } from '../database/statement.ts'

export interface TagRow {
  id: string
  name: string
  colour: Tag['colour']
  created_at: string
  version: number
}

export const TAG_COLUMNS = ['id', 'name', 'colour', 'created_at', 'version'] as const
const COLUMNS = sql.raw(TAG_COLUMNS.join(', '))

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
    on conflict (tenant_id, name_norm) do nothing returning ${COLUMNS}`.compile(query),
)

export const lockTag = statementForOne<TagKey, TagRow>('tags.lock', (query, p) =>
  sql<TagRow>`select ${COLUMNS} from tags
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid for update`.compile(query),
)

export const findTag = statementForOne<TagKey, TagRow>('tags.find', (query, p) =>
  query
    .selectFrom('tags')
    .select(TAG_COLUMNS)
    .where('tenant_id', '=', p.tenantId)
    .where('id', '=', p.id)
    .$castTo<TagRow>(),
)

export const listTagNames = statement<{ tenantId: string; limit: number }, { id: string; name: string }>(
  'tags.list-names',
  (query, p) =>
    sql<{ id: string; name: string }>`select id, name from tags where tenant_id = ${p.tenantId}::uuid
      order by name, id limit ${p.limit}::int`.compile(query),
)

export const updateTag = statementForOne<TagKey & { name: string; colour: string; updatedBy: string }, TagRow>(
  'tags.update',
  (query, p) =>
    sql<TagRow>`update tags set name = ${p.name}, colour = ${p.colour}, updated_by = ${p.updatedBy}::uuid, version = version + 1
      where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid returning ${COLUMNS}`.compile(query),
)

/** Another tag, whatever its case. */
export const findTagNamed = statementForOne<TagKey & { name: string }, { id: string }>('tags.named', (query, p) =>
  sql<{ id: string }>`select id from tags
    where tenant_id = ${p.tenantId}::uuid and name_norm = lower(${p.name}) and id <> ${p.id}::uuid`.compile(query),
)

/** Whether a job is still to change what carries it. */
export const isCarried = statementForOne<TagKey, { is_carried: boolean }>('tags.is-carried', (query, p) =>
  sql<{ is_carried: boolean }>`select exists (select from job_runs where tenant_id = ${p.tenantId}::uuid
    and state in ('queued', 'running') and name = 'tags.carry' and payload->>'tagId' = ${p.id}) as is_carried`.compile(
    query,
  ),
)

export const deleteTagNamed = statement<{ tenantId: string; name: string; except: string }, never>(
  'tags.delete-named',
  (query, p) =>
    sql<never>`delete from tags where tenant_id = ${p.tenantId}::uuid and name_norm = lower(${p.name})
      and name_norm <> lower(${p.except})`.compile(query),
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
