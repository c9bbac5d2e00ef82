import { CreateTask, Task, TaskList, UpdateTask } from '@groundwork/contract/office/tasks.ts'
import { sql } from 'kysely'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { listNamesOfPeople } from '#platform/identity/colleagues/colleagues.queries.ts'
import { colleaguesNamed } from '#platform/identity/colleagues/colleagues.service.ts'
import { anyOf, before, type Filter, since } from '#platform/resource/filters.ts'
import { seeRecord } from '#platform/resource/on-record.ts'
import { defineResource, type SortColumn } from '#platform/resource/resource.ts'
import { ownBy } from '#platform/resource/row-rights.ts'
import { deriveTask, TASK_COLUMNS, type TaskRow, toTask, toTaskColumns } from './tasks.row.ts'

const DUE: SortColumn = { column: 'due_order', type: 'date' }
const dueFrom: Filter = { source: 'table', condition: (slot) => sql<boolean>`due_order >= ${slot()}::date` }
const dueUntil: Filter = { source: 'table', condition: (slot) => sql<boolean>`due_order < ${slot()}::date` }

export const tasks = defineResource<TaskRow, Task, CreateTask, UpdateTask>({
  name: 'office.tasks',
  noun: 'task',
  event: 'task',
  module: null,
  path: '/tasks',
  table: 'tasks',
  columns: TASK_COLUMNS,
  takesCustomFields: true,
  schemas: { record: Task, create: CreateTask, update: UpdateTask, list: TaskList },
  toRecord: toTask,
  toColumns: toTaskColumns,
  derive: deriveTask,
  filters: {
    state: anyOf('state', 'text'),
    assigneeId: anyOf('assignee_id', 'uuid'),
    recordId: anyOf('record_id', 'uuid'),
    dueAfter: dueFrom,
    dueBefore: dueUntil,
    createdAfter: since('created_at'),
    createdBefore: before('created_at'),
  },
  sorts: {
    dueOn: DUE,
    title: { column: 'title_norm', type: 'text' },
    createdAt: { column: 'created_at', type: 'timestamptz' },
    updatedAt: { column: 'updated_at', type: 'timestamptz' },
  },
  expands: { assignee: { fill: expandAssignee } },
  own: ownBy('assigned to them or made by them', 'assignee_id', 'created_by'),
  fieldFacts: {
    alwaysSeen: ['title', 'state', 'dueOn', 'assigneeId', 'assignee', 'resource', 'recordId', 'doneAt'],
    askedAs: { dueAfter: 'dueOn', dueBefore: 'dueOn' },
    searched: { title: 'title', notes: 'notes' },
  },
  rules: { beforeSave: assertRefersToWhatIsThere },
})

async function expandAssignee({ tx, actor }: ReadCtx, records: Task[]): Promise<void> {
  const ids = [...new Set(records.flatMap(({ assigneeId }) => assigneeId ?? []))]
  const people = await listNamesOfPeople(tx, { tenantId: actor.tenant.id, ids })
  const byId = new Map(people.map((person) => [person.id, person]))
  for (const task of records) {
    const assignee = task.assigneeId === null ? undefined : byId.get(task.assigneeId)
    if (assignee) task.assignee = assignee
  }
}

/** Neither can be a foreign key: people belong to several businesses, and records are of many kinds. */
async function assertRefersToWhatIsThere(ctx: Ctx, next: TaskRow, current: TaskRow | undefined): Promise<void> {
  if (next.assignee_id !== null && next.assignee_id !== current?.assignee_id)
    await colleaguesNamed(ctx, [next.assignee_id], 'assigneeId')
  if ((next.resource === null) !== (next.record_id === null))
    throw invalidField(next.resource === null ? 'resource' : 'recordId', 'A link to a record needs both, or neither')
  const isSame = next.record_id === current?.record_id && next.resource === current?.resource
  if (next.resource !== null && next.record_id !== null && !isSame)
    await seeRecord(ctx, { resource: next.resource, recordId: next.record_id })
}
