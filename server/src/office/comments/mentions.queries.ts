import { sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'

export interface MentionedRow {
  comment_id: string
  id: string
  name: string
}

export const listMentioned = statement<{ tenantId: string; commentIds: readonly string[] }, MentionedRow>(
  'mentions.of-comments',
  (query, p) =>
    sql<MentionedRow>`select comment_id, user_id as id, name from comment_mentions
      where tenant_id = ${p.tenantId}::uuid and comment_id = any(${p.commentIds}::uuid[])
      order by comment_id, name`.compile(query),
)

/** Answers who was not mentioned there before. */
export const insertMentions = statement<{ tenantId: string; commentId: string; people: string }, { user_id: string }>(
  'mentions.insert',
  (query, p) =>
    sql<{ user_id: string }>`insert into comment_mentions (tenant_id, comment_id, user_id, name)
    select ${p.tenantId}::uuid, ${p.commentId}::uuid, person.id, person.name
    from jsonb_to_recordset(${p.people}::jsonb) as person (id uuid, name text)
    on conflict (tenant_id, comment_id, user_id) do nothing
    returning user_id`.compile(query),
)

export const deleteOtherMentions = statement<
  { tenantId: string; commentId: string; userIds: readonly string[] },
  never
>('mentions.delete-others', (query, p) =>
  sql<never>`delete from comment_mentions where tenant_id = ${p.tenantId}::uuid
    and comment_id = ${p.commentId}::uuid and user_id <> all(${p.userIds}::uuid[])`.compile(query),
)
