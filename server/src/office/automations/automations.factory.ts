import { NO_ROWS } from '@groundwork/contract/office/automation-conditions.ts'
import type { CreateAutomation } from '@groundwork/contract/office/automations.ts'

const OVER_90 = { field: 'payload.record.fillPercent', comparison: 'more-than', value: 90 } as const
// Without it, its own change would set it off once more.
const NOT_FULL = { field: 'payload.record.status', comparison: 'is-not', value: 'full' } as const

/** A valid automation: a full bin gets the status that says so. Say what the test is about and leave the rest. */
export function automationInput(input: Partial<CreateAutomation> = {}): CreateAutomation {
  return {
    name: 'Full bins',
    state: 'active',
    events: ['waste.bin.updated'],
    condition: { rows: { ...NO_ROWS, rows: [OVER_90, NOT_FULL] }, cel: '' },
    actions: [
      { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
    ],
    maxRunsPerMinute: 60,
    ...input,
  }
}
