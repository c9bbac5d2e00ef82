import { Readable } from 'node:stream'
import { AppError } from '#platform/errors.ts'
import { sendFile } from '#platform/files/send-file.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import type { Cell } from '#platform/sheets/cell.ts'
import { dialectOf } from '#platform/sheets/cell.ts'
import { BYTE_ORDER_MARK, csvLine } from '#platform/sheets/csv-writer.ts'
import { unguardText } from '#platform/sheets/formula-guard.ts'
import type { ImportRow } from './imports.queries.ts'
import { listRowErrors } from './imports.queries.ts'
import { findVisible } from './imports.service.ts'

const PAGE = 500

/** The rows that were not imported, as they stood in the file and with what is wrong: to mend and upload again. */
export async function sendErrorsFile(ctx: ManualCtx, id: string): Promise<void> {
  const { actor, request, services } = ctx
  if (!actor) throw new AppError('auth.required', 'Sign in first')
  const row = await services.read(actor, request, (read) => findVisible(read, id))
  const name = `${row.file_name.replace(/\.[^.]*$/, '')}-errors.csv`
  sendFile(ctx, { name, type: 'text/csv; charset=utf-8', content: Readable.from(errorLines(ctx, row)) })
}

async function* errorLines(
  { actor, request, services }: ManualCtx,
  { id, headers }: ImportRow,
): AsyncGenerator<string> {
  if (!actor) return
  const dialect = dialectOf(actor.tenant.locale)
  yield BYTE_ORDER_MARK + csvLine([...headers, 'Problems'], dialect)
  let afterRow = 0
  for (;;) {
    const rows = await services.read(actor, request, ({ tx }) =>
      listRowErrors(tx, { tenantId: actor.tenant.id, id, afterRow, limit: PAGE }),
    )
    yield rows
      .map(({ cells, problems }) =>
        csvLine([...headers.map((_, index) => toCell(cells[index])), sentenceOf(problems)], dialect),
      )
      .join('')
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
