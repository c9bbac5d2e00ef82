import type { Client } from 'pg'
import type { ReadCtx } from '#platform/context.ts'
import type { JobRun } from '#platform/jobs/define-job.ts'
import { expandRecords } from '#platform/resource/expand.ts'
import { toShown } from '#platform/resource/records.ts'
import type { BaseRecord } from '#platform/resource/resource.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'
import { countRows, pagesOf, planRows } from '../export-cursor.ts'
import type { OwnExportSource } from '../export-source.ts'
import type { ExportRow } from '../exports.queries.ts'
import type { StoredColumn } from './stored-cells.queries.ts'

/** One export at work, in one snapshot of the database. */
export interface ExportWork {
  job: Pick<JobRun<unknown>, 'signal' | 'progress'>
  ctx: ReadCtx
  client: Client
  row: Pick<ExportRow, 'resource' | 'format' | 'query' | 'columns' | 'created_at' | 'maker_name'>
  ids: readonly string[] | null
  source: OwnExportSource
  counter: { rows: number }
}

export function columnsOf({ row, source }: ExportWork): SheetColumn[] {
  return row.columns.flatMap((key) => source.columns.find((column) => column.key === key) ?? [])
}

/** Undefined where one of them is more than a column of a table. */
export function storedColumns(columns: readonly SheetColumn[]): StoredColumn[] | undefined {
  const stored = columns.flatMap(({ stored, ...column }) => (stored === undefined ? [] : [{ ...column, stored }]))
  return stored.length === columns.length ? stored : undefined
}

export const plannedRows = ({ ctx, source, row, ids }: ExportWork) => planRows(ctx, source, { query: row.query, ids })

export const totalOf = ({ ctx, source, row, ids }: ExportWork) => countRows(ctx, source, { query: row.query, ids })

/** The records as the API shows them, a page at a time. */
export async function* recordPages(work: ExportWork): AsyncGenerator<BaseRecord[]> {
  const { job, ctx, source, counter } = work
  const total = await totalOf(work)
  for await (const rows of pagesOf(ctx, plannedRows(work))) {
    job.signal.throwIfAborted()
    const records = rows.map((one) => toShown(source.fields, source.resource, one))
    await expandRecords(ctx, source.resource, rows, records, source.expands)
    yield records
    counter.rows += records.length
    await job.progress(counter.rows, total)
  }
}
