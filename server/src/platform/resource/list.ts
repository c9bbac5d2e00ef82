import { MAX_PAGED_ROWS } from '@groundwork/contract/http/list.ts'
import type { RowAction } from '@groundwork/contract/platform/roles.ts'
import { LRUCache } from 'lru-cache'
import type { ReadCtx } from '../context.ts'
import { type AskedFields, askedFields, asksCustomFields } from '../custom-fields/asked-fields.ts'
import type { CustomSort } from '../custom-fields/field-conditions.ts'
import { fieldsOf } from '../custom-fields/fields-of.ts'
import type { Tx } from '../database/transaction.ts'
import { AppError } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor, type Position } from './cursor.ts'
import { expandRecords } from './expand.ts'
import { assertMayAsk, searchedTexts } from './field-rights.ts'
import { countTemplate, type ListPlan, probeTemplate, slotName, sortAlias, WIDE_FROM } from './list-statement.ts'
import { readPage } from './read-page.ts'
import { toRecords } from './records.ts'
import type { BaseRecord, BaseRow, Resource, SortColumn } from './resource.ts'
import { limitFilters, limitValues, rowLimits } from './row-rights.ts'
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
  const asked = await askOf(ctx, resource, query)
  const keys = toSortKeys(sort.split(','), resource.sorts)
  const cursorKeys = asked.sort ? [cursorKeyOf(asked.sort)] : keys
  const position = query.cursor === undefined ? undefined : decodeCursor(query.cursor, sort, cursorKeys)
  const wide = await wideFilters(ctx, resource, query, asked)
  const { plan, values } = planList(ctx, resource, query, keys, position, { wide, asked })
  const page = position ? null : (query.page ?? 1)
  const offset = offsetOf(page, query.limit)
  const isCounted = page !== null && query.count
  const isSearch = plan.patterns > 0
  const reach = isSearch && isCounted ? Math.max(query.limit, SEARCH_REACH) : query.limit
  const [rows, counted] = await Promise.all([
    readPage<Row & Record<string, unknown>>(ctx.tx, plan, values, { limit: reach, offset }),
    isCounted && !isSearch ? countRows(ctx.tx, plan, values) : undefined,
  ])
  const total = isCounted
    ? (counted ?? endOf(rows.length, offset, reach) ?? (await countRows(ctx.tx, plan, values)))
    : null
  const shown = rows.slice(0, query.limit)
  const records = await toRecords(ctx, resource, shown)
  await expandRecords(ctx, resource, shown, records, query.expand ?? [])
  const hasNext = rows.length > query.limit
  const last = shown.at(-1)
  const nextCursor = hasNext && last ? encodeCursor(sort, positionOf(last, cursorKeys.length)) : null
  return {
    rows: query.fields ? records.map((record) => pick(record, query.fields ?? [])) : records,
    pagination: { page, limit: query.limit, total, hasNext, nextCursor },
  }
}

const NONE: ReadonlySet<string> = new Set()
const NOTHING_CUSTOM: AskedFields = { conditions: [], sort: undefined }

/** What the query asks of custom fields; whose they are is looked up only where it asks. */
export async function askOf<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Pick<ReadCtx, 'tx' | 'actor' | 'customFields'>,
  resource: Kind<Row, Rec>,
  query: ListQuery,
): Promise<AskedFields> {
  if (!asksCustomFields(query)) return NOTHING_CUSTOM
  return askedFields(ctx.actor, resource, await fieldsOf(ctx, resource), query)
}

function cursorKeyOf({ column, type }: CustomSort): SortColumn {
  return { column, type, nullable: true }
}

/** Which of the filters asked for, and of the limits on rows, match so much that their index is not the way to a page. */
export async function wideFilters<Row extends BaseRow, Rec extends BaseRecord>(
  { tx, actor }: Pick<ReadCtx, 'tx' | 'actor'>,
  resource: Kind<Row, Rec>,
  query: ListQuery,
  custom: AskedFields = NOTHING_CUSTOM,
): Promise<ReadonlySet<string>> {
  const limits = rowLimits(actor, resource, 'read')
  const own = Object.entries(resource.filters).flatMap(([name, { wide, values }]) =>
    wide && query[name] !== undefined
      ? [{ name, wide, values: filterValues(name, values?.(query[name], query) ?? { value: query[name] }) }]
      : [],
  )
  const customOnes = custom.conditions.flatMap(({ name, filter, values }) =>
    filter.wide
      ? [{ name, wide: filter.wide, values: filterValues(name, { ...values, tenant: actor.tenant.id }) }]
      : [],
  )
  const limiting = limitFilters(limits).flatMap(({ name, filter: { wide } }) =>
    wide ? [{ name, wide, values: limitValues(limits, query) }] : [],
  )
  const asked = [...own, ...customOnes, ...limiting]
  if (asked.length === 0) return NONE
  const counts = asked.map(async ({ name, wide, values }) => {
    const bound = probeTemplate(resource.table, name, wide).bind({ tenantId: actor.tenant.id, ...values })
    const [row] = await tx.run<{ total: number }>(bound)
    return row?.total === (wide.from ?? WIDE_FROM) ? [name] : []
  })
  return new Set((await Promise.all(counts)).flat())
}

interface Planning {
  wide?: ReadonlySet<string>
  asked?: AskedFields
  /** What the rows are wanted for: some may be seen and not exported. */
  action?: RowAction
}

/** The statement's shape and its values; exports and bulk operations ask with the same query. */
export function planList<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Pick<ReadCtx, 'actor'>,
  resource: Kind<Row, Rec>,
  query: ListQuery,
  keys: ListPlan['keys'],
  position: Position | undefined,
  { wide = NONE, asked: custom = NOTHING_CUSTOM, action = 'read' }: Planning = {},
): { plan: ListPlan; values: Record<string, unknown> } {
  // Whoever lists, exports or counts asks by such a plan, so this is where asking is refused.
  assertMayAsk(ctx.actor, resource, query)
  if (asksCustomFields(query) && custom === NOTHING_CUSTOM) throw new Error('askedFields() has not been asked')
  const limits = rowLimits(ctx.actor, resource, action)
  const asked = Object.entries(resource.filters).filter(([name]) => query[name] !== undefined)
  const patterns = query.search ? searchPatterns(query.search) : []
  const plan: ListPlan = {
    table: resource.table,
    columns: resource.columns,
    filters: [
      ...asked.map(([name, filter]) => ({ name, filter, isWide: wide.has(name) })),
      ...custom.conditions.map(({ name, filter }) => ({ name, filter, isWide: wide.has(name) })),
      ...limitFilters(limits).map((limit) => ({ ...limit, isWide: wide.has(limit.name) })),
    ],
    isLimited: limits.length > 0,
    patterns: patterns.length,
    searched: patterns.length > 0 ? searchedTexts(ctx.actor, resource) : undefined,
    trashed: query.trashed === true,
    keys,
    after: position?.keys.map((key) => key === null),
    customSort: custom.sort,
  }
  const values: Record<string, unknown> = {
    tenantId: ctx.actor.tenant.id,
    afterId: position?.id,
    sortField: custom.sort?.fieldId,
  }
  for (const { name, values: tested } of custom.conditions)
    Object.assign(values, filterValues(name, { ...tested, tenant: ctx.actor.tenant.id }))
  for (const [index, key] of position?.keys.entries() ?? []) values[`key${index}`] = key
  for (const [index, pattern] of patterns.entries()) values[`pattern${index}`] = pattern
  for (const [name, filter] of asked)
    Object.assign(values, filterValues(name, filter.values?.(query[name], query) ?? { value: query[name] }))
  return { plan, values: { ...values, ...limitValues(limits, query) } }
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
 * A search looks so many rows far: what people search for is mostly that rare, and then nothing has to be counted, which
 * would cost as much again as finding it.
 */
const SEARCH_REACH = 100

/** The total, where the rows end within reach. */
function endOf(rowCount: number, offset: number, reach: number): number | undefined {
  return rowCount <= reach && (rowCount > 0 || offset === 0) ? offset + rowCount : undefined
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
