import { type ExportFormat, MAX_PDF_ROWS } from '@groundwork/contract/office/exports.ts'
import { AppError } from '#platform/errors.ts'
import { MAX_XLSX_ROWS } from '#platform/sheets/xlsx-writer.ts'

/** Formats that have a bound. */
export const MOST_ROWS: Partial<Record<ExportFormat, number>> = { pdf: MAX_PDF_ROWS, xlsx: MAX_XLSX_ROWS }
const NAMES: Record<ExportFormat, string> = { csv: 'CSV', xlsx: 'Excel', json: 'JSON', pdf: 'PDF' }

export function assertRowsFit(format: ExportFormat, rows: number): void {
  const most = MOST_ROWS[format]
  if (most === undefined || rows <= most) return
  const others = Object.keys(NAMES).filter(
    (name) => (MOST_ROWS[name as ExportFormat] ?? Number.POSITIVE_INFINITY) > most,
  )
  const instead = others.map((name) => NAMES[name as ExportFormat]).join(' or ')
  throw new AppError(
    'export.too-many-rows',
    `A file for ${NAMES[format]} holds at most ${most.toLocaleString('en-US')} rows; narrow the list down, or take ${instead}`,
  )
}
