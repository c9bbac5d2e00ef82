import { toCel } from '@groundwork/contract/office/automation-conditions.ts'
import type {
  Automation,
  AutomationAction,
  AutomationCondition,
  CreateAutomation,
  UpdateAutomation,
} from '@groundwork/contract/office/automations.ts'
import type { AskedBy } from '#platform/jobs/asked-by.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { BASE_COLUMNS, givenColumns, toBaseFields } from '#platform/resource/row-parts.ts'
import { normalise, searchText } from '#platform/resource/search-text.ts'

export interface AutomationRow extends BaseRow {
  name: string
  description: string | null
  state: 'active' | 'paused'
  paused_reason: string | null
  events: string[]
  condition: AutomationCondition
  actions: AutomationAction[]
  max_runs_per_minute: number
  active_since: string | null
  maker: AskedBy
  permissions: string[]
  sealed_secret: string
}

export const AUTOMATION_COLUMNS = [
  'id',
  'name',
  'description',
  'state',
  'paused_reason',
  'events',
  'condition',
  'actions',
  'max_runs_per_minute',
  'active_since',
  'maker',
  'permissions',
  'sealed_secret',
  ...BASE_COLUMNS,
] as const satisfies readonly (keyof AutomationRow)[]

export function toAutomation(row: AutomationRow): Automation {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    state: row.state,
    pausedReason: row.paused_reason,
    events: row.events,
    condition: row.condition,
    actions: row.actions,
    maxRunsPerMinute: row.max_runs_per_minute,
    activeSince: row.active_since,
    maker: { id: row.maker.id, name: row.maker.name },
    permissions: row.permissions,
    ...toBaseFields(row),
  }
}

const PLAIN = {
  name: 'name',
  description: 'description',
  state: 'state',
  actions: 'actions',
  maxRunsPerMinute: 'max_runs_per_minute',
} as const

export function toAutomationColumns(input: CreateAutomation | UpdateAutomation): Partial<AutomationRow> {
  const columns = givenColumns<AutomationRow>(input, PLAIN)
  if (input.events) columns.events = [...new Set(input.events)]
  if (input.condition) columns.condition = toCondition(input.condition)
  // Whoever sets the state has read why it was paused.
  if (input.state) columns.paused_reason = null
  return columns
}

/** Where there are rows, the expression is theirs, whatever was sent. */
function toCondition({ rows, cel }: AutomationCondition): AutomationCondition {
  return { rows, cel: rows ? toCel(rows) : cel }
}

/** Beside what is searched and sorted by: what the rules have put into the row and no input can. */
export function deriveAutomation(row: AutomationRow) {
  return {
    active_since: row.active_since,
    maker: row.maker,
    permissions: row.permissions,
    sealed_secret: row.sealed_secret,
    name_norm: normalise(row.name),
    search_text: searchText([row.name, row.description]),
  }
}
