import { MAX_IMPORT_ROWS } from '@groundwork/contract/office/imports.ts'
import { AppError } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { readCsvRows, type SheetRow } from '#platform/sheets/csv-reader.ts'
import type { ImportRow } from './imports.queries.ts'

/** The rows below the header, as they stand in the file. */
export async function* readRows(
  store: FileStore,
  { rows_key, encoding, separator }: ImportRow,
): AsyncGenerator<SheetRow> {
  if (rows_key === null || encoding === null || separator === null)
    throw new Error('The file of the import has not been read yet')
  let count = -1
  for await (const row of readCsvRows(await store.open(rows_key), { encoding, separator })) {
    count += 1
    if (count > MAX_IMPORT_ROWS) throw tooManyRows()
    if (count > 0) yield row
  }
}

// Some rows may be long: a batch has to fit into memory whatever stands in them.
const MAX_BATCH_CHARACTERS = 4_000_000

/** Rows by the thousand, one batch for each transaction. */
export async function* inBatches(rows: AsyncIterable<SheetRow>, size: number): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = []
  let characters = 0
  for await (const row of rows) {
    batch.push(row)
    for (const cell of row.cells) characters += cell.length
    if (batch.length < size && characters < MAX_BATCH_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}

export function tooManyRows(): AppError {
  return new AppError(
    'import.too-many-rows',
    `The file has more than ${MAX_IMPORT_ROWS.toLocaleString('en-US')} rows; split it`,
  )
}
