import { sql } from 'kysely'
import { shapedStatement } from '#platform/database/shaped-statement.ts'
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

interface NewMentions {
  tenantId: string
  commentId: string
  people: string
  byName: string
  now: string
}

/** Answers who was not mentioned there before. */
export const insertMentions = statement<NewMentions, { user_id: string }>('mentions.insert', (query, p) =>
  sql<{ user_id: string }>`insert into comment_mentions
      (tenant_id, id, comment_id, user_id, name, by_name, created_at)
    select ${p.tenantId}::uuid, person.mention_id, ${p.commentId}::uuid, person.id, person.name, ${p.byName},
      ${p.now}::timestamptz
    from jsonb_to_recordset(${p.people}::jsonb) as person (mention_id uuid, id uuid, name text)
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

export interface MentionRow {
  id: string
  comment_id: string
  resource: string
  record_id: string
  by_name: string
  created_at: string
  read_at: string | null
}

interface Wanted {
  tenantId: string
  userId: string
  limit: number
  unread?: true | undefined
  lastAt?: string | undefined
  lastId?: string | undefined
}

/** Newest first. */
export const listMentions = shapedStatement<Wanted, MentionRow>('mentions.list', (query, p, has) => {
  const unread = has('unread') ? sql`and m.read_at is null` : sql``
  const after = has('lastAt') ? sql`and (m.created_at, m.id) < (${p.lastAt}::timestamptz, ${p.lastId}::uuid)` : sql``
  return sql<MentionRow>`select m.id, m.comment_id, c.resource, c.record_id, m.by_name, m.created_at, m.read_at
    from comment_mentions m join comments c on c.tenant_id = m.tenant_id and c.id = m.comment_id
    where m.tenant_id = ${p.tenantId}::uuid and m.user_id = ${p.userId}::uuid ${unread} ${after}
    order by m.created_at desc, m.id desc limit ${p.limit}::int`.compile(query)
})

export const markMentionsRead = statement<{ tenantId: string; userId: string; now: string }, { id: string }>(
  'mentions.read',
  (query, p) =>
    sql<{ id: string }>`update comment_mentions set read_at = ${p.now}::timestamptz
      where tenant_id = ${p.tenantId}::uuid and user_id = ${p.userId}::uuid and read_at is null
      returning id`.compile(query),
)
