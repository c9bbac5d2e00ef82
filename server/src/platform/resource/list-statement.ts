import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { CustomSort } from '../custom-fields/field-conditions.ts'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Filter, Source, WideFilter } from './filters.ts'
import { orderBy, type SortKey, stretchesAfter } from './sort.ts'

export interface AskedFilter {
  name: string
  filter: Filter
  /** So much matches that the list's order finds a page sooner than the filter's own index. */
  isWide?: boolean
  /** All that match are counted. */
  isWhole?: boolean
}

/** What decides the text of a list's statement; everything else is a bound value. */
export interface ListPlan {
  table: string
  columns: readonly string[]
  filters: readonly AskedFilter[]
  /** Some of the filters are limits on the caller's rows. */
  isLimited?: boolean
  patterns: number
  /** Where some of what a search looks into is hidden: the texts, in SQL, that it may find something in. */
  searched?: readonly string[] | undefined
  trashed: boolean
  keys: readonly SortKey[]
  /** After a position: which of its keys are null. */
  after: readonly boolean[] | undefined
  /** A sort by a custom field, instead of `keys`. */
  customSort?: CustomSort | undefined
}

// A caller who combines filters wildly costs parses, not memory: beyond this the oldest shapes are forgotten.
const templates = new LRUCache<string, Template>({ max: 1000 })

/** As many rows from `offset` on as are given with the values. */
export function rowsTemplate(plan: ListPlan): Template {
  const { limit, offset } = slots<{ limit: number; offset: number }>()
  return remembered(`rows ${shapeOf(plan)}`, plan, () => rows(plan, sql`limit ${limit}::int offset ${offset}::int`))
}

/** Joins the values of the custom field that is sorted by: for reading a whole list, not for a page of it. */
function sortedBy({ customSort }: ListPlan): RawBuilder<unknown> {
  if (!customSort) return sql``
  const { tenantId, sortField } = slots<{ tenantId: string; sortField: string }>()
  return sql`left join (select record_id as cf_record, ${sql.ref(customSort.column)} as cf_sort from search.custom_values
    where tenant_id = ${tenantId}::uuid and field_id = ${sortField}::uuid) sorted on cf_record = id`
}

function orderOf({ keys, customSort }: ListPlan): RawBuilder<unknown> {
  if (!customSort) return orderBy(keys)
  return customSort.isDescending ? sql`cf_sort desc nulls last, id desc` : sql`cf_sort nulls last, id`
}

/** All rows in order, with whatever is selected of each; `source` may be joined to others by names of their own. */
export function selectTemplate(plan: ListPlan, selected: RawBuilder<unknown>, joins: RawBuilder<unknown>): Template {
  const query = sql`select ${selected} from ${source(plan)} ${sortedBy(plan)} ${joins} where ${conditions(plan)} order by ${orderOf(plan)}`
  return compileTemplate('', query.compile(builder))
}

/**
 * The first rows, their number in the text. PostgreSQL keeps a plan for all values only where it costs no more than one
 * made for the values at hand, and not knowing how many rows are wanted it takes each list for a tenth of the table:
 * then it plans every time, which takes longer than to answer.
 */
export function firstRowsTemplate(plan: ListPlan, count: number): Template {
  return remembered(`first ${count} ${shapeOf(plan)}`, plan, () => rows(plan, sql`limit ${sql.lit(count)}`))
}

function rows(plan: ListPlan, limit: RawBuilder<unknown>): RawBuilder<unknown> {
  const [first, ...more] = stretches(plan)
  if (first === undefined || more.length === 0) return stretch(plan, first, limit)
  const parts = [first, ...more].map((condition) => sql`(${stretch(plan, condition, limit)})`)
  const keys = plan.keys.map((key, index) => ({ ...key, column: sortAlias(index) }))
  return sql`select * from (${sql.join(parts, sql` union all `)}) page order by ${orderBy(keys)} ${limit}`
}

function stretches({ keys, after }: ListPlan): RawBuilder<boolean>[] {
  const values = slots<Record<string, unknown>>()
  return after ? stretchesAfter(keys, after, (name) => values[name]) : []
}

function stretch(
  plan: ListPlan,
  from: RawBuilder<boolean> | undefined,
  limit: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const extras = plan.keys.map((key, index) => sql`${sql.ref(key.column)} as ${sql.ref(sortAlias(index))}`)
  const selected = sql.join([...plan.columns.map((column) => sql.ref(column)), ...extras])
  const where = from ? sql`${conditions(plan)} and ${from}` : conditions(plan)
  return sql`select ${selected} from ${source(plan)} ${sortedBy(plan)} where ${where} order by ${orderOf(plan)} ${limit}`
}

/** What a walk looks at before it gives up: a tenth of a second. */
const WALKED_ROWS = 20_000

/** The wide filters that can also be looked up whole. */
export function walkedFilters({ filters }: ListPlan): AskedFilter[] {
  return filters.filter(({ filter, isWide }) => isWide === true && filter.wide?.counted !== undefined)
}

/**
 * The first rows as far as a short walk along the list's order meets them. Undefined where the order has several
 * stretches: there is no one order to walk along.
 */
export function walkTemplate(plan: ListPlan): Template | undefined {
  const from = stretches(plan)
  if (from.length > 1) return undefined
  return remembered(`walk ${shapeOf(plan)}`, plan, () => {
    const { limit, offset } = slots<{ limit: number; offset: number }>()
    const values = slots<Record<string, unknown>>()
    const walked = walkedFilters(plan)
    const others = { ...plan, filters: plan.filters.filter((asked) => !walked.includes(asked)) }
    const met = walked.map((asked) => conditionOf(asked)((key) => values[slotName(asked.name, key)]))
    const keys = plan.keys.map((key, index) => ({ ...key, column: sortAlias(index) }))
    return sql`select * from (${stretch(others, from[0], sql`limit ${sql.lit(WALKED_ROWS)}`)}) walked
      where ${sql.join(met, sql` and `)} order by ${orderBy(keys)} limit ${limit}::int offset ${offset}::int`
  })
}

/** Counts no further than `cap`: beyond it the exact figure is asked for separately and kept for a while. */
export function countTemplate(plan: ListPlan): Template {
  return remembered(`count ${shapeOf(plan)}`, plan, () => {
    const { cap } = slots<{ cap: number }>()
    return sql`select count(*)::int as total from (select 1 from ${source(plan)} where ${conditions(wholePlan(plan))} limit ${cap}::int) counted`
  })
}

/** From here on a filter is wide: up to here, all that match are fetched and sorted within 20 ms. */
export const WIDE_FROM = 2_000

/** How many rows a filter's index has for it at most, counted no further than matters. */
export function probeTemplate(table: string, name: string, wide: WideFilter): Template {
  const key = `probe ${table} ${name}`
  const known = templates.get(key)
  if (known) return known
  const probed = sql`${rowsProbed(table, name, wide)} limit ${sql.lit(wide.from ?? WIDE_FROM)}`
  const template = compileTemplate('list', sql`select count(*)::int as total from (${probed}) probed`.compile(builder))
  templates.set(key, template)
  return template
}

function rowsProbed(table: string, name: string, { probe, counts }: WideFilter): RawBuilder<unknown> {
  const values = slots<Record<string, unknown>>()
  const slot = (part?: string) => values[slotName(name, part)]
  if (counts) return counts(slot)
  return sql`select 1 from ${sql.table(`search.${table}`)} where tenant_id = ${values['tenantId']}::uuid
    and deleted_at is null and ${probe?.(slot) ?? sql`true`}`
}

export const sortAlias = (index: number) => `sort_${index}`

export function slotName(filter: string, key = 'value'): string {
  return `${filter}_${key}`
}

export function remembered(key: string, plan: ListPlan, build: () => RawBuilder<unknown>): Template {
  const known = templates.get(key)
  if (known) return known
  const template = compileTemplate(dependsOnValues(plan) ? '' : 'list', build().compile(builder))
  templates.set(key, template)
  return template
}

// Nameless, so planned for its values every time: a rare word is found by the search index, a common one faster by
// walking the sort's index, and one kept plan for both costs up to a thousand times as much (docs/decisions/0005-lists.md).
// So are the lists of whoever sees their own rows alone: ten of a million, or half of them.
function dependsOnValues(plan: ListPlan): boolean {
  return isSearch(plan) || plan.isLimited === true
}

function isSearch({ patterns }: ListPlan): boolean {
  return patterns > 0
}

export function shapeOf({ table, filters, patterns, searched, trashed, keys, after, customSort }: ListPlan): string {
  const sort = [...keys, ...(customSort ? [customSort] : [])]
    .map((key) => `${key.isDescending ? '-' : ''}${key.column}`)
    .join(',')
  const asked = filters.map(({ name, isWide, isWhole }) => `${name} ${isWide} ${isWhole}`).join(',')
  return `${table} ${asked} ${patterns} ${searched?.join(',') ?? ''} ${trashed} ${sort} ${after?.join(',') ?? ''}`
}

export function source(plan: ListPlan): RawBuilder<unknown> {
  const { table, filters } = plan
  const isPastPolicy = isSearch(plan) || filters.some(({ filter }) => filter.source === ('search' satisfies Source))
  return isPastPolicy ? sql.table(`search.${table}`) : sql.table(table)
}

/** The same with the conditions for counting. */
function wholePlan(plan: ListPlan): ListPlan {
  const filters = plan.filters.map((asked) =>
    asked.isWide && asked.filter.wide?.counted ? { ...asked, isWide: false, isWhole: true } : asked,
  )
  return { ...plan, filters }
}

export function conditions({ filters, patterns, searched, trashed }: ListPlan): RawBuilder<unknown> {
  const values = slots<Record<string, unknown>>()
  const slot = (name: string) => values[name]
  const parts = [
    sql`tenant_id = ${slot('tenantId')}::uuid`,
    trashed ? sql`deleted_at is not null` : sql`deleted_at is null`,
    ...filters.map((asked) => conditionOf(asked)((key) => slot(slotName(asked.name, key)))),
    ...Array.from({ length: patterns }, (_, index) => sql`search_text like ${slot(`pattern${index}`)}::text`),
    ...Array.from(
      { length: searched ? patterns : 0 },
      (_, index) => sql`${seenText(searched)} like ${slot(`pattern${index}`)}::text`,
    ),
  ]
  return sql.join(parts, sql` and `)
}

function conditionOf({ filter, isWide, isWhole }: AskedFilter): Filter['condition'] {
  if (isWhole) return filter.wide?.counted ?? filter.condition
  return isWide ? (filter.wide?.condition ?? filter.condition) : filter.condition
}

// The index finds more than may be found; what is kept has to match again in what the caller sees.
export function seenText(searched: readonly string[] = []): RawBuilder<unknown> {
  if (searched.length === 0) return sql`''`
  return sql`' ' || lower(unaccent(concat_ws(' ', ${sql.join(searched.map((text) => sql.raw(text)))})))`
}
