import type { Readable } from 'node:stream'
import { readCsvRows, type SheetRow } from '#platform/sheets/csv-reader.ts'
import { unguardText } from '#platform/sheets/formula-guard.ts'
import { type TextShape, unreadable } from '#platform/sheets/sniff.ts'

const PREVIEW_ROWS = 20
const MAX_COLUMNS = 200
const MAX_SHOWN_CHARACTERS = 500

export interface FileHead {
  headers: string[]
  preview: { row: number; cells: string[] }[]
}

/** The header and the first rows. Reads no further than these, however long the file. */
export async function readHead(file: Readable, shape: TextShape): Promise<FileHead> {
  const first: SheetRow[] = []
  for await (const row of readCsvRows(file, shape)) {
    first.push(row)
    if (first.length > PREVIEW_ROWS) break
  }
  return toHead(first)
}

function toHead([header, ...rows]: readonly SheetRow[]): FileHead {
  if (!header) throw unreadable('The file has no rows')
  if (rows.length === 0) throw unreadable('The file has a header, but no rows below it')
  const width = Math.max(header.cells.length, ...rows.map((row) => row.cells.length))
  if (width > MAX_COLUMNS) throw unreadable(`The file has ${width} columns; at most ${MAX_COLUMNS} can be imported`)
  return {
    headers: header.cells.map(shown),
    preview: rows.map(({ number, cells }) => ({ row: number, cells: cells.map(shown) })),
  }
}

function shown(cell: string): string {
  const storable = unguardText(cell).replaceAll('\0', '').toWellFormed().trim()
  return storable.length > MAX_SHOWN_CHARACTERS ? `${storable.slice(0, MAX_SHOWN_CHARACTERS)}…` : storable
}
