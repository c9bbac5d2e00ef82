import type { CreateTask, Task, UpdateTask } from '@groundwork/contract/office/tasks.ts'
import type { StoredValues } from '#platform/custom-fields/fields-of.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { BASE_COLUMNS, givenColumns, toBaseFields } from '#platform/resource/row-parts.ts'
import { normalise, searchText } from '#platform/resource/search-text.ts'

export interface TaskRow extends BaseRow {
  title: string
  notes: string | null
  state: Task['state']
  due_on: string | null
  assignee_id: string | null
  resource: string | null
  record_id: string | null
  done_at: string | null
  custom_fields: StoredValues
}

export const TASK_COLUMNS = [
  'id',
  'title',
  'notes',
  'state',
  'due_on',
  'assignee_id',
  'resource',
  'record_id',
  'done_at',
  'custom_fields',
  ...BASE_COLUMNS,
] as const satisfies readonly (keyof TaskRow)[]

export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    state: row.state,
    dueOn: row.due_on,
    assigneeId: row.assignee_id,
    resource: row.resource,
    recordId: row.record_id,
    doneAt: row.done_at,
    customFields: row.custom_fields,
    ...toBaseFields(row),
  }
}

const PLAIN = {
  title: 'title',
  notes: 'notes',
  state: 'state',
  dueOn: 'due_on',
  assigneeId: 'assignee_id',
  resource: 'resource',
  recordId: 'record_id',
} as const

export function toTaskColumns(input: CreateTask | UpdateTask, current: TaskRow | undefined): Partial<TaskRow> {
  const columns = givenColumns<TaskRow>(input, PLAIN)
  // The time it was done is ours to say, not the caller's.
  if (input.state === 'done') columns.done_at = current?.done_at ?? new Date().toISOString()
  else if (input.state !== undefined) columns.done_at = null
  return columns
}

/** After every day that anybody may name: what is not due comes last. */
const NEVER = '9999-12-31'

export function deriveTask(row: TaskRow) {
  return {
    due_order: row.due_on ?? NEVER,
    title_norm: normalise(row.title),
    search_text: searchText([row.title, row.notes]),
  }
}
