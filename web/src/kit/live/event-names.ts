import type { EventType } from '@groundwork/contract/events.ts'

/** EventSource wants every name said; leaving one out does not compile. */
const NAMES: Record<EventType, true> = {
  'customer.created': true,
  'customer.updated': true,
  'customer.trashed': true,
  'customer.restored': true,
  'customer.purged': true,
  'waste.bin.created': true,
  'waste.bin.updated': true,
  'waste.bin.trashed': true,
  'waste.bin.restored': true,
  'waste.bin.purged': true,
  'task.created': true,
  'task.updated': true,
  'task.trashed': true,
  'task.restored': true,
  'task.purged': true,
  'attachment.added': true,
  'attachment.removed': true,
  'comment.created': true,
  'comment.updated': true,
  'comment.deleted': true,
  'comment.mentioned': true,
  'tag.created': true,
  'tag.updated': true,
  'tag.deleted': true,
  'job.progressed': true,
  'import.finished': true,
  'export.finished': true,
  'user.invited': true,
  'user.joined': true,
  'user.updated': true,
  'tenant.updated': true,
}

export const EVENT_NAMES = Object.keys(NAMES)
