import { z } from 'zod'
import { Automation } from './office/automations.ts'
import { Customer } from './office/customers.ts'
import { Bin } from './waste/bins.ts'

// What the product tells the world. Events are contract: webhooks deliver them to strangers, so a payload only ever grows.

const changed = <T extends z.ZodType>(record: T) => z.strictObject({ record, changedFields: z.array(z.string()) })

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
} as const

export type EventType = keyof typeof EVENTS
export type EventPayload<T extends EventType> = z.input<(typeof EVENTS)[T]['payload']>
