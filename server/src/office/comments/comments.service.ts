import type { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import {
  type Comment,
  CommentList,
  type CreateComment,
  type UpdateComment,
} from '@groundwork/contract/office/comments.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { anyOf } from '#platform/resource/filters.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { seeRecord } from '#platform/resource/on-record.ts'
import { pickFields } from '#platform/resource/pick-fields.ts'
import { listPlainly, type PlainList } from '#platform/resource/plain-list.ts'
import { assertMayDelete, assertMayEdit, commentAbilities } from './comments.policy.ts'
import {
  COMMENT_COLUMNS,
  type CommentRow,
  deleteComment,
  deleteCommentsOf,
  insertComment,
  lockComment,
  updateComment,
} from './comments.queries.ts'
import { listMentioned } from './mentions.queries.ts'
import { mention } from './mentions.service.ts'

const commentList: PlainList<CommentRow, CommentRow> = {
  name: 'comments',
  table: 'comments',
  isPerTenant: true,
  columns: COMMENT_COLUMNS,
  shape: CommentList,
  filters: { resource: anyOf('resource', 'text'), recordId: anyOf('record_id', 'uuid') },
  sorts: { createdAt: { column: 'created_at', type: 'timestamptz' } },
  toItem: (row) => row,
}

export async function listComments(ctx: ReadCtx, ref: RecordRef, query: ListQuery): Promise<Page<Comment>> {
  await seeRecord(ctx, ref)
  const { fields, expand, ...asked } = query
  const wanted = { ...asked, resource: [ref.resource], recordId: [ref.recordId] }
  const { rows, pagination } = await listPlainly(ctx, commentList, wanted)
  const comments = await toComments(ctx, rows)
  const shown = expand?.includes('can')
    ? comments.map((comment) => ({ ...comment, can: commentAbilities(ctx.actor, comment.createdBy) }))
    : comments
  return { rows: shown.map((comment) => pickFields(comment, fields)), pagination }
}

export async function createComment(ctx: Ctx, ref: RecordRef, input: CreateComment): Promise<Comment> {
  await seeRecord(ctx, ref)
  const row = await insertComment(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(ctx.now.getTime()),
    ...ref,
    body: input.body,
    makerName: ctx.actor.name,
    createdBy: ctx.actor.id,
    now: ctx.now.toISOString(),
  })
  if (!row) throw new Error('Nothing was inserted into comments')
  leaveTrail(ctx, 'comment.created', row)
  await mention(ctx, row, input.mentionIds)
  return toComment(ctx, row)
}

/** One's own. Who is mentioned for the first time is told; who no longer is, is not. */
export async function changeComment(ctx: Ctx, id: string, input: UpdateComment): Promise<Comment> {
  const current = await findVisible(ctx, id)
  assertMayEdit(ctx.actor, current.created_by)
  const row = await updateComment(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id,
    body: input.body,
    now: ctx.now.toISOString(),
  })
  if (!row) throw notFound('comment')
  leaveTrail(ctx, 'comment.updated', row)
  await mention(ctx, row, input.mentionIds)
  return toComment(ctx, row)
}

/** One's own, or anybody's by whoever moderates. What it said stands in no trail: it was taken back. */
export async function removeComment(ctx: Ctx, id: string): Promise<void> {
  const row = await findVisible(ctx, id)
  assertMayDelete(ctx.actor, row.created_by)
  await deleteComment(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  leaveTrail(ctx, 'comment.deleted', row)
}

export async function removeCommentsOf(ctx: Ctx, ref: RecordRef): Promise<void> {
  await deleteCommentsOf(ctx.tx, { tenantId: ctx.actor.tenant.id, ...ref })
}

/** What stands on a record that the actor may not see does not exist for them. */
async function findVisible(ctx: Ctx, id: string): Promise<CommentRow> {
  const row = await lockComment(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row) throw notFound('comment')
  await seeRecord(ctx, { resource: row.resource, recordId: row.record_id })
  return row
}

function leaveTrail(ctx: Ctx, what: 'comment.created' | 'comment.updated' | 'comment.deleted', row: CommentRow): void {
  const ref = { resource: row.resource, recordId: row.record_id }
  ctx.audit(what, { resource: { type: ref.resource, id: ref.recordId }, note: `Comment ${row.id}` })
  ctx.emit(what, row.id, { id: row.id, ...ref })
}

async function toComment(ctx: ReadCtx, row: CommentRow): Promise<Comment> {
  const [comment] = await toComments(ctx, [row])
  if (!comment) throw new Error('One row makes one comment')
  return comment
}

async function toComments({ tx, actor }: ReadCtx, rows: readonly CommentRow[]): Promise<Comment[]> {
  const mentioned = await listMentioned(tx, { tenantId: actor.tenant.id, commentIds: rows.map(({ id }) => id) })
  const byComment = Map.groupBy(mentioned, ({ comment_id }) => comment_id)
  return rows.map((row) => ({
    id: row.id,
    resource: row.resource,
    recordId: row.record_id,
    body: row.body,
    mentions: (byComment.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.maker_name,
    editedAt: row.edited_at,
  }))
}
