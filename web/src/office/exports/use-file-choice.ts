import type { ExportFormat } from '@groundwork/contract/office/exports.ts'
import { useState } from 'react'
import type { ListView } from '#kit/list/list-view.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import type { BaseRecord } from '#kit/resource/resource.ts'
import { useFileColumns } from './exports.api.ts'
import { listQueryOf, shownColumns } from './shown-columns.ts'

export const COLUMN_CHOICES = ['all', 'shown', 'chosen'] as const
export type ColumnChoiceName = (typeof COLUMN_CHOICES)[number]

/** What the file is to be: the same for one that is made now and for one that comes every Monday. */
export interface FileChoice {
  query: Record<string, string>
  ids: string[] | undefined
  format: ExportFormat
  setFormat: (format: ExportFormat) => void
  columnChoice: ColumnChoiceName
  setColumnChoice: (choice: ColumnChoiceName) => void
  /** All that a file can have; undefined until they are known. */
  known: { key: string; title: string }[] | undefined
  chosen: string[]
  setChosen: (keys: string[]) => void
  /** For the API: undefined for all. */
  columns: string[] | undefined
}

export function useFileChoice<T extends BaseRecord>(view: ListView<T>, ids: string[] | undefined): FileChoice {
  const { state } = useUrlState()
  const known = useFileColumns(view.resource.name)
  const shown = shownColumns(view, state)
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [columnChoice, setColumnChoice] = useState<ColumnChoiceName>('all')
  const [chosen, setChosen] = useState(shown)
  // In the file's order, not in that of the clicks.
  const ordered = known?.map(({ key }) => key).filter((key) => chosen.includes(key)) ?? chosen
  return {
    query: listQueryOf(view, state),
    ids,
    format,
    setFormat,
    columnChoice,
    setColumnChoice,
    known,
    chosen,
    setChosen,
    columns: { all: undefined, shown, chosen: ordered }[columnChoice],
  }
}
