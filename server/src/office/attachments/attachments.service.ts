import type { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import { type Attachment, AttachmentList } from '@groundwork/contract/office/attachments.ts'
import { can } from '#platform/access/can.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { releaseFiles, useFile } from '#platform/files/files.service.ts'
import { loadFiles } from '#platform/files/to-file.ts'
import type { Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { anyOf } from '#platform/resource/filters.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { changeOnRecord, mayChangeOn, seeRecord } from '#platform/resource/on-record.ts'
import { pickFields } from '#platform/resource/pick-fields.ts'
import { listPlainly, type PlainList } from '#platform/resource/plain-list.ts'
import {
  ATTACHMENT_COLUMNS,
  type AttachmentRow,
  deleteAttachment,
  deleteAttachmentsOf,
  findAttachment,
  insertAttachment,
} from './attachments.queries.ts'

const attachmentList: PlainList<AttachmentRow, AttachmentRow> = {
  name: 'attachments',
  table: 'attachments',
  isPerTenant: true,
  columns: ATTACHMENT_COLUMNS,
  shape: AttachmentList,
  filters: { resource: anyOf('resource', 'text'), recordId: anyOf('record_id', 'uuid') },
  sorts: { createdAt: { column: 'created_at', type: 'timestamptz' } },
  toItem: (row) => row,
}

export async function listAttachments(ctx: ReadCtx, ref: RecordRef, query: ListQuery): Promise<Page<Attachment>> {
  await seeRecord(ctx, ref)
  const { fields, expand, ...asked } = query
  const wanted = { ...asked, resource: [ref.resource], recordId: [ref.recordId] }
  const { rows, pagination } = await listPlainly(ctx, attachmentList, wanted)
  const attachments = await toAttachments(ctx, rows, expand?.includes('can') === true)
  return { rows: attachments.map((attachment) => pickFields(attachment, fields)), pagination }
}

/** Put on the record by somebody who may change it; the file is one that they may see. */
export async function addAttachment(ctx: Ctx, ref: RecordRef, { fileId }: { fileId: string }): Promise<Attachment> {
  await changeOnRecord(ctx, ref)
  const file = await useFile(ctx, fileId)
  const row = await insertAttachment(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    id: newId(ctx.now.getTime()),
    ...ref,
    fileId,
    makerName: ctx.actor.name,
    createdBy: ctx.actor.id,
    now: ctx.now.toISOString(),
  })
  if (!row) throw new AppError('attachment.duplicate', `'${file.name}' is on this record already`)
  ctx.audit('attachment.added', { resource: { type: ref.resource, id: ref.recordId }, note: file.name })
  ctx.emit('attachment.added', row.id, { id: row.id, ...ref, fileId })
  const [attachment] = await toAttachments(ctx, [row], false)
  if (!attachment) throw new Error('One row makes one attachment')
  return attachment
}

export async function removeAttachment(ctx: Ctx, id: string): Promise<void> {
  const key = { tenantId: ctx.actor.tenant.id, id }
  const row = await findAttachment(ctx.tx, key)
  if (!row) throw notFound('attachment')
  const ref = { resource: row.resource, recordId: row.record_id }
  await changeOnRecord(ctx, ref)
  const file = (await loadFiles(ctx, [row.file_id])).get(row.file_id)
  await deleteAttachment(ctx.tx, key)
  await releaseFiles(ctx, [row.file_id])
  ctx.audit('attachment.removed', {
    resource: { type: ref.resource, id: ref.recordId },
    note: file?.name ?? row.file_id,
  })
  ctx.emit('attachment.removed', id, { id, ...ref, fileId: row.file_id })
}

/** A record that is deleted for good takes its files along, unless they are needed elsewhere. */
export async function removeAttachmentsOf(ctx: Ctx, ref: RecordRef): Promise<void> {
  const removed = await deleteAttachmentsOf(ctx.tx, { tenantId: ctx.actor.tenant.id, ...ref })
  await releaseFiles(
    ctx,
    removed.map(({ file_id }) => file_id),
  )
}

async function toAttachments(ctx: ReadCtx, rows: readonly AttachmentRow[], withCan: boolean): Promise<Attachment[]> {
  const files = await loadFiles(
    ctx,
    rows.map(({ file_id }) => file_id),
  )
  const remove = withCan && (await mayRemove(ctx, rows))
  return rows.flatMap((row) => {
    const file = files.get(row.file_id)
    // The foreign key holds the file as long as the attachment.
    return file ? [{ ...toAttachment(row), file, ...(withCan ? { can: { remove } } : {}) }] : []
  })
}

/** All of them stand on one record. */
async function mayRemove(ctx: ReadCtx, [first]: readonly AttachmentRow[]): Promise<boolean> {
  if (!first || !can(ctx.actor, 'office.attachments.update')) return false
  return mayChangeOn(ctx, { resource: first.resource, recordId: first.record_id })
}

function toAttachment(row: AttachmentRow): Omit<Attachment, 'file' | 'can'> {
  return {
    id: row.id,
    resource: row.resource,
    recordId: row.record_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.maker_name,
  }
}
