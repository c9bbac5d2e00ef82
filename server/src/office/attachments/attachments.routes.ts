import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import { Attachment, AttachmentList, CreateAttachment } from '@groundwork/contract/office/attachments.ts'
import { z } from 'zod'
import { change, list, type Route, remove } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { addAttachment, listAttachments, removeAttachment } from './attachments.service.ts'

const tag = 'Attachments'

export const attachmentRoutes: Route[] = [
  list('/records/:resource/:recordId/attachments', {
    access: 'office.attachments.read',
    tag,
    summary: 'List the files on a record',
    description: 'Of any record that you may see, such as `waste.bins` and the id of a bin.',
    params: RecordRef,
    query: listQuery(AttachmentList, Object.keys(Attachment.shape)),
    reply: Attachment,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { params, query }) => listAttachments(ctx, params, query as unknown as ListQuery),
  }),
  change('POST', '/records/:resource/:recordId/attachments', {
    access: 'office.attachments.update',
    tag,
    summary: 'Put an uploaded file on a record',
    description: 'Upload it first (`POST /files`). You need to be allowed to change the record.',
    params: RecordRef,
    body: CreateAttachment,
    reply: Attachment,
    status: 201,
    run: (ctx, { params, body }) => addAttachment(ctx, params, body),
  }),
  remove('DELETE', '/attachments/:id', {
    access: 'office.attachments.update',
    tag,
    summary: 'Take a file off a record',
    params: z.strictObject({ id: Id }),
    run: (ctx, { params }) => removeAttachment(ctx, params.id),
  }),
]
