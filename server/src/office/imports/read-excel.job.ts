import { buffer } from 'node:stream/consumers'
import { MAX_IMPORT_ROWS } from '@groundwork/contract/office/imports.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { dialectOf } from '#platform/sheets/cell.ts'
import type { SheetRow } from '#platform/sheets/csv-reader.ts'
import { csvLine } from '#platform/sheets/csv-writer.ts'
import { unguardText } from '#platform/sheets/formula-guard.ts'
import type { TextShape } from '#platform/sheets/sniff.ts'
import { readXlsxRows } from '#platform/sheets/xlsx-reader.ts'
import { beginWork, ImportPayload, writeStep } from './import-work.ts'
import { readHead } from './inspect-file.ts'
import { keepReading } from './keep-reading.ts'
import { tooManyRows } from './read-rows.ts'

const SHAPE: TextShape = { encoding: 'utf-8', separator: ',' }
const DIALECT = dialectOf('en-US')
const CHUNK_CHARACTERS = 64 * 1024

/** Twice is harmless: it reads the same file into the same rows again. */
export const readExcelFile = defineJob<ImportPayload>({
  name: 'imports.read-excel',
  title: 'Read an Excel file',
  payload: ImportPayload,
  attempts: 3,
  timeoutMs: 10 * 60_000,
  run: readExcel,
})

/** Turned into text once; whatever comes later reads row by row, as fast as it can use them. */
async function readExcel(job: JobRun<ImportPayload>): Promise<{ rows: number }> {
  const { row, plan, store } = await beginWork(job)
  if (row.state !== 'reading' || row.file_key === null) return { rows: row.row_count ?? 0 }
  const archive = await buffer(await store.open(row.file_key))
  const counter = { rows: 0 }
  const text = await store.put(job.actor.tenant.id, toText(readXlsxRows(archive), counter, job.signal))
  const head = await readHead(await store.open(text.key), SHAPE)
  const rowCount = counter.rows - 1
  await writeStep(job, (ctx) =>
    keepReading(ctx, row.id, plan.source, { ...head, shape: SHAPE, rowsKey: text.key, rowCount }),
  )
  return { rows: rowCount }
}

/** Empty lines stand for the rows left out, so that each keeps its number. */
async function* toText(
  rows: AsyncIterable<SheetRow>,
  counter: { rows: number },
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let chunk = ''
  let line = 1
  for await (const { number, cells } of rows) {
    signal.throwIfAborted()
    counter.rows += 1
    if (counter.rows > MAX_IMPORT_ROWS + 1) throw tooManyRows()
    chunk += `${'\r\n'.repeat(Math.max(0, number - line))}${csvLine(cells.map(unguardText), DIALECT)}`
    line = number + 1
    if (chunk.length < CHUNK_CHARACTERS) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  yield Buffer.from(chunk)
}
