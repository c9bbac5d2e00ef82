import { Readable } from 'node:stream'
import { AppError } from '#platform/errors.ts'
import { sendFile } from '#platform/files/send-file.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import type { Cell } from '#platform/sheets/cell.ts'
import { dialectOf } from '#platform/sheets/cell.ts'
import { BYTE_ORDER_MARK, csvLine } from '#platform/sheets/csv-writer.ts'
import { unguardText } from '#platform/sheets/formula-guard.ts'
import type { FileFormat } from '#platform/sheets/sniff.ts'
import { writeXlsx } from '#platform/sheets/xlsx-writer.ts'
import type { ImportRow } from './imports.queries.ts'
import { listRowErrors } from './imports.queries.ts'
import { findVisible } from './imports.service.ts'
import { PROBLEMS_HEADER } from './mappings/header-key.ts'

const PAGE = 500
const TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The rows that were not imported, as they stood in the file and with what is wrong: to mend and upload again. */
export async function sendErrorsFile(ctx: ManualCtx, id: string, format: FileFormat): Promise<void> {
  const { actor, request, services } = ctx
  if (!actor) throw new AppError('auth.required', 'Sign in first')
  const row = await services.read(actor, request, (read) => findVisible(read, id))
  const name = `${row.file_name.replace(/\.[^.]*$/, '')}-errors.${format}`
  const cells = errorRows(ctx, row)
  const content = Readable.from(format === 'csv' ? toCsv(cells, row, actor.tenant.locale) : toXlsx(cells, row))
  sendFile(ctx, { name, type: TYPES[format], content })
}

const titlesOf = ({ headers }: ImportRow) => [...headers, PROBLEMS_HEADER]

async function* toCsv(rows: AsyncIterable<Cell[]>, row: ImportRow, locale: string): AsyncGenerator<string> {
  const dialect = dialectOf(locale)
  yield BYTE_ORDER_MARK + csvLine(titlesOf(row), dialect)
  for await (const cells of rows) yield csvLine(cells, dialect)
}

function toXlsx(rows: AsyncIterable<Cell[]>, row: ImportRow): AsyncGenerator<Buffer> {
  const columns = titlesOf(row).map((title) => ({ title, widthCharacters: 24, isTime: false }))
  return writeXlsx('Errors', columns, rows)
}

async function* errorRows({ actor, request, services }: ManualCtx, { id, headers }: ImportRow): AsyncGenerator<Cell[]> {
  if (!actor) return
  let afterRow = 0
  for (;;) {
    const rows = await services.read(actor, request, ({ tx }) =>
      listRowErrors(tx, { tenantId: actor.tenant.id, id, afterRow, limit: PAGE }),
    )
    for (const { cells, problems } of rows)
      yield [...headers.map((_, index) => toCell(cells[index])), sentenceOf(problems)]
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    afterRow = last.row
  }
}

/** A negative number is no formula. */
function toCell(text = ''): Cell {
  const value = unguardText(text)
  return /^-\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

function sentenceOf(problems: readonly { column: string | null; message: string }[]): string {
  return problems.map(({ column, message }) => (column === null ? message : `${column}: ${message}`)).join('; ')
}
