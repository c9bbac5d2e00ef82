import { type RawBuilder, sql } from 'kysely'
import { slots, type Template } from '#platform/database/statement.ts'
import { type ListPlan, selectTemplate } from '#platform/resource/list-statement.ts'
import type { Dialect } from '#platform/sheets/cell.ts'
import type { JoinedCell, JsonCell, ObjectsCell, SheetColumn, StoredCell } from '#platform/sheets/column.ts'

/** A column that the database can write. */
export type StoredColumn = Pick<SheetColumn, 'kind' | 'isWord'> & { stored: StoredCell }

/** The cells as they stand. */
export function selectCells(plan: ListPlan, columns: readonly StoredColumn[]): Template {
  return select(plan, columns, plainCell)
}

/** The cells as csv-writer.ts writes them: guarded, times in ISO 8601, decimals in the language's way. */
export function selectCsvCells(plan: ListPlan, columns: readonly StoredColumn[], dialect: Dialect): Template {
  return select(plan, columns, (column, value) => csvCell(column, value, dialect))
}

function csvCell({ kind, stored, isWord }: StoredColumn, value: RawBuilder<unknown>, dialect: Dialect) {
  if (isWord) return value
  return kind === 'text' && isComputed(stored) ? guardedOnce(value) : CSV_CELLS[kind](value, dialect)
}

function select(
  plan: ListPlan,
  columns: readonly StoredColumn[],
  toCell: (column: StoredColumn, value: RawBuilder<unknown>) => RawBuilder<unknown>,
): Template {
  const cells = columns.map((column, index) => toCell(column, storedValue(column, index)))
  const joins = columns.flatMap(({ stored }, index) => joinsOf(stored, index))
  return selectTemplate(plan, sql.join(cells), sql.join(joins, sql` `))
}

const isJoined = (stored: StoredCell): stored is JoinedCell => typeof stored === 'object' && 'table' in stored

const isLabelled = (stored: StoredCell): stored is JsonCell =>
  typeof stored === 'object' && 'jsonb' in stored && (stored.labels?.length ?? 0) > 0

/** Neither a column nor something joined, which cost nothing to name again. */
const isComputed = (stored: StoredCell) => typeof stored === 'object' && !isJoined(stored) && !isLabelled(stored)

function storedValue({ kind, stored }: StoredColumn, index: number): RawBuilder<unknown> {
  if (typeof stored === 'string') return sql.ref(stored)
  if ('list' in stored) return listText(stored.list)
  if ('objects' in stored) return objectsText(stored)
  if (isJoined(stored) || isLabelled(stored)) return sql.ref(joinedName(index))
  // As a number of JavaScript's, so that it is written like one.
  return kind === 'number' ? sql`(${jsonText(stored)})::float8` : jsonText(stored)
}

/** As writeList() has it; most lists hold nothing that wants escaping, and are then joined at once. */
function listText(column: string): RawBuilder<unknown> {
  const joined = sql`array_to_string(${sql.ref(column)}, '; ')`
  const one = sql`select string_agg(${escaped(sql`part`)}, '; ' order by place) from unnest(${sql.ref(column)}) with ordinality as listed (part, place)`
  return sql`case when array_to_string(${sql.ref(column)}, '') ~ '[\\\\;|]' then (${one}) else ${joined} end`
}

/** As lists of people are written: the fields between bars, without the empty ones at the end. */
function objectsText({ objects, fields }: ObjectsCell): RawBuilder<unknown> {
  const parts = fields.map((field) => escaped(sql`coalesce(item ->> ${sql.lit(field)}, '')`))
  const line = sql`regexp_replace(${sql.join(parts, sql` || ' | ' || `)}, '( \\| )+$', '')`
  return sql`(select string_agg(${line}, '; ' order by place) from jsonb_array_elements(${sql.ref(objects)}) with ordinality as listed (item, place))`
}

const escaped = (text: RawBuilder<unknown>) => sql`regexp_replace(${text}, '([\\\\;|])', '\\\\\\1', 'g')`

function joinsOf(stored: StoredCell, index: number): RawBuilder<unknown>[] {
  if (isJoined(stored)) return [joinOf(stored, index)]
  return isLabelled(stored) ? [labelOf(stored, index)] : []
}

/** Names that no table has, so that those of the list's own conditions stay its own. */
const joinedName = (index: number) => `joined_${index}`

/** Keys and labels may be people's words: they travel as values and never are text of a statement. */
function jsonText({ jsonb, key }: JsonCell): RawBuilder<unknown> {
  return sql`(${sql.ref(jsonb)} ->> ${key}::text)`
}

/** Looked up once for each row, however often the cell is looked at. */
function labelOf(stored: JsonCell, index: number): RawBuilder<unknown> {
  const labels = JSON.stringify(Object.fromEntries((stored.labels ?? []).map(({ value, label }) => [value, label])))
  const value = jsonText(stored)
  return sql`cross join lateral (select coalesce(${labels}::jsonb ->> ${value}, ${value}) as ${sql.ref(joinedName(index))} offset 0) ${sql.ref(`labelled_${index}`)}`
}

function joinOf({ table, by, column }: JoinedCell, index: number): RawBuilder<unknown> {
  const { tenantId } = slots<{ tenantId: string }>()
  const [key, value, alias] = [`key_${index}`, joinedName(index), `join_${index}`]
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
  // Letters and digits, which most texts begin with, byte by byte: other orders may pass over signs.
  const isPlain = sql`${text} collate "C" >= 'A' or (${text} collate "C" >= '0' and ${text} collate "C" < ':')`
  return sql`case when ${isPlain} then ${text} when ${isTrigger} or ${isQuoted} then '''' || ${text} else nullif(${text}, '') end`
}

/** A text that takes time to make is made once: a guard names it several times, and the planner would copy it there. */
function guardedOnce(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select ${guarded(sql`written`)} from (select ${value} as written offset 0) computed)`
}
