import { type CellValue, type ColumnDef, writeXlsxStream } from 'hucre/xlsx'
import { type Cell, cleanCell } from './cell.ts'
import { guardText } from './formula-guard.ts'

export interface XlsxColumn {
  title: string
  widthCharacters: number
  isTime: boolean
}

/** An Excel file with one sheet, written as the rows come. */
export function writeXlsx(
  sheetName: string,
  columns: readonly XlsxColumn[],
  rows: AsyncIterable<readonly (Cell | undefined)[]>,
): ReadableStream<Uint8Array> {
  return writeXlsxStream(toRows(rows), {
    // Excel takes no more than 31 characters, and none of these, in the name of a sheet.
    name: sheetName.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: columns.map(toColumn),
    freezePane: { rows: 1 },
  })
}

function toColumn({ title, widthCharacters, isTime }: XlsxColumn): ColumnDef {
  return { header: title, width: widthCharacters, ...(isTime ? { numFmt: 'yyyy-mm-dd hh:mm' } : {}) }
}

async function* toRows(rows: AsyncIterable<readonly (Cell | undefined)[]>): AsyncGenerator<CellValue[]> {
  for await (const row of rows) yield row.map(toCell)
}

const MAX_TEXT_LENGTH = 32_767

function toCell(value: Cell | undefined): CellValue {
  const cell = cleanCell(value)
  if (typeof cell !== 'string') return cell
  return guardText(cell).slice(0, MAX_TEXT_LENGTH)
}
