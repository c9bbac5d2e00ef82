import type { Mention } from '@groundwork/contract/office/comments.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import type { Page } from '#platform/http/route.ts'
import { assertPerson } from '#platform/identity/assert-person.ts'
import { colleaguesNamed } from '#platform/identity/colleagues/colleagues.service.ts'
import { newId } from '#platform/ids.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { about } from '#platform/resource/event-subjects.ts'
import type { CommentRow } from './comments.queries.ts'
import {
  deleteOtherMentions,
  insertMentions,
  listMentions,
  type MentionRow,
  markMentionsRead,
} from './mentions.queries.ts'

/** Writes down who is named and tells those who were not before. Naming oneself tells nobody. */
export async function mention(ctx: Ctx, comment: CommentRow, ids: readonly string[]): Promise<void> {
  const people = await colleaguesNamed(ctx, ids, 'mentionIds')
  const key = { tenantId: ctx.actor.tenant.id, commentId: comment.id }
  if (comment.edited_at !== null) await deleteOtherMentions(ctx.tx, { ...key, userIds: people.map(({ id }) => id) })
  if (people.length === 0) return
  const added = await insertMentions(ctx.tx, {
    ...key,
    people: JSON.stringify(people.map((person) => ({ ...person, mention_id: newId(ctx.now.getTime()) }))),
    byName: ctx.actor.name,
    now: ctx.now.toISOString(),
  })
  const userIds = added.map(({ user_id }) => user_id).filter((id) => id !== ctx.actor.userId)
  if (userIds.length === 0) return
  ctx.emit('comment.mentioned', comment.id, {
    id: comment.id,
    resource: comment.resource,
    recordId: comment.record_id,
    byName: ctx.actor.name,
    userIds,
  })
}

const SORT = '-createdAt'
const KEYS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listMyMentions(
  { tx, actor }: ReadCtx,
  { limit, cursor, unread }: { limit: number; cursor?: string | undefined; unread?: boolean | undefined },
): Promise<Page<Mention>> {
  const { userId } = assertPerson(actor)
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, KEYS)
  // The columns above say that the key is a time as text.
  const after = position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}
  const only = unread ? { unread: true as const } : {}
  const rows = await listMentions(tx, { tenantId: actor.tenant.id, userId, limit: limit + 1, ...only, ...after })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && last ? encodeCursor(SORT, { keys: [last.created_at], id: last.id }) : null
  const seen = await about({ tx, actor }, shown.map(toMention), (mention) => mention)
  return { rows: seen, pagination: { page: null, limit, total: null, hasNext, nextCursor } }
}

export async function readMyMentions(ctx: Ctx): Promise<{ read: number }> {
  const { userId } = assertPerson(ctx.actor)
  const read = await markMentionsRead(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    userId,
    now: ctx.now.toISOString(),
  })
  return { read: read.length }
}

function toMention(row: MentionRow): Mention {
  return {
    id: row.id,
    commentId: row.comment_id,
    resource: row.resource,
    recordId: row.record_id,
    byName: row.by_name,
    createdAt: row.created_at,
    readAt: row.read_at,
  }
}
