import { z } from 'zod'
import { Can, Id, Instant } from '../http/fields.ts'
import { defineList } from '../http/list.ts'
import { StoredFile } from '../platform/files.ts'

/** A file on a record. Whoever may see the record sees it; whoever may change the record may add and remove it. */
export const Attachment = z.strictObject({
  id: Id,
  resource: z.string(),
  recordId: Id,
  file: StoredFile,
  createdAt: Instant,
  createdBy: Id,
  createdByName: z.string(),
  can: Can.optional(),
})
export type Attachment = z.infer<typeof Attachment>

export const AttachmentList = defineList({
  filters: {},
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: false,
})

export const CreateAttachment = z.strictObject({
  fileId: Id.meta({ title: 'File', description: 'One that you uploaded' }),
})
export type CreateAttachment = z.infer<typeof CreateAttachment>
