import { type RawBuilder, sql } from 'kysely'
import { slots, type Template } from '#platform/database/statement.ts'
import { type ListPlan, selectTemplate } from '#platform/resource/list-statement.ts'
import type { Dialect } from '#platform/sheets/cell.ts'
import type { JoinedCell, JsonCell, SheetColumn, StoredCell } from '#platform/sheets/column.ts'

/** A column that the database can write. */
export type StoredColumn = Pick<SheetColumn, 'kind'> & { stored: StoredCell }

/** The cells as they stand. */
export function selectCells(plan: ListPlan, columns: readonly StoredColumn[]): Template {
  return select(plan, columns, plainCell)
}

/** The cells as csv-writer.ts writes them: guarded, times in ISO 8601, decimals in the language's way. */
export function selectCsvCells(plan: ListPlan, columns: readonly StoredColumn[], dialect: Dialect): Template {
  return select(plan, columns, ({ kind }, column) => CSV_CELLS[kind](column, dialect))
}

function select(
  plan: ListPlan,
  columns: readonly StoredColumn[],
  toCell: (column: StoredColumn, value: RawBuilder<unknown>) => RawBuilder<unknown>,
): Template {
  const cells = columns.map((column, index) => toCell(column, cellOf(column, index)))
  const joins = columns.flatMap(({ stored }, index) => joinsOf(stored, index))
  return selectTemplate(plan, sql.join(cells), sql.join(joins, sql` `))
}

const isJoined = (stored: StoredCell): stored is JoinedCell => typeof stored !== 'string' && 'table' in stored

const isLabelled = (stored: StoredCell) => typeof stored !== 'string' && 'labels' in stored && stored.labels.length > 0

function cellOf({ stored, kind }: StoredColumn, index: number): RawBuilder<unknown> {
  if (typeof stored === 'string') return sql.ref(stored)
  if (isJoined(stored) || isLabelled(stored)) return sql.ref(nameOf(index))
  return kind === 'number' ? sql`(${jsonText(stored)})::numeric` : jsonText(stored)
}

function joinsOf(stored: StoredCell, index: number): RawBuilder<unknown>[] {
  if (typeof stored === 'string') return []
  if (isJoined(stored)) return [joinOf(stored, index)]
  return isLabelled(stored) ? [labelOf(stored, index)] : []
}

/** Names that no table has, so that those of the list's own conditions stay its own. */
const nameOf = (index: number) => `joined_${index}`

/** Keys and labels are people's words: they travel as values and never are text of a statement. */
function jsonText({ jsonb, key }: JsonCell): RawBuilder<unknown> {
  return sql`(${sql.ref(jsonb)} ->> ${key}::text)`
}

/** Looked up once for each row, however often the cell is looked at. */
function labelOf(stored: JsonCell, index: number): RawBuilder<unknown> {
  const labels = JSON.stringify(Object.fromEntries(stored.labels.map(({ value, label }) => [value, label])))
  const value = jsonText(stored)
  return sql`cross join lateral (select coalesce(${labels}::jsonb ->> ${value}, ${value}) as ${sql.ref(nameOf(index))} offset 0) ${sql.ref(`labelled_${index}`)}`
}

function joinOf({ table, by, column }: JoinedCell, index: number): RawBuilder<unknown> {
  const { tenantId } = slots<{ tenantId: string }>()
  const [key, value, alias] = [`key_${index}`, nameOf(index), `join_${index}`]
  return sql`left join (select id as ${sql.ref(key)}, ${sql.ref(column)} as ${sql.ref(value)} from ${sql.table(table)}
    where tenant_id = ${tenantId}::uuid) ${sql.ref(alias)} on ${sql.ref(key)} = ${sql.ref(by)}`
}

const plainCell = ({ kind }: StoredColumn, value: RawBuilder<unknown>) => (kind === 'time' ? isoTime(value) : value)

const CSV_CELLS: Record<SheetColumn['kind'], (value: RawBuilder<unknown>, dialect: Dialect) => RawBuilder<unknown>> = {
  text: guarded,
  number: (value, { decimalSign }) =>
    decimalSign === '.' ? value : sql`replace(${value}::text, '.', ${sql.lit(decimalSign)})`,
  flag: (value) => sql`case when ${value} then 'yes' when not ${value} then 'no' end`,
  time: isoTime,
}

/** As Date.toISOString() has it. */
function isoTime(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** formula-guard.ts, looking at one character where that is enough: a regular expression per cell takes as long as all else. */
function guarded(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const text = sql`${value}::text`
  const isTrigger = sql`ascii(${text}) in (9, 13, 43, 45, 61, 64)`
  const isQuoted = sql`(ascii(${text}) = 39 and ${text} ~ '^''+[=+@\t\r-]')`
  return sql`case when ${isTrigger} or ${isQuoted} then '''' || ${text} else nullif(${text}, '') end`
}
