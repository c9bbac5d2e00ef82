import { MAX_PAGED_ROWS } from '@groundwork/contract/http/list.ts'
import { LRUCache } from 'lru-cache'
import type { ReadCtx } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import { AppError } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor, type Position } from './cursor.ts'
import { expandRecords } from './expand.ts'
import { countTemplate, type ListPlan, rowsTemplate, slotName, sortAlias } from './list-statement.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'
import { searchPatterns } from './search-text.ts'
import { toSortKeys } from './sort.ts'

/** A list's query after its schema has parsed it; its own filters stand beside the standard parameters. */
export interface ListQuery {
  page?: number | undefined
  limit: number
  cursor?: string | undefined
  count: boolean
  sort?: string[] | undefined
  search?: string | undefined
  fields?: string[] | undefined
  expand?: string[] | undefined
  trashed?: boolean | undefined
  [filter: string]: unknown
}

type Kind<Row extends BaseRow, Rec extends BaseRecord> = Resource<Row, Rec, unknown, unknown>

export async function listRecords<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: ReadCtx,
  resource: Kind<Row, Rec>,
  query: ListQuery,
): Promise<Page<Rec>> {
  const sort = (query.sort ?? [resource.schemas.list.defaultSort]).join(',')
  const keys = toSortKeys(sort.split(','), resource.sorts)
  const position = query.cursor === undefined ? undefined : decodeCursor(query.cursor, sort, keys)
  const { plan, values } = planList(ctx, resource, query, keys, position)
  const page = position ? null : (query.page ?? 1)
  const offset = offsetOf(page, query.limit)
  const isCounted = page !== null && query.count
  const [rows, counted] = await Promise.all([
    ctx.tx.run<Row & Record<string, unknown>>(rowsTemplate(plan).bind({ ...values, limit: query.limit + 1, offset })),
    isCounted && plan.patterns === 0 ? countRows(ctx.tx, plan, values) : undefined,
  ])
  const total = isCounted
    ? (counted ?? endOf(rows.length, offset, query.limit) ?? (await countRows(ctx.tx, plan, values)))
    : null
  const shown = rows.slice(0, query.limit)
  const records = shown.map((row) => resource.toRecord(row))
  await expandRecords(ctx, resource, shown, records, query.expand ?? [])
  const hasNext = rows.length > query.limit
  const last = shown.at(-1)
  const nextCursor = hasNext && last ? encodeCursor(sort, positionOf(last, keys.length)) : null
  return {
    rows: query.fields ? records.map((record) => pick(record, query.fields ?? [])) : records,
    pagination: { page, limit: query.limit, total, hasNext, nextCursor },
  }
}

/** The statement's shape and its values; exports and bulk operations ask with the same query. */
export function planList<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Pick<ReadCtx, 'actor'>,
  resource: Kind<Row, Rec>,
  query: ListQuery,
  keys: ListPlan['keys'],
  position: Position | undefined,
): { plan: ListPlan; values: Record<string, unknown> } {
  const policy = resource.policy?.visibleTo(ctx.actor)
  const asked = Object.entries(resource.filters).filter(([name]) => query[name] !== undefined)
  const patterns = query.search ? searchPatterns(query.search) : []
  const plan: ListPlan = {
    table: resource.table,
    columns: resource.columns,
    filters: [
      ...asked.map(([name, filter]) => ({ name, filter })),
      ...(policy ? [{ name: 'policy', filter: policy.filter }] : []),
    ],
    patterns: patterns.length,
    trashed: query.trashed === true,
    keys,
    after: position?.keys.map((key) => key === null),
  }
  const values: Record<string, unknown> = { tenantId: ctx.actor.tenant.id, afterId: position?.id }
  for (const [index, key] of position?.keys.entries() ?? []) values[`key${index}`] = key
  for (const [index, pattern] of patterns.entries()) values[`pattern${index}`] = pattern
  for (const [name, filter] of asked)
    Object.assign(values, filterValues(name, filter.values?.(query[name], query) ?? { value: query[name] }))
  if (policy)
    Object.assign(
      values,
      filterValues('policy', policy.filter.values?.(policy.value, query) ?? { value: policy.value }),
    )
  return { plan, values }
}

function filterValues(name: string, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [slotName(name, key), value]))
}

function offsetOf(page: number | null, limit: number): number {
  if (page === null) return 0
  const offset = (page - 1) * limit
  if (offset + limit <= MAX_PAGED_ROWS) return offset
  const message = `Pages reach ${MAX_PAGED_ROWS} rows deep; go on with cursor=<nextCursor> of the page before`
  throw new AppError('request.page-too-deep', message, { details: [{ field: 'page', message }] })
}

// Counting a million rows takes 100 ms; people read "1,024,311", not its last digit of this second.
const largeCounts = new LRUCache<string, number>({ max: 2000, ttl: 30_000 })
const COUNT_LIMIT = 10_000_000

async function countRows(tx: Tx, plan: ListPlan, values: Record<string, unknown>): Promise<number> {
  const template = countTemplate(plan)
  const key = JSON.stringify([template.statement.name || template.statement.text, values])
  const known = largeCounts.get(key)
  if (known !== undefined) return known
  const [row] = await tx.run<{ total: number }>(template.bind({ ...values, cap: MAX_PAGED_ROWS + 1 }))
  const total = row?.total ?? 0
  if (total <= MAX_PAGED_ROWS) return total
  const [exact] = await tx.run<{ total: number }>(template.bind({ ...values, cap: COUNT_LIMIT }))
  largeCounts.set(key, exact?.total ?? total)
  return exact?.total ?? total
}

/**
 * A page that is not full tells the total by itself. Searches wait for it, because what people search for mostly fits
 * on one page and finding it costs as much as counting it.
 */
function endOf(rowCount: number, offset: number, limit: number): number | undefined {
  return rowCount <= limit && (rowCount > 0 || offset === 0) ? offset + rowCount : undefined
}

function positionOf(row: Record<string, unknown>, keyCount: number): Position {
  // The sort columns are text, whole numbers or times as text: what a cursor can hold.
  const keys = Array.from({ length: keyCount }, (_, index) => row[sortAlias(index)] as Position['keys'][number])
  return { keys, id: String(row['id']) }
}

function pick<Rec extends BaseRecord>(record: Rec, fields: readonly string[]): Rec {
  // The reply's serializer lets missing fields be missing; the record's type does not know of `fields=`.
  return Object.fromEntries(Object.entries(record).filter(([key]) => fields.includes(key))) as unknown as Rec
}
