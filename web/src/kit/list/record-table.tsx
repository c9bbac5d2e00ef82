import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { t } from '../kit.text.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { ColumnResizer } from './column-resizer.tsx'
import { nextSort } from './list-state.ts'
import type { Column } from './list-view.ts'
import { RecordRow } from './record-row.tsx'
import classes from './record-table.module.css'
import type { Density } from './use-columns.ts'
import type { Selection } from './use-selection.ts'

export interface TableState<T> {
  columns: Column<T>[]
  density: Density
  onResize: (key: string, width: number) => void
  active: number
  onActive: (index: number) => void
}

interface RecordTableProps<T extends BaseRecord> {
  resource: Resource<T>
  rows: T[]
  table: TableState<T>
  selection: Selection<T>
  sort: string
  onSort: (sort: string) => void
  onOpen: (record: T) => void
}

const SHARE = 260

export function RecordTable<T extends BaseRecord>({
  resource,
  rows,
  table,
  selection,
  sort,
  onSort,
  onOpen,
}: RecordTableProps<T>) {
  const areAllSelected = rows.length > 0 && rows.every((row) => selection.has(row.id))
  const areSomeSelected = rows.some((row) => selection.has(row.id))
  const minWidth = table.columns.reduce((sum, column) => sum + (column.width ?? SHARE), 52)
  return (
    <table className={classes.table} data-density={table.density} style={{ minWidth }}>
      <thead>
        <tr>
          <th className={classes.check} scope="col">
            <Checkbox
              size="xs"
              checked={areAllSelected}
              indeterminate={areSomeSelected && !areAllSelected}
              onChange={() => selection.setMany(rows, !areAllSelected)}
              aria-label={t('selectAll')}
            />
          </th>
          {table.columns.map((column) => (
            <HeaderCell
              key={column.key}
              column={column}
              sort={sort}
              onSort={onSort}
              onResize={(width) => table.onResize(column.key, width)}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((record, index) => (
          <RecordRow
            key={record.id}
            resource={resource}
            record={record}
            columns={table.columns}
            place={{
              index,
              isActive: index === Math.max(0, Math.min(table.active, rows.length - 1)),
              onActive: table.onActive,
            }}
            selection={selection}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  )
}

interface HeaderCellProps<T> {
  column: Column<T>
  sort: string
  onSort: (sort: string) => void
  onResize?: (width: number) => void
}

const STEP = 16

export function HeaderCell<T>({ column, sort, onSort, onResize }: HeaderCellProps<T>) {
  const word = column.sort
  const isUp = sort === word
  const isDown = sort === `-${word}`
  const className = column.align === 'right' ? classes.right : undefined
  const style = column.width ? { width: column.width } : undefined
  if (!word)
    return (
      <th scope="col" className={className} style={style}>
        {column.title}
        {onResize && <ColumnResizer onResize={onResize} />}
      </th>
    )
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0
    if (!event.shiftKey || step === 0) return
    event.preventDefault()
    onResize?.((event.currentTarget.closest('th')?.offsetWidth ?? SHARE) + step)
  }
  const Arrow = isDown ? IconArrowDown : IconArrowUp
  return (
    <th scope="col" className={className} style={style} aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <UnstyledButton
        className={classes.sort}
        data-sorted={isUp || isDown}
        onClick={() => onSort(nextSort(sort, word))}
        onKeyDown={handleKeyDown}
        title={onResize && t('resizeHint')}
      >
        {column.title}
        {(isUp || isDown) && <Arrow size={13} stroke={2} aria-hidden />}
      </UnstyledButton>
      {onResize && <ColumnResizer onResize={onResize} />}
    </th>
  )
}
