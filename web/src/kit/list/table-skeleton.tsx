import { Skeleton } from '@mantine/core'
import { t } from '#ui/text/ui.text.ts'
import type { Column } from './list-view.ts'
import classes from './record-table.module.css'

const ROWS = Array.from({ length: 12 }, (_, row) => row)

/** Shaped like the rows that will stand here, so that nothing jumps. */
export function TableSkeleton<T>({ columns, isPlain = false }: { columns: Column<T>[]; isPlain?: boolean }) {
  return (
    <table className={classes.table} aria-busy aria-label={t('loading')}>
      <tbody>
        {ROWS.map((row) => (
          <tr key={row}>
            {!isPlain && (
              <td className={classes.check}>
                <Skeleton w={16} h={16} />
              </td>
            )}
            {columns.map((column, index) => (
              <td key={column.key} style={column.width ? { width: column.width } : undefined}>
                <Skeleton h={10} w={`${index === 0 ? 40 + ((row * 17) % 35) : 50 + ((row * 23 + index * 11) % 40)}%`} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
