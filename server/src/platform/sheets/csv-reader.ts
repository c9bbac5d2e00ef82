import { pipeline, Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { type TextShape, unreadable } from './sniff.ts'

/** A row of a file with something in it, numbered as spreadsheets show it: the first line is row 1. */
export interface SheetRow {
  number: number
  cells: string[]
}

// Far above any real row; a quotation that is never closed would otherwise swallow the file into memory.
const MAX_ROW_LENGTH = 1024 * 1024

/** The rows of a text file, one after the other, as fast as they are taken. */
export async function* readCsvRows(bytes: Readable, { encoding, separator }: TextShape): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW_LENGTH,
  })
  // Errors arrive through the parser, which is read below; without a callback here they would end the process.
  pipeline(Readable.from(decode(bytes, encoding)), parser, () => {})
  let number = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1
      if (cells.some((cell) => cell !== '') && !(number === 1 && isHint(cells))) yield { number, cells }
    }
  } catch (error) {
    throw isCsvError(error) ? unreadable(sentenceOf(error), error) : error
  } finally {
    bytes.destroy()
  }
}

/** As text without its byte order mark, whatever it was written in. */
async function* decode(bytes: Readable, encoding: TextShape['encoding']): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

function isHint(cells: readonly string[]): boolean {
  return /^sep=.?$/i.test(cells.join(''))
}

function isCsvError(error: unknown): error is CsvError & { lines?: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
}

function sentenceOf({ code, lines }: CsvError & { lines?: number }): string {
  const at = lines === undefined ? '' : ` near line ${lines}`
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'A quotation is opened and never closed; look for a single " in the file'
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `A row${at} is longer than a million characters; look for a single " before it`
  return `The file cannot be read as CSV${at}`
}
