import { type ListShape, MAX_PAGED_ROWS } from '@groundwork/contract/http/list.ts'
import type { Actor } from '../access/actor.ts'
import type { ReadCtx } from '../context.ts'
import { invalidField } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor, type Position } from './cursor.ts'
import type { Filter } from './filters.ts'
import type { ListQuery } from './list.ts'
import { sortAlias } from './list-statement.ts'
import { type PlainPlan, type PlainSource, rowsOf, totalOf } from './plain-list-statement.ts'
import type { SortColumn } from './resource.ts'
import { limitValues, type RowLimit } from './row-rights.ts'
import { searchPatterns } from './search-text.ts'
import { type SortKey, toSortKeys } from './sort.ts'

/**
 * The list of something that is no resource: people, keys, mails. It has no trash and no ten operations, and is asked
 * like every other list. A search may read all of a tenant's rows, so what grows beyond thousands becomes a resource.
 */
export interface PlainList<Row extends { id: string }, Item extends object> extends PlainSource {
  columns: readonly (keyof Row & string)[]
  shape: ListShape
  filters: Record<string, Filter>
  sorts: Record<string, SortColumn>
  toItem(row: Row): Item
  can?(actor: Actor, row: Row): Record<string, boolean>
  /** Which rows alone somebody sees; without it, everybody who may list at all sees all. */
  limitsFor?(actor: Actor): RowLimit<never>[]
}

export async function listPlainly<Row extends { id: string }, Item extends object>(
  ctx: ReadCtx,
  list: PlainList<Row, Item>,
  query: ListQuery,
): Promise<Page<Item>> {
  const sort = (query.sort ?? [list.shape.defaultSort]).join(',')
  const keys = toSortKeys(sort.split(','), list.sorts)
  const position = query.cursor === undefined ? undefined : decodeCursor(query.cursor, sort, keys)
  const limits = list.limitsFor?.(ctx.actor) ?? []
  const plan = { ...planOf(list, query, keys, position), limits }
  const values = { ...valuesOf(ctx.actor.tenant.id, query, plan, position), ...limitValues(limits) }
  const page = position ? null : (query.page ?? 1)
  const bounds = { limit: query.limit + 1, offset: page === null ? 0 : offsetOf(page, query.limit) }
  const [rows, counted] = await Promise.all([
    ctx.tx.run<Row & Record<string, unknown>>(rowsOf(list, plan).bind({ ...values, ...bounds })),
    position || !query.count ? [] : ctx.tx.run<{ total: number }>(totalOf(list, plan).bind(values)),
  ])
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const hasNext = rows.length > query.limit
  const nextCursor = hasNext && last ? encodeCursor(sort, positionOf(last, keys)) : null
  const total = counted[0]?.total ?? null
  return {
    rows: shown.map((row) => toItem(ctx.actor, list, row, query)),
    pagination: { page, limit: query.limit, total, hasNext, nextCursor },
  }
}

function planOf(
  list: Pick<PlainList<{ id: string }, object>, 'filters'>,
  query: ListQuery,
  keys: SortKey[],
  position: Position | undefined,
): Omit<PlainPlan, 'limits'> {
  const asked = Object.entries(list.filters).filter(([name]) => query[name] !== undefined)
  return {
    filters: asked.map(([name, filter]) => ({ name, filter })),
    patterns: query.search ? searchPatterns(query.search).length : 0,
    keys,
    after: position?.keys.map((key) => key === null),
  }
}

function valuesOf(
  tenantId: string,
  query: ListQuery,
  plan: Pick<PlainPlan, 'filters'>,
  position: Position | undefined,
): Record<string, unknown> {
  const patterns = query.search ? searchPatterns(query.search) : []
  return {
    tenantId,
    afterId: position?.id,
    ...Object.fromEntries(position?.keys.map((key, index) => [`key${index}`, key]) ?? []),
    ...Object.fromEntries(patterns.map((pattern, index) => [`pattern${index}`, pattern])),
    ...Object.fromEntries(plan.filters.map(({ name }) => [name, query[name]])),
  }
}

function offsetOf(page: number, limit: number): number {
  const offset = (page - 1) * limit
  if (offset + limit <= MAX_PAGED_ROWS) return offset
  const message = `Pages reach ${MAX_PAGED_ROWS} rows deep; go on with cursor=<nextCursor> of the page before`
  throw invalidField('page', message)
}

function positionOf(row: Record<string, unknown>, keys: readonly SortKey[]): Position {
  // The sort columns are text, whole numbers or times as text: what a cursor can hold.
  return { keys: keys.map((_, index) => row[sortAlias(index)] as Position['keys'][number]), id: String(row['id']) }
}

function toItem<Row extends { id: string }, Item extends object>(
  actor: Actor,
  list: PlainList<Row, Item>,
  row: Row,
  { expand, fields }: ListQuery,
): Item {
  const can = expand?.includes('can') ? { can: list.can?.(actor, row) ?? {} } : {}
  const item = { ...list.toItem(row), ...can }
  if (!fields) return item
  // The reply's serializer lets missing fields be missing; the item's type does not know of `fields=`.
  return Object.fromEntries(Object.entries(item).filter(([key]) => fields.includes(key))) as Item
}
