import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface AttachmentRow {
  id: string
  resource: string
  record_id: string
  file_id: string
  maker_name: string
  created_by: string
  created_at: string
}

export const ATTACHMENT_COLUMNS = [
  'id',
  'resource',
  'record_id',
  'file_id',
  'maker_name',
  'created_by',
  'created_at',
] as const

interface AttachmentKey {
  tenantId: string
  id: string
}

interface NewAttachment extends AttachmentKey {
  resource: string
  recordId: string
  fileId: string
  makerName: string
  createdBy: string
  now: string
}

const columns = sql.join(ATTACHMENT_COLUMNS.map((column) => sql.ref(column)))

/** Answers nothing where the file is on the record already. */
export const insertAttachment = statementForOne<NewAttachment, AttachmentRow>('attachments.insert', (query, p) =>
  sql<AttachmentRow>`insert into attachments
      (tenant_id, id, resource, record_id, file_id, maker_name, created_by, created_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.resource}, ${p.recordId}::uuid, ${p.fileId}::uuid,
      ${p.makerName}, ${p.createdBy}::uuid, ${p.now}::timestamptz)
    on conflict (tenant_id, file_id, record_id, resource) do nothing
    returning ${columns}`.compile(query),
)

export const findAttachment = statementForOne<AttachmentKey, AttachmentRow>('attachments.find', (query, p) =>
  sql<AttachmentRow>`select ${columns} from attachments
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid for update`.compile(query),
)

export const deleteAttachment = statement<AttachmentKey, never>('attachments.delete', (query, p) =>
  query.deleteFrom('attachments').where('tenant_id', '=', p.tenantId).where('id', '=', p.id),
)

export const deleteAttachmentsOf = statement<
  { tenantId: string; resource: string; recordId: string },
  { file_id: string }
>('attachments.delete-of-record', (query, p) =>
  query
    .deleteFrom('attachments')
    .where('tenant_id', '=', p.tenantId)
    .where('record_id', '=', p.recordId)
    .where('resource', '=', p.resource)
    .returning('file_id'),
)

interface Use {
  file_id: string
  resource: string
  recordId: string
}

/** A hundred of each file at most: that it is used, and where to begin looking. */
export const listAttachmentUses = statement<{ tenantId: string; fileIds: readonly string[] }, Use>(
  'attachments.uses',
  (query, p) =>
    sql<Use>`select used.file_id, used.resource, used.record_id as "recordId"
      from unnest(${p.fileIds}::uuid[]) as wanted (id)
      cross join lateral (select file_id, resource, record_id from attachments
        where tenant_id = ${p.tenantId}::uuid and file_id = wanted.id order by record_id limit 100) used`.compile(
      query,
    ),
)
