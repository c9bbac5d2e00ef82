import type { ReadCtx } from '#platform/context.ts'
import type { JobRun } from '#platform/jobs/define-job.ts'
import { expandRecords } from '#platform/resource/expand.ts'
import type { BaseRecord, BaseRow } from '#platform/resource/resource.ts'
import { type Cell, dialectOf } from '#platform/sheets/cell.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'
import { BYTE_ORDER_MARK, csvLine } from '#platform/sheets/csv-writer.ts'
import { writeXlsx } from '#platform/sheets/xlsx-writer.ts'
import { listInTx } from './export-cursor.ts'
import type { ExportSource } from './export-source.ts'
import type { ExportRow } from './exports.queries.ts'

interface Parts {
  job: JobRun<unknown>
  /** In one snapshot of the database. */
  ctx: ReadCtx
  row: ExportRow
  source: ExportSource
  counter: { rows: number }
}

/** The bytes of the file, made as they are taken. */
export function exportContent(parts: Parts): AsyncIterable<Uint8Array> {
  const { row, source } = parts
  const columns = row.columns.flatMap((key) => source.columns.find((column) => column.key === key) ?? [])
  return row.format === 'csv' ? csvContent(parts, columns) : xlsxContent(parts, columns)
}

async function* csvContent(parts: Parts, columns: readonly SheetColumn[]): AsyncGenerator<Uint8Array> {
  const dialect = dialectOf(parts.ctx.actor.tenant.locale)
  yield Buffer.from(
    BYTE_ORDER_MARK +
      csvLine(
        columns.map(({ title }) => title),
        dialect,
      ),
  )
  for await (const records of recordPages(parts)) {
    yield Buffer.from(records.map((record) => csvLine(cellsOf(record, columns), dialect)).join(''))
  }
}

const WIDTH_CHARACTERS: Record<SheetColumn['kind'], number> = { text: 24, number: 12, flag: 8, time: 18 }

function xlsxContent(parts: Parts, columns: readonly SheetColumn[]): AsyncIterable<Uint8Array> {
  const shown = columns.map(({ title, kind }) => ({
    title,
    widthCharacters: WIDTH_CHARACTERS[kind],
    isTime: kind === 'time',
  }))
  return writeXlsx(`${parts.source.resource.noun}s`, shown, cellRows(parts, columns))
}

async function* cellRows(parts: Parts, columns: readonly SheetColumn[]): AsyncGenerator<Cell[]> {
  for await (const records of recordPages(parts)) for (const record of records) yield cellsOf(record, columns)
}

function cellsOf(record: BaseRecord, columns: readonly SheetColumn[]): Cell[] {
  return columns.map((column) => column.write(record))
}

async function* recordPages({ job, ctx, row, source, counter }: Parts): AsyncGenerator<BaseRecord[]> {
  const { total, pages } = await listInTx(ctx, source, row.query)
  for await (const rows of pages) {
    job.signal.throwIfAborted()
    const records = rows.map((one: BaseRow) => source.resource.toRecord(one))
    await expandRecords(ctx, source.resource, rows, records, source.expands)
    yield records
    counter.rows += records.length
    await job.progress(counter.rows, total)
  }
}
