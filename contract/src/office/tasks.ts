import { z } from 'zod'
import { Can, Day, Id, Instant, RecordFields, text } from '../http/fields.ts'
import { AnyId, anyOf, defineList, QueryBoolean } from '../http/list.ts'
import { RecordRef } from '../http/record-ref.ts'
import { CustomFieldInput, CustomFieldValues } from '../platform/custom-fields.ts'

export const TASK_STATES = ['open', 'in_progress', 'done'] as const
export type TaskState = (typeof TASK_STATES)[number]

const fields = {
  title: text(200).meta({ title: 'Task', examples: ['Call about the broken lid'] }),
  notes: text(5000).nullish().meta({ title: 'Notes' }),
  state: z.enum(TASK_STATES).meta({ title: 'State', examples: ['open'] }),
  dueOn: Day.nullish().meta({ title: 'Due', examples: ['2026-12-01'] }),
  assigneeId: Id.nullish().meta({ title: 'Assigned to' }),
  resource: RecordRef.shape.resource.nullish(),
  recordId: RecordRef.shape.recordId.nullish(),
  customFields: CustomFieldInput.optional(),
}

export const CreateTask = z.strictObject({ ...fields, state: fields.state.default('open') })
export type CreateTask = z.infer<typeof CreateTask>
export const UpdateTask = z.strictObject(fields).partial()
export type UpdateTask = z.infer<typeof UpdateTask>

export const Task = z.strictObject({
  ...RecordFields,
  title: z.string(),
  notes: z.string().nullable(),
  state: z.enum(TASK_STATES),
  dueOn: Day.nullable(),
  assigneeId: Id.nullable(),
  resource: z.string().nullable(),
  recordId: Id.nullable(),
  doneAt: Instant.nullable().meta({ description: 'Set when the state becomes done; read only' }),
  customFields: CustomFieldValues,
  deletedAt: Instant.nullable(),
  assignee: z.strictObject({ id: Id, name: z.string() }).optional(),
  can: Can.optional(),
})
export type Task = z.infer<typeof Task>

export const TaskList = defineList({
  filters: {
    state: anyOf(TASK_STATES).optional(),
    assigneeId: AnyId.optional(),
    recordId: AnyId.optional(),
    dueAfter: Day.optional().meta({ description: 'From this day on' }),
    dueBefore: Day.optional().meta({ description: 'Up to, but not including, this day' }),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
    trashed: QueryBoolean.optional().meta({ description: 'true lists the trash instead' }),
  },
  sorts: ['dueOn', 'createdAt', 'updatedAt', 'title'],
  defaultSort: 'dueOn',
  expands: ['assignee'],
  searchable: true,
  customFields: true,
})
