import type { RowErrors } from './imports.queries.ts'
import type { MappedRow } from './map-row.ts'

/** The rows that are wrong, as they are kept for the file to mend. The database cannot store NUL. */
export function toRowErrors(rows: readonly MappedRow[]): RowErrors[] {
  return rows
    .filter((row) => row.problems.length > 0)
    .map((row) => ({
      row: row.number,
      cells: row.cells.map((cell) => cell.replaceAll('\0', '')),
      problems: row.problems,
    }))
}
