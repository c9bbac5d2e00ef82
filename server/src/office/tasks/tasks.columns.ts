import type { Task } from '@groundwork/contract/office/tasks.ts'
import type { ExportSource } from '#office/exports/export-source.ts'
import type { ImportSource } from '#office/imports/import-source.ts'
import { type SheetColumn, shownColumn, textColumn, wordColumn } from '#platform/sheets/column.ts'
import { tasks } from './tasks.resource.ts'

const columns: SheetColumn<Task>[] = [
  textColumn('id', 'Id', { aliases: ['task id'] }),
  textColumn('title', 'Task', { aliases: ['title', 'subject', 'what', 'to do'], isRequired: true }),
  wordColumn('state', 'State', { aliases: ['status'], isAlwaysSet: true }),
  textColumn('dueOn', 'Due', { aliases: ['due date', 'due on', 'deadline'] }),
  textColumn('notes', 'Notes', { aliases: ['description', 'details', 'comments'] }),
  { ...shownColumn<Task>('assignee', 'Assigned to'), write: ({ assignee }) => assignee?.name ?? null },
  shownColumn('resource', 'On'),
  shownColumn('recordId', 'Record id'),
  shownColumn('doneAt', 'Done at', 'time'),
  shownColumn('createdAt', 'Created at', 'time'),
]

export const taskImport: ImportSource = { resource: tasks, columns, keys: [], references: [] }
export const taskExport: ExportSource = { resource: tasks, columns, expands: ['assignee'] }
