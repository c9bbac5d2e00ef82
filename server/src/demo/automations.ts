import { NO_ROWS } from '@groundwork/contract/office/automation-conditions.ts'
import { automationInput } from '#office/automations/automations.factory.ts'
import { automations } from '#office/automations/automations.resource.ts'
import type { Ctx } from '#platform/context.ts'
import { createRecord } from '#platform/resource/write.ts'

const HAS_CHANGED = { field: 'payload.record.status', comparison: 'has-changed', value: null } as const
const ON_THE_BIN = { resource: 'waste.bins', recordId: '{{event.subjectId}}' }

/** What a hauler lets do itself. They make tasks and send nothing, and only for what somebody does from now on. */
export async function addAutomations(ctx: Ctx): Promise<void> {
  for (const rule of RULES) await createRecord(ctx, automations, automationInput({ maxRunsPerMinute: 20, ...rule }))
}

const RULES = [
  {
    name: 'Overflowing bins',
    description: 'A bin that begins to overflow becomes a task.',
    condition: becomes('overflowing'),
    actions: [
      task({ title: 'Empty {{payload.record.qrCode}}, it overflows', notes: '{{payload.record.location.address}}' }),
    ],
  },
  {
    name: 'Bins in maintenance',
    description: 'A bin that goes into maintenance becomes a task for the workshop.',
    condition: becomes('maintenance'),
    actions: [task({ title: 'Mend {{payload.record.qrCode}}', notes: '{{payload.record.location.address}}' })],
  },
  {
    name: 'Welcome business customers',
    // An import brings hundreds at once, and none of them is new to the business.
    description: 'A new business customer becomes a task to call them. Pause it while you import customers.',
    state: 'paused' as const,
    events: ['customer.created'],
    condition: {
      rows: { ...NO_ROWS, rows: [{ field: 'payload.record.kind', comparison: 'is' as const, value: 'business' }] },
      cel: '',
    },
    actions: [
      {
        type: 'create-record' as const,
        resource: 'office.tasks',
        values: {
          title: 'Welcome {{payload.record.name}}',
          resource: 'office.customers',
          recordId: '{{event.subjectId}}',
        },
      },
    ],
  },
]

function becomes(status: string) {
  const is = { field: 'payload.record.status', comparison: 'is' as const, value: status }
  return { rows: { ...NO_ROWS, rows: [HAS_CHANGED, is] }, cel: '' }
}

function task(values: { title: string; notes: string }) {
  return { type: 'create-record' as const, resource: 'office.tasks', values: { ...values, ...ON_THE_BIN } }
}
