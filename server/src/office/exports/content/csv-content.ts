import { dialectOf } from '#platform/sheets/cell.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'
import { BYTE_ORDER_MARK, csvLine } from '#platform/sheets/csv-writer.ts'
import { copyCells } from './copy-cells.ts'
import { columnsOf, type ExportWork, recordPages, storedColumns } from './export-work.ts'
import { selectCsvCells } from './stored-cells.queries.ts'

export async function* csvContent(work: ExportWork): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(work)
  const titles = columns.map(({ title }) => title)
  yield Buffer.from(BYTE_ORDER_MARK + csvLine(titles, dialectFor(work)))
  yield* storedColumns(columns) ? copiedLines(work, columns) : writtenLines(work, columns)
}

const dialectFor = ({ ctx }: ExportWork) => dialectOf(ctx.actor.tenant.locale)

/** Written by the database: a million rows in seconds. */
export async function* copiedLines(work: ExportWork, columns: readonly SheetColumn[]): AsyncGenerator<Uint8Array> {
  const dialect = dialectFor(work)
  const format = `format csv, delimiter '${dialect.separator}'`
  yield* copyCells(work, columns, { format, select: (plan, stored) => selectCsvCells(plan, stored, dialect) })
}

/** Written here, for what is more than a column of a table. */
export async function* writtenLines(work: ExportWork, columns: readonly SheetColumn[]): AsyncGenerator<Uint8Array> {
  const dialect = dialectFor(work)
  for await (const records of recordPages(work)) {
    const lines = records.map((record) => {
      const cells = columns.map((column) => column.write(record))
      return csvLine(cells, dialect)
    })
    yield Buffer.from(lines.join(''))
  }
}
