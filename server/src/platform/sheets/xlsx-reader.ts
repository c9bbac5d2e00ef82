import { type CellValue, streamXlsxRows } from 'hucre/xlsx'
import type { SheetRow } from './csv-reader.ts'
import { unreadable } from './sniff.ts'
import { assertHarmlessZip } from './zip-guard.ts'

/**
 * The rows of an Excel file's first sheet, as text. The parser runs ahead of whoever takes the rows and keeps what it has
 * read in memory: take them without waiting for anything slow in between.
 */
export async function* readXlsxRows(archive: Buffer): AsyncGenerator<SheetRow> {
  assertHarmlessZip(archive)
  try {
    for await (const { index, values } of streamXlsxRows(archive)) {
      const cells = values.map(toText)
      if (cells.some((cell) => cell !== '')) yield { number: index + 1, cells }
    }
  } catch (cause) {
    throw unreadable(
      'The Excel file cannot be read; open it in Excel and save it again, or save the sheet as CSV',
      cause,
    )
  }
}

function toText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return toNumberText(value)
  return value instanceof Date && !Number.isNaN(value.getTime()) ? toTimeText(value) : ''
}

/** Without exponent: 1e+21 would not be read as the code that somebody typed. */
function toNumberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value)
}

/** A date without a time is written as one. */
function toTimeText(value: Date): string {
  const text = value.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
}
