import type { Ctx } from '#platform/context.ts'
import { colleaguesNamed } from '#platform/identity/colleagues/colleagues.service.ts'
import type { CommentRow } from './comments.queries.ts'
import { deleteOtherMentions, insertMentions } from './mentions.queries.ts'

/** Writes down who is named and says who was not before: they are notified. Naming oneself tells nobody. */
export async function mention(ctx: Ctx, comment: CommentRow, ids: readonly string[]): Promise<void> {
  const people = await colleaguesNamed(ctx, ids, 'mentionIds')
  const key = { tenantId: ctx.actor.tenant.id, commentId: comment.id }
  if (comment.edited_at !== null) await deleteOtherMentions(ctx.tx, { ...key, userIds: people.map(({ id }) => id) })
  if (people.length === 0) return
  const added = await insertMentions(ctx.tx, { ...key, people: JSON.stringify(people) })
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
