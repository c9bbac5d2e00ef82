import type { FilePlace } from '#platform/files/file-places.ts'
import { listAttachmentUses } from './attachments.queries.ts'

export const attachmentFiles: FilePlace = {
  access: 'office.attachments.read',
  listUses: listAttachmentUses,
}
