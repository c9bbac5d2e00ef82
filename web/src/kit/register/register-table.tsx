import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { Face } from '#ui/face.tsx'
import type { Column } from '../list/list-view.ts'
import tableClasses from '../list/record-table.module.css'
import { HeaderCell } from '../list/record-table.tsx'
import { useDensity } from '../list/use-columns.ts'
import { LineLink } from './line-link.tsx'
import classes from './register.module.css'
import type { RegisterState } from './register-state.ts'
import type { RegisterView } from './register-view.ts'

const FACE_WIDTH = 260

interface RegisterTableProps<T extends { id: string }> {
  view: RegisterView<T>
  rows: T[]
  list: RegisterState
  active: number
  onActive: (index: number) => void
  onOpen: (row: T) => void
}

export function RegisterTable<T extends { id: string }>({
  view,
  rows,
  list,
  active,
  onActive,
  onOpen,
}: RegisterTableProps<T>) {
  const [density] = useDensity()
  const columns = columnsOf(view)
  const minWidth = columns.reduce((sum, column) => sum + (column.width ?? FACE_WIDTH), 0)
  const handleSort = (sort: string) => list.setLens({ sort: sort === view.defaultSort ? undefined : sort })
  const reachable = Math.max(0, Math.min(active, rows.length - 1))
  return (
    <table className={`${tableClasses.table} ${classes.table}`} data-density={density} style={{ minWidth }}>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={list.sort} onSort={handleSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row
            key={row.id}
            index={index}
            isReachable={index === reachable}
            isOpen={row.id === list.openId}
            onActive={() => onActive(index)}
            onOpen={() => onOpen(row)}
          >
            {columns.map((column) => (
              <td key={column.key} className={column.align === 'right' ? tableClasses.right : undefined}>
                {column.cell(row)}
              </td>
            ))}
          </Row>
        ))}
      </tbody>
    </table>
  )
}

export function columnsOf<T extends { id: string }>(view: RegisterView<T>): Column<T>[] {
  return [{ key: 'face', ...view.face, cell: (row) => <FaceCell view={view} row={row} /> }, ...view.columns]
}

function FaceCell<T extends { id: string }>({ view, row }: { view: RegisterView<T>; row: T }) {
  const name = view.nameOf(row)
  const second = view.secondOf?.(row)
  return (
    <span className={tableClasses.face}>
      {view.pictureOf ? view.pictureOf(row) : <Face name={name} icon={view.icon} />}
      <span className={tableClasses.names}>
        <LineLink view={view} row={row} className={tableClasses.name} tabIndex={-1}>
          {name}
        </LineLink>
        {second && <span className={tableClasses.second}>{second}</span>}
      </span>
    </span>
  )
}

interface RowProps {
  index: number
  isReachable: boolean
  isOpen: boolean
  onActive: () => void
  onOpen: () => void
  children: ReactNode
}

function Row({ index, isReachable, isOpen, onActive, onOpen, children }: RowProps) {
  const handleClick = (event: MouseEvent<HTMLElement>) => {
    // Links and controls in the row mean themselves; so does selecting text.
    const isControl = event.target instanceof Element && event.target.closest('a, button, input, label') !== null
    if (!isControl && window.getSelection()?.type !== 'Range') onOpen()
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target === event.currentTarget && event.key === 'Enter') onOpen()
  }
  return (
    <tr
      className={tableClasses.row}
      data-row={index}
      data-open={isOpen}
      tabIndex={isReachable ? 0 : -1}
      onFocus={onActive}
      onClick={handleClick}
      onKeyDown={handleKeyDown}
    >
      {children}
    </tr>
  )
}
