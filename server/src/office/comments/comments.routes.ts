import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import { Comment, CommentList, CreateComment, UpdateComment } from '@groundwork/contract/office/comments.ts'
import { z } from 'zod'
import { change, list, type Route, remove } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { changeComment, createComment, listComments, removeComment } from './comments.service.ts'

const tag = 'Comments'
const ById = z.strictObject({ id: Id })

export const commentRoutes: Route[] = [
  list('/records/:resource/:recordId/comments', {
    access: 'office.comments.read',
    tag,
    summary: 'List the comments on a record',
    description: 'On any record that you may see, such as `waste.bins` and the id of a bin.',
    params: RecordRef,
    query: listQuery(CommentList, Object.keys(Comment.shape)),
    reply: Comment,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { params, query }) => listComments(ctx, params, query as unknown as ListQuery),
  }),
  change('POST', '/records/:resource/:recordId/comments', {
    access: 'office.comments.create',
    tag,
    summary: 'Comment on a record',
    description:
      'Whoever is mentioned is notified (`GET /notifications?kind=mention`). The text names them as it likes; `mentionIds` says who they are.',
    params: RecordRef,
    body: CreateComment,
    reply: Comment,
    status: 201,
    run: (ctx, { params, body }) => createComment(ctx, params, body),
  }),
  change('PATCH', '/comments/:id', {
    access: 'office.comments.create',
    tag,
    summary: 'Change your comment',
    params: ById,
    body: UpdateComment,
    reply: Comment,
    run: (ctx, { params, body }) => changeComment(ctx, params.id, body),
  }),
  remove('DELETE', '/comments/:id', {
    access: 'office.comments.create',
    tag,
    summary: 'Delete a comment',
    description: "Your own; somebody else's with the permission office.comments.moderate.",
    params: ById,
    run: (ctx, { params }) => removeComment(ctx, params.id),
  }),
]
