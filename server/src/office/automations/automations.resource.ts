import {
  Automation,
  AutomationList,
  CreateAutomation,
  UpdateAutomation,
} from '@groundwork/contract/office/automations.ts'
import type { ReadCtx } from '#platform/context.ts'
import { anyOf, before, since } from '#platform/resource/filters.ts'
import { defineResource } from '#platform/resource/resource.ts'
import { ownBy } from '#platform/resource/row-rights.ts'
import {
  AUTOMATION_COLUMNS,
  type AutomationRow,
  deriveAutomation,
  toAutomation,
  toAutomationColumns,
} from './automations.row.ts'
import { prepareToSave } from './prepare-to-save.ts'
import { summariseRuns } from './runs/runs.queries.ts'

export const automations = defineResource<AutomationRow, Automation, CreateAutomation, UpdateAutomation>({
  name: 'office.automations',
  noun: 'automation',
  event: 'automation',
  module: null,
  path: '/automations',
  table: 'automations',
  columns: AUTOMATION_COLUMNS,
  schemas: { record: Automation, create: CreateAutomation, update: UpdateAutomation, list: AutomationList },
  toRecord: toAutomation,
  toColumns: toAutomationColumns,
  derive: deriveAutomation,
  filters: {
    state: anyOf('state', 'text'),
    createdAfter: since('created_at'),
    createdBefore: before('created_at'),
  },
  sorts: {
    name: { column: 'name_norm', type: 'text' },
    createdAt: { column: 'created_at', type: 'timestamptz' },
    updatedAt: { column: 'updated_at', type: 'timestamptz' },
  },
  expands: { runs: { fill: expandRuns } },
  own: ownBy('made by them', 'created_by'),
  // Who may see how a rule works sees all of it: half a rule says the wrong thing.
  fieldFacts: {
    alwaysSeen: [
      'name',
      'description',
      'state',
      'pausedReason',
      'events',
      'condition',
      'actions',
      'maxRunsPerMinute',
      'maker',
      'permissions',
      'activeSince',
      'runs',
    ],
    searched: { name: 'name', description: 'description' },
  },
  rules: { beforeSave: prepareToSave },
})

const NO_RUNS = { last24Hours: 0, failedLast24Hours: 0, latest: [] }

async function expandRuns({ tx, actor }: ReadCtx, records: Automation[]): Promise<void> {
  const rows = await summariseRuns(tx, { tenantId: actor.tenant.id, ids: records.map(({ id }) => id) })
  const byId = new Map(rows.map((row) => [row.automation_id, row]))
  for (const record of records) {
    const row = byId.get(record.id)
    record.runs = row ? { last24Hours: row.runs, failedLast24Hours: row.failed, latest: row.latest } : NO_RUNS
  }
}
