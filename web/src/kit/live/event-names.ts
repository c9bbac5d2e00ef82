import type { EventType } from '@groundwork/contract/events.ts'

/** EventSource wants every name said; leaving one out does not compile. */
const NAMES: Record<EventType, true> = {
  'customer.created': true,
  'customer.updated': true,
  'customer.trashed': true,
  'customer.restored': true,
  'customer.purged': true,
  'automation.created': true,
  'automation.updated': true,
  'automation.trashed': true,
  'automation.restored': true,
  'automation.purged': true,
  'automation.halted': true,
  'waste.bin.created': true,
  'waste.bin.updated': true,
  'waste.bin.trashed': true,
  'waste.bin.restored': true,
  'waste.bin.purged': true,
  'job.progressed': true,
  'import.finished': true,
  'export.finished': true,
  'user.invited': true,
  'user.joined': true,
  'user.updated': true,
  'tenant.updated': true,
}

export const EVENT_NAMES = Object.keys(NAMES)
