import type { Cell } from '#platform/sheets/cell.ts'
import type { SheetColumn } from '#platform/sheets/column.ts'
import { writeXlsx } from '#platform/sheets/xlsx-writer.ts'
import { copyCells } from './copy-cells.ts'
import { columnsOf, type ExportWork, recordPages, storedColumns } from './export-work.ts'
import { selectCells } from './stored-cells.queries.ts'

const WIDTH_CHARACTERS: Record<SheetColumn['kind'], number> = { text: 24, number: 12, flag: 8, time: 18 }

export function xlsxContent(work: ExportWork): AsyncIterable<Uint8Array> {
  const columns = columnsOf(work)
  const shown = columns.map(({ title, kind }) => ({
    title,
    widthCharacters: WIDTH_CHARACTERS[kind],
    isTime: kind === 'time',
  }))
  const rows = storedColumns(columns) ? copiedRows(work, columns) : writtenRows(work, columns)
  return writeXlsx(`${work.source.resource.noun}s`, shown, rows)
}

/** The cells as the database has them, without making records of them. */
async function* copiedRows(work: ExportWork, columns: readonly SheetColumn[]): AsyncGenerator<Cell[]> {
  const read = columns.map(({ kind }) => CELLS[kind])
  for await (const block of copyCells(work, columns, { format: 'format text', select: selectCells })) {
    const lines = block.toString().split('\n')
    // Behind the last line feed there is nothing.
    lines.pop()
    for (const line of lines) yield toCells(line, read)
  }
}

const CELLS: Record<SheetColumn['kind'], (text: string) => Cell> = {
  text: unescaped,
  number: Number,
  flag: (text) => text === 't',
  time: (text) => new Date(text),
}

/** Cells are divided by tabs, and \\N is none; line feeds and tabs within a cell are escaped. */
function toCells(line: string, read: readonly ((text: string) => Cell)[]): Cell[] {
  const texts = line.split('\t')
  const cells: Cell[] = new Array(read.length)
  for (let index = 0; index < read.length; index++) {
    const text = texts[index] ?? '\\N'
    cells[index] = text === '\\N' ? null : (read[index]?.(text) ?? null)
  }
  return cells
}

const ESCAPED: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, (_, sign: string) => ESCAPED[sign] ?? sign) : text
}

async function* writtenRows(work: ExportWork, columns: readonly SheetColumn[]): AsyncGenerator<Cell[]> {
  for await (const records of recordPages(work))
    for (const record of records) yield columns.map((column) => column.write(record))
}
