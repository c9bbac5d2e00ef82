import type { BaseRecord } from '#platform/resource/resource.ts'
import { type SheetColumn, setValueAt, valueAt } from '#platform/sheets/column.ts'
import { columnsOf, type ExportWork, recordPages } from './export-work.ts'

/** One array with a record per line: any program takes it as a whole, and line by line it can be searched and compared. */
export async function* jsonContent(work: ExportWork): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(work)
  let before = '[\n'
  for await (const records of recordPages(work)) {
    const lines = records.map((record) => JSON.stringify(pick(record, columns)))
    yield Buffer.from(before + lines.join(',\n'))
    before = ',\n'
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n')
}

/** The chosen fields as the API has them, with their types. */
function pick(record: BaseRecord, columns: readonly SheetColumn[]): object {
  const picked: Record<string, unknown> = {}
  for (const { key } of columns) setValueAt(picked, key, valueAt(record, key) ?? null)
  return picked
}
