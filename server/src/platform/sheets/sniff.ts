import { parse } from 'csv-parse/sync'
import { AppError } from '../errors.ts'

/** A text file as it has to be read. */
export interface TextShape {
  encoding: Encoding
  separator: Separator
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export const SEPARATORS = [',', ';', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]
export type FileFormat = 'csv' | 'xlsx'

/** How much of a file is looked at to tell what it is. */
export const HEAD_BYTES = 256 * 1024

/** Told by the bytes: what a browser or a file's name says of spreadsheets is wrong too often. */
export function formatOf(head: Buffer): FileFormat {
  if (head.length === 0) throw unreadable('The file is empty')
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx'
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0]))
    throw unreadable('This is an old or encrypted Excel file; save it as .xlsx without a password, or as CSV')
  return 'csv'
}

export function textShapeOf(head: Buffer, isUtf8: boolean): TextShape {
  const encoding = encodingOf(head, isUtf8)
  const text = decodeHead(head, encoding)
  if (hasBinary(text)) throw unreadable('This is neither text nor an Excel file; save it as CSV or .xlsx')
  return { encoding, separator: separatorOf(text) }
}

function encodingOf(head: Buffer, isUtf8: boolean): Encoding {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be'
  return utf16WithoutMark(head) ?? (isUtf8 ? 'utf-8' : 'windows-1252')
}

/** Western text in UTF-16 is every other byte zero. */
function utf16WithoutMark(head: Buffer): Encoding | undefined {
  const sample = head.subarray(0, 1000)
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 5 && even === 0) return 'utf-16le'
  return even > sample.length / 5 && odd === 0 ? 'utf-16be' : undefined
}

export function decodeHead(head: Buffer, encoding: Encoding): string {
  // Streaming: the head may end in the middle of a character.
  return new TextDecoder(encoding).decode(head, { stream: true })
}

function hasBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells data from text
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text.slice(0, 10_000))
}

const SAMPLE_ROWS = 20

/** What Excel was told in the first line; otherwise the sign that divides most rows into the same number of cells. */
export function separatorOf(text: string): Separator {
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const known = SEPARATORS.find((separator) => separator === told)
  if (known) return known
  const sample = wholeLines(text)
  const scored = SEPARATORS.map((separator) => ({ separator, score: scoreOf(sample, separator) }))
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator
}

function wholeLines(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, SAMPLE_ROWS * 5)
  return lines.slice(0, lines.length > 1 ? -1 : 1).join('\n')
}

function scoreOf(sample: string, separator: Separator): number {
  const widths = widthsOf(sample, separator)
  const header = widths[0] ?? 0
  if (header < 2) return 0
  const alike = widths.filter((width) => width === header).length / widths.length
  return alike * 1000 + Math.min(header, 100)
}

function widthsOf(sample: string, separator: Separator): number[] {
  try {
    const rows: string[][] = parse(sample, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: SAMPLE_ROWS,
    })
    return rows.map((row) => row.length)
  } catch {
    // An unfinished quotation at the end of the head, or none of this separator's making.
    return sample
      .split('\n')
      .slice(0, SAMPLE_ROWS)
      .map((line) => line.split(separator).length)
  }
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}

export function unreadable(sentence: string, cause?: unknown): AppError {
  return new AppError('import.file-unreadable', sentence, { cause, details: [{ field: 'file', message: sentence }] })
}
