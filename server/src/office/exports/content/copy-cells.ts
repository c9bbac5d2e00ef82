import { copyOut } from '#platform/database/copy-out.ts'
import type { Template } from '#platform/database/statement.ts'
import type { ListPlan } from '#platform/resource/list-statement.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'
import { type ExportWork, plannedRows, storedColumns, totalOf } from './export-work.ts'
import type { StoredColumn } from './stored-cells.queries.ts'

interface Copying {
  format: string
  select(plan: ListPlan, columns: readonly StoredColumn[]): Template
}

const TIMEOUT_MS = 30 * 60_000

/** Whole rows in blocks, as the database writes them. */
export async function* copyCells(
  work: ExportWork,
  columns: readonly SheetColumn[],
  { format, select }: Copying,
): AsyncGenerator<Buffer> {
  const { job, ctx, client, counter } = work
  const total = await totalOf(work)
  const { plan, values } = plannedRows(work)
  const bound = select(plan, storedColumns(columns) ?? []).bind(values)
  const lineEnd = format.includes('csv') ? '\r\n' : '\n'
  const copy = await copyOut(ctx.tx, client, bound, { format, lineEnd, timeoutMs: TIMEOUT_MS })
  for await (const block of copy.blocks()) {
    job.signal.throwIfAborted()
    yield block
    counter.rows = copy.rowCount
    await job.progress(counter.rows, total)
  }
  counter.rows = copy.rowCount
}
