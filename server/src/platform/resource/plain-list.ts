import { type ListShape, MAX_PAGED_ROWS } from '@groundwork/contract/http/list.ts'
import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Actor } from '../access/actor.ts'
import type { ReadCtx } from '../context.ts'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import { invalidField } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor, type Position } from './cursor.ts'
import type { Filter } from './filters.ts'
import type { ListQuery } from './list.ts'
import type { SortColumn } from './resource.ts'
import { searchPatterns } from './search-text.ts'
import { afterPosition, orderBy, type SortKey, toSortKeys } from './sort.ts'

/**
 * The list of something that is no resource: people, keys, mails. It has no trash and is asked like every other list. Rows
 * number in the hundreds, so a search may read all of the tenant's; what grows beyond that is a resource.
 */
export interface PlainList<Row extends { id: string }, Item extends object> {
  name: string
  /** A table or view. With `isPerTenant` it has a tenant_id. */
  table: string
  isPerTenant: boolean
  /** What is never listed. */
  only?: RawBuilder<boolean>
  columns: readonly (keyof Row & string)[]
  shape: ListShape
  filters: Record<string, Filter>
  sorts: Record<string, SortColumn>
  /** The text that search looks into, normalised as searchPatterns are. */
  searched?: RawBuilder<string>
  toItem(row: Row): Item
  can?(actor: Actor, row: Row): Record<string, boolean>
}

interface Plan {
  filters: { name: string; filter: Filter }[]
  patterns: number
  keys: SortKey[]
  after: boolean[] | undefined
}

export async function listPlainly<Row extends { id: string }, Item extends object>(ctx: ReadCtx, list: PlainList<Row, Item>, query: ListQuery): Promise<Page<Item>> {
  const sort = (query.sort ?? [list.shape.defaultSort]).join(',')
  const keys = toSortKeys(sort.split(','), list.sorts)
  const position = query.cursor === undefined ? undefined : decodeCursor(query.cursor, sort, keys)
  const { plan, values } = planOf(ctx, list, query, keys, position)
  const page = position ? null : (query.page ?? 1)
  const offset = page === null ? 0 : offsetOf(page, query.limit)
  const [rows, counted] = await Promise.all([
    ctx.tx.run<Row & Record<string, unknown>>(template(list, plan, 'rows').bind({ ...values, limit: query.limit + 1, offset })),
    position || !query.count ? [] : ctx.tx.run<{ total: number }>(template(list, plan, 'count').bind(values)),
  ])
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const hasNext = rows.length > query.limit
  const nextCursor = hasNext && last ? encodeCursor(sort, positionOf(last, keys)) : null
  const items = shown.map((row) => pick({ ...list.toItem(row), ...(query.expand?.includes('can') ? { can: list.can?.(ctx.actor, row) ?? {} } : {}) }, query.fields))
  return { rows: items, pagination: { page, limit: query.limit, total: counted[0]?.total ?? null, hasNext, nextCursor } }
}

function planOf<Row extends { id: string }, Item extends object>(ctx: ReadCtx, list: PlainList<Row, Item>, query: ListQuery, keys: SortKey[], position: Position | undefined) {
  const asked = Object.entries(list.filters).filter(([name]) => query[name] !== undefined)
  const patterns = query.search ? searchPatterns(query.search) : []
  const plan: Plan = { filters: asked.map(([name, filter]) => ({ name, filter })), patterns: patterns.length, keys, after: position?.keys.map((key) => key === null) }
  const values: Record<string, unknown> = { tenantId: ctx.actor.tenant.id, afterId: position?.id }
  position?.keys.forEach((key, index) => (values[`key${index}`] = key))
  patterns.forEach((pattern, index) => (values[`pattern${index}`] = pattern))
  for (const [name] of asked) values[name] = query[name]
  return { plan, values }
}

const templates = new LRUCache<string, Template>({ max: 500 })

function template<Row extends { id: string }, Item extends object>(list: PlainList<Row, Item>, plan: Plan, what: 'rows' | 'count'): Template {
  const sort = plan.keys.map((key) => `${key.isDescending ? '-' : ''}${key.column}`).join(',')
  const shape = `${list.name} ${what} ${plan.filters.map(({ name }) => name).join(',')} ${plan.patterns} ${sort} ${plan.after?.join(',') ?? ''}`
  const known = templates.get(shape)
  if (known) return known
  const made = compileTemplate('', (what === 'rows' ? selectRows(list, plan) : selectCount(list, plan)).compile(builder))
  templates.set(shape, made)
  return made
}

function selectRows<Row extends { id: string }, Item extends object>(list: PlainList<Row, Item>, plan: Plan): RawBuilder<unknown> {
  const { limit, offset } = slots<{ limit: number; offset: number }>()
  const columns = sql.join(list.columns.map((column) => sql.ref(column)))
  return sql`select ${columns} from ${sql.table(list.table)} where ${conditions(list, plan)} order by ${orderBy(plan.keys)} limit ${limit}::int offset ${offset}::int`
}

function selectCount<Row extends { id: string }, Item extends object>(list: PlainList<Row, Item>, plan: Plan): RawBuilder<unknown> {
  return sql`select count(*)::int as total from ${sql.table(list.table)} where ${conditions(list, { ...plan, after: undefined })}`
}

function conditions<Row extends { id: string }, Item extends object>(list: PlainList<Row, Item>, { filters, patterns, keys, after }: Plan): RawBuilder<unknown> {
  const values = slots<Record<string, unknown>>()
  const parts = [
    list.isPerTenant ? sql`tenant_id = ${values['tenantId']}::uuid` : sql`true`,
    ...(list.only ? [list.only] : []),
    ...filters.map(({ name, filter }) => filter.condition(() => values[name])),
    ...Array.from({ length: patterns }, (_, index) => sql`${list.searched ?? sql`''`} like ${values[`pattern${index}`]}::text`),
    ...(after ? [afterPosition(keys, after, (name) => values[name])] : []),
  ]
  return sql.join(parts, sql` and `)
}

function offsetOf(page: number, limit: number): number {
  const offset = (page - 1) * limit
  if (offset + limit <= MAX_PAGED_ROWS) return offset
  throw invalidField('page', `Pages reach ${MAX_PAGED_ROWS} rows deep; go on with cursor=<nextCursor> of the page before`)
}

function positionOf(row: Record<string, unknown>, keys: readonly SortKey[]): Position {
  // The sort columns are text, whole numbers or times as text: what a cursor can hold.
  return { keys: keys.map((key) => row[key.column] as Position['keys'][number]), id: String(row['id']) }
}

function pick<Item extends object>(item: Item, fields: readonly string[] | undefined): Item {
  if (!fields) return item
  // The reply's serializer lets missing fields be missing; the item's type does not know of `fields=`.
  return Object.fromEntries(Object.entries(item).filter(([key]) => fields.includes(key))) as Item
}
