import { z } from 'zod'
import { Automation } from './office/automations.ts'
import { Customer } from './office/customers.ts'
import { Message } from './office/messages.ts'
import { Task } from './office/tasks.ts'
import { Bin } from './waste/bins.ts'

// What the product tells the world. Events are contract: webhooks deliver them to strangers, so a payload only ever grows.

// Ids only: who may hear of a comment or a file somewhere need not be allowed to see the record it stands on.
const onRecord = { id: z.uuid(), resource: z.string(), recordId: z.uuid() }
const changed = <T extends z.ZodType>(record: T) => z.strictObject({ record, changedFields: z.array(z.string()) })
const customField = z.strictObject({ id: z.uuid(), resource: z.string(), key: z.string(), label: z.string() })

export const EVENTS = {
  'customer.created': {
    version: 1,
    permission: 'office.customers.read',
    summary: 'A customer was created',
    payload: z.strictObject({ record: Customer }),
  },
  'customer.updated': {
    version: 1,
    permission: 'office.customers.read',
    summary: 'A customer was changed',
    payload: changed(Customer),
  },
  'customer.trashed': {
    version: 1,
    permission: 'office.customers.read',
    summary: 'A customer was moved to the trash',
    payload: z.strictObject({ record: Customer }),
  },
  'customer.restored': {
    version: 1,
    permission: 'office.customers.read',
    summary: 'A customer came back from the trash',
    payload: z.strictObject({ record: Customer }),
  },
  'customer.purged': {
    version: 1,
    permission: 'office.customers.read',
    summary: 'A customer was deleted for good',
    payload: z.strictObject({ record: Customer }),
  },
  'automation.created': {
    version: 1,
    permission: 'office.automations.read',
    summary: 'An automation was created',
    payload: z.strictObject({ record: Automation }),
  },
  'automation.updated': {
    version: 1,
    permission: 'office.automations.read',
    summary: 'An automation was changed',
    payload: changed(Automation),
  },
  'automation.trashed': {
    version: 1,
    permission: 'office.automations.read',
    summary: 'An automation was moved to the trash',
    payload: z.strictObject({ record: Automation }),
  },
  'automation.restored': {
    version: 1,
    permission: 'office.automations.read',
    summary: 'An automation came back from the trash',
    payload: z.strictObject({ record: Automation }),
  },
  'automation.purged': {
    version: 1,
    permission: 'office.automations.read',
    summary: 'An automation was deleted for good',
    payload: z.strictObject({ record: Automation }),
  },
  'automation.halted': {
    version: 1,
    permission: 'office.automations.read',
    summary: 'An automation was paused by the product',
    payload: z.strictObject({ id: z.uuid(), name: z.string(), reason: z.string() }),
  },
  'waste.bin.created': {
    version: 1,
    permission: 'waste.bins.read',
    summary: 'A bin was created',
    payload: z.strictObject({ record: Bin }),
  },
  'waste.bin.updated': {
    version: 1,
    permission: 'waste.bins.read',
    summary: 'A bin was changed',
    payload: changed(Bin),
  },
  'waste.bin.trashed': {
    version: 1,
    permission: 'waste.bins.read',
    summary: 'A bin was moved to the trash',
    payload: z.strictObject({ record: Bin }),
  },
  'waste.bin.restored': {
    version: 1,
    permission: 'waste.bins.read',
    summary: 'A bin came back from the trash',
    payload: z.strictObject({ record: Bin }),
  },
  'waste.bin.purged': {
    version: 1,
    permission: 'waste.bins.read',
    summary: 'A bin was deleted for good',
    payload: z.strictObject({ record: Bin }),
  },
  'task.created': {
    version: 1,
    permission: 'office.tasks.read',
    summary: 'A task was created',
    payload: z.strictObject({ record: Task }),
  },
  'task.updated': {
    version: 1,
    permission: 'office.tasks.read',
    summary: 'A task was changed',
    payload: changed(Task),
  },
  'task.trashed': {
    version: 1,
    permission: 'office.tasks.read',
    summary: 'A task was moved to the trash',
    payload: z.strictObject({ record: Task }),
  },
  'task.restored': {
    version: 1,
    permission: 'office.tasks.read',
    summary: 'A task came back from the trash',
    payload: z.strictObject({ record: Task }),
  },
  'task.purged': {
    version: 1,
    permission: 'office.tasks.read',
    summary: 'A task was deleted for good',
    payload: z.strictObject({ record: Task }),
  },
  'attachment.added': {
    version: 1,
    permission: 'office.attachments.read',
    summary: 'A file was put on a record',
    payload: z.strictObject({ ...onRecord, fileId: z.uuid() }),
  },
  'attachment.removed': {
    version: 1,
    permission: 'office.attachments.read',
    summary: 'A file was taken off a record',
    payload: z.strictObject({ ...onRecord, fileId: z.uuid() }),
  },
  'comment.created': {
    version: 1,
    permission: 'office.comments.read',
    summary: 'Somebody commented on a record',
    payload: z.strictObject(onRecord),
  },
  'comment.updated': {
    version: 1,
    permission: 'office.comments.read',
    summary: 'A comment was changed',
    payload: z.strictObject(onRecord),
  },
  'comment.deleted': {
    version: 1,
    permission: 'office.comments.read',
    summary: 'A comment was deleted',
    payload: z.strictObject(onRecord),
  },
  'comment.mentioned': {
    version: 1,
    permission: 'office.comments.read',
    summary: 'People were mentioned in a comment',
    payload: z.strictObject({ ...onRecord, byName: z.string(), userIds: z.array(z.uuid()) }),
  },
  'tag.created': {
    version: 1,
    permission: 'platform.tags.read',
    summary: 'A tag was added',
    payload: z.strictObject({ id: z.uuid(), name: z.string() }),
  },
  'tag.updated': {
    version: 1,
    permission: 'platform.tags.read',
    summary: 'A tag got another name or colour',
    payload: z.strictObject({ id: z.uuid(), name: z.string(), previousName: z.string().optional() }),
  },
  'tag.merged': {
    version: 1,
    permission: 'platform.tags.read',
    summary: 'A tag was merged into another one',
    payload: z.strictObject({ id: z.uuid(), name: z.string(), intoId: z.uuid(), into: z.string() }),
  },
  'tag.deleted': {
    version: 1,
    permission: 'platform.tags.read',
    summary: 'A tag was deleted',
    payload: z.strictObject({ id: z.uuid(), name: z.string() }),
  },
  'custom-field.created': {
    version: 1,
    permission: 'platform.custom-fields.update',
    summary: 'A custom field was defined',
    payload: customField,
  },
  'custom-field.updated': {
    version: 1,
    permission: 'platform.custom-fields.update',
    summary: 'A custom field was changed',
    payload: customField,
  },
  'custom-field.archived': {
    version: 1,
    permission: 'platform.custom-fields.update',
    summary: 'A custom field was archived',
    payload: customField,
  },
  'custom-field.restored': {
    version: 1,
    permission: 'platform.custom-fields.update',
    summary: 'An archived custom field came back',
    payload: customField,
  },
  'custom-field.deleted': {
    version: 1,
    permission: 'platform.custom-fields.update',
    summary: 'A custom field was deleted',
    payload: customField,
  },
  'custom-field.ordered': {
    version: 1,
    permission: 'platform.custom-fields.update',
    summary: 'The custom fields of a kind of record were put in order',
    payload: z.strictObject({ resource: z.string(), ids: z.array(z.uuid()) }),
  },
  'job.progressed': {
    version: 1,
    permission: 'platform.jobs.read',
    summary: 'A job moved on or ended',
    payload: z.strictObject({
      id: z.uuid(),
      kind: z.string(),
      state: z.string(),
      done: z.int(),
      total: z.int().nullable(),
    }),
  },
  'import.finished': {
    version: 1,
    permission: 'platform.jobs.read',
    summary: 'An import ended',
    payload: z.strictObject({
      id: z.uuid(),
      resource: z.string(),
      created: z.int(),
      updated: z.int(),
      failed: z.int(),
    }),
  },
  'export.finished': {
    version: 1,
    permission: 'platform.jobs.read',
    summary: 'An export ended',
    payload: z.strictObject({ id: z.uuid(), resource: z.string(), rows: z.int() }),
  },
  'message.created': {
    version: 1,
    permission: 'office.messages.read',
    summary: 'A message to or from somebody came to be',
    payload: z.strictObject({ record: Message.omit({ can: true }) }),
  },
  'message.updated': {
    version: 1,
    permission: 'office.messages.read',
    summary: 'A message was sent, delivered, refused or stopped',
    payload: z.strictObject({ record: Message.omit({ can: true }) }),
  },
  'user.invited': {
    version: 1,
    permission: 'platform.users.read',
    summary: 'A person was invited',
    payload: z.strictObject({ membershipId: z.uuid(), email: z.string(), role: z.string() }),
  },
  'user.joined': {
    version: 1,
    permission: 'platform.users.read',
    summary: 'A person accepted an invitation',
    payload: z.strictObject({ membershipId: z.uuid(), userId: z.uuid() }),
  },
  'user.updated': {
    version: 1,
    permission: 'platform.users.read',
    summary: "A person's role or state was changed",
    payload: z.strictObject({ membershipId: z.uuid(), role: z.string(), status: z.string() }),
  },
  'tenant.updated': {
    version: 1,
    permission: 'platform.tenant.read',
    summary: 'The settings of the business were changed',
    payload: z.strictObject({ changedFields: z.array(z.string()) }),
  },
  'api-key.expiring': {
    version: 1,
    permission: 'platform.api-keys.read',
    summary: 'An API key ends within a week',
    payload: z.strictObject({ id: z.uuid(), name: z.string(), expiresAt: z.iso.datetime({ offset: true }) }),
  },
  'support.granted': {
    version: 1,
    permission: 'platform.support.read',
    summary: 'Support was let in for a time',
    payload: z.strictObject({ id: z.uuid(), role: z.string(), expiresAt: z.iso.datetime({ offset: true }) }),
  },
  'support.entered': {
    version: 1,
    permission: 'platform.support.read',
    summary: 'Somebody came in as support',
    payload: z.strictObject({ grantId: z.uuid(), userId: z.uuid(), name: z.string(), role: z.string() }),
  },
  'support.ended': {
    version: 1,
    permission: 'platform.support.read',
    summary: 'The access for support was ended',
    payload: z.strictObject({ id: z.uuid() }),
  },
  'webhook.endpoint-created': {
    version: 1,
    permission: 'platform.webhooks.read',
    summary: 'A webhook endpoint was created',
    payload: z.strictObject({ id: z.uuid(), host: z.string(), topics: z.array(z.string()) }),
  },
  'webhook.endpoint-updated': {
    version: 1,
    permission: 'platform.webhooks.read',
    summary: 'A webhook endpoint was changed or resumed',
    payload: z.strictObject({ id: z.uuid(), host: z.string(), changedFields: z.array(z.string()) }),
  },
  'webhook.endpoint-deleted': {
    version: 1,
    permission: 'platform.webhooks.read',
    summary: 'A webhook endpoint was deleted',
    payload: z.strictObject({ id: z.uuid(), host: z.string() }),
  },
  'webhook.endpoint-warned': {
    version: 1,
    permission: 'platform.webhooks.read',
    summary: 'A webhook endpoint failed three times in a row',
    payload: z.strictObject({ id: z.uuid(), host: z.string(), failuresInRow: z.int(), error: z.string() }),
  },
  'webhook.endpoint-stopped': {
    version: 1,
    permission: 'platform.webhooks.read',
    summary: 'A webhook endpoint was paused after failures or switched off',
    payload: z.strictObject({ id: z.uuid(), host: z.string(), reason: z.enum(['failing', 'gone', 'nobody']) }),
  },
} as const

export type EventType = keyof typeof EVENTS
export type EventPayload<T extends EventType> = z.input<(typeof EVENTS)[T]['payload']>
