import { Checkbox } from '@mantine/core'
import type { KeyboardEvent, MouseEvent } from 'react'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { RecordCell } from './inline-choice.tsx'
import type { Column } from './list-view.ts'
import classes from './record-table.module.css'
import type { Selection } from './use-selection.ts'

interface RecordRowProps<T extends BaseRecord> {
  resource: Resource<T>
  record: T
  columns: Column<T>[]
  place: { index: number; isActive: boolean; onActive: (index: number) => void }
  selection: Selection<T>
  onOpen: (record: T) => void
}

export function RecordRow<T extends BaseRecord>({
  resource,
  record,
  columns,
  place,
  selection,
  onOpen,
}: RecordRowProps<T>) {
  const isSelected = selection.has(record.id)
  const handleClick = (event: MouseEvent<HTMLElement>) => {
    // Links and controls in the row mean themselves; so does selecting text.
    if (isControl(event.target) || window.getSelection()?.type === 'Range') return
    onOpen(record)
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') onOpen(record)
    if (event.key === ' ') {
      event.preventDefault()
      selection.toggle(record)
    }
  }
  return (
    <tr
      className={classes.row}
      data-row={place.index}
      data-selected={isSelected}
      aria-selected={isSelected}
      tabIndex={place.isActive ? 0 : -1}
      onFocus={() => place.onActive(place.index)}
      onClick={handleClick}
      onKeyDown={handleKeyDown}
    >
      <td className={classes.check}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={isSelected}
          onChange={() => selection.toggle(record)}
          aria-label={t('selectRow', { name: resource.titleOf(record) })}
        />
      </td>
      {columns.map((column) => (
        <td key={column.key} className={column.align === 'right' ? classes.right : undefined}>
          <RecordCell resource={resource} record={record} column={column} />
        </td>
      ))}
    </tr>
  )
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label') !== null
}
