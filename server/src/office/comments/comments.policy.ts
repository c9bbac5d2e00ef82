import type { Actor } from '#platform/access/actor.ts'
import { assertCan, can } from '#platform/access/can.ts'
import { AppError } from '#platform/errors.ts'

/** Words belong to whoever wrote them: nobody else changes them, and only a moderator takes them away. */
export function commentAbilities(actor: Actor, authorId: string): Record<string, boolean> {
  const isOwn = authorId === actor.id
  return {
    update: isOwn && can(actor, 'office.comments.create'),
    remove: isOwn || can(actor, 'office.comments.moderate'),
  }
}

export function assertMayEdit(actor: Actor, authorId: string): void {
  if (authorId !== actor.id)
    throw new AppError('comment.not-yours', 'Only the person who wrote a comment can change it; write one of your own')
}

export function assertMayDelete(actor: Actor, authorId: string): void {
  if (authorId !== actor.id) assertCan(actor, 'office.comments.moderate')
}
