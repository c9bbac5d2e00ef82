import type { Automation } from '@groundwork/contract/office/automations.ts'
import type { ExportSource } from '#office/exports/export-source.ts'
import { type SheetColumn, shownColumn, textColumn } from '#platform/sheets/column.ts'
import { automations } from './automations.resource.ts'

// Only out: what an automation does is made in the editor, not in a cell.
const columns: SheetColumn<Automation>[] = [
  textColumn('id', 'Id'),
  textColumn('name', 'Name'),
  textColumn('description', 'Description'),
  textColumn('state', 'State'),
  textColumn('events', 'When', { write: ({ events }) => events.join(', ') }),
  textColumn('condition', 'If', { write: ({ condition }) => condition.cel }),
  textColumn('actions', 'Then', { write: ({ actions }) => actions.map(({ type }) => type).join(', ') }),
  textColumn('maker', 'Works with the rights of', { write: ({ maker }) => maker.name }),
  shownColumn('createdAt', 'Created at', 'time'),
  shownColumn('updatedAt', 'Changed at', 'time'),
]

export const automationExport: ExportSource = { resource: automations, columns, expands: [] }
