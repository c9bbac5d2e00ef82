import type { ImportProblem } from '@groundwork/contract/office/imports.ts'
import { type SheetColumn, setValueAt } from '#platform/sheets/column.ts'
import type { SheetRow } from '#platform/sheets/csv-reader.ts'
import { unguardText } from '#platform/sheets/formula-guard.ts'
import type { ReadingRules } from '#platform/sheets/read-cell.ts'
import { fieldsOf, type ImportSource, keysOf, type NaturalKey } from './import-source.ts'
import type { ImportRow } from './imports.queries.ts'

/** What an import asks for, made ready to be done to many rows. */
export interface Plan {
  source: ImportSource
  columns: readonly MappedColumn[]
  headers: readonly string[]
  mode: ImportRow['mode']
  clearsEmpty: boolean
  updateKey: NaturalKey | undefined
  rules: ReadingRules
}

interface MappedColumn {
  index: number
  header: string
  column: SheetColumn
}

export function planOf(source: ImportSource, row: ImportRow, rules: ReadingRules): Plan {
  const fields = new Map(fieldsOf(source).map((column) => [column.key, column]))
  const columns = row.mapping.flatMap((key, index) => {
    const column = key === null ? undefined : fields.get(key)
    return column ? [{ index, column, header: row.headers[index] ?? '' }] : []
  })
  const updateKey = row.mode === 'create' ? undefined : keysOf(source).find(({ column }) => column === row.update_key)
  return {
    source,
    columns,
    headers: row.headers,
    mode: row.mode,
    clearsEmpty: row.empty_cells === 'clear',
    updateKey,
    rules,
  }
}

/** A row on its way into the database. Once it has a problem, it goes no further. */
export interface MappedRow {
  number: number
  cells: readonly string[]
  /** The texts of the mapped cells, by field; empty ones are left out. */
  texts: Map<string, string>
  /** What would be sent to the API. */
  input: Record<string, unknown>
  problems: ImportProblem[]
}

export function mapRow(plan: Plan, { number, cells }: SheetRow): MappedRow {
  const row: MappedRow = { number, cells, texts: new Map(), input: {}, problems: [] }
  for (const mapped of plan.columns) mapCell(plan, row, mapped)
  if (plan.clearsEmpty) emptyWholes(row.input)
  const surplus = cells.slice(plan.headers.length).find((cell) => cell !== '')
  if (surplus !== undefined) {
    row.problems.push({
      column: null,
      value: surplus.slice(0, MAX_SHOWN_CHARACTERS),
      message: 'The row has more cells than the header; is a quotation mark missing?',
    })
  }
  return row
}

const MAX_SHOWN_CHARACTERS = 200

function mapCell(plan: Plan, row: MappedRow, { index, column, header }: MappedColumn): void {
  const text = unguardText(row.cells[index] ?? '').trim()
  if (text.includes('\0')) {
    row.problems.push({ column: header, value: null, message: 'Contains characters that cannot be stored' })
    return
  }
  if (text !== '') row.texts.set(column.key, text)
  if (isLookedUp(plan, column.key)) return
  if (text !== '') setValueAt(row.input, column.key, column.read(text, plan.rules))
  else if (plan.clearsEmpty && column.whenEmptied) setValueAt(row.input, column.key, column.whenEmptied.value)
}

/** Not a field of the input: the id finds the record, and what names another record is put in words. */
function isLookedUp({ source }: Plan, key: string): boolean {
  return key === 'id' || source.references.some(({ column }) => column === key)
}

/** An address of which every part was emptied is no address. Custom fields are emptied one by one. */
function emptyWholes(input: Record<string, unknown>): void {
  for (const [field, value] of Object.entries(input)) {
    if (field === 'customFields') continue
    const parts = isPlain(value) ? Object.values(value) : []
    if (parts.length > 0 && parts.every((part) => part === null)) input[field] = null
  }
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A problem of a field, told by the column that fills it. */
export function problemAt(plan: Plan, row: MappedRow, field: string, message: string): ImportProblem {
  const mapped = columnOf(plan, field)
  if (!mapped) return { column: null, value: null, message: `${titleOf(plan, field)}: ${message}` }
  const value = row.texts.get(mapped.column.key)
  return { column: mapped.header, value: value?.slice(0, MAX_SHOWN_CHARACTERS) ?? null, message }
}

/** By the field itself, by one around it or inside it (`tags` for `tags.0`), or by the column that names what it refers to. */
function columnOf({ columns, source }: Plan, field: string): MappedColumn | undefined {
  const reference = source.references.find((one) => one.field === field)
  return (
    columns.find(({ column }) => column.key === field) ??
    columns.find(({ column }) => column.key === reference?.column) ??
    columns.find(({ column }) => field.startsWith(`${column.key}.`) || column.key.startsWith(`${field}.`))
  )
}

function titleOf({ source }: Plan, field: string): string {
  return source.columns.find((column) => column.key === field)?.title ?? field
}
