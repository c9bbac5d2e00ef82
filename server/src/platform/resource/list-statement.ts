import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Filter, Source } from './filters.ts'
import { afterPosition, orderBy, type SortKey } from './sort.ts'

/** What decides the text of a list's statement; everything else is a bound value. */
export interface ListPlan {
  table: string
  columns: readonly string[]
  filters: readonly { name: string; filter: Filter }[]
  patterns: number
  trashed: boolean
  keys: readonly SortKey[]
  /** After a position: which of its keys are null. */
  after: readonly boolean[] | undefined
}

// A caller who combines filters wildly costs parses, not memory: beyond this the oldest shapes are forgotten.
const templates = new LRUCache<string, Template>({ max: 1000 })

export function rowsTemplate(plan: ListPlan): Template {
  return remembered(`rows ${shapeOf(plan)}`, () => {
    const extras = plan.keys.map((key, index) => sql`${sql.ref(key.column)} as ${sql.ref(sortAlias(index))}`)
    const selected = sql.join([...plan.columns.map((column) => sql.ref(column)), ...extras])
    const { limit, offset } = slots<{ limit: number; offset: number }>()
    return sql`select ${selected} from ${source(plan)} where ${conditions(plan)} order by ${orderBy(plan.keys)} limit ${limit}::int offset ${offset}::int`
  })
}

/** Counts no further than `cap`: beyond it the exact figure is asked for separately and kept for a while. */
export function countTemplate(plan: ListPlan): Template {
  return remembered(`count ${shapeOf(plan)}`, () => {
    const { cap } = slots<{ cap: number }>()
    return sql`select count(*)::int as total from (select 1 from ${source(plan)} where ${conditions(plan)} limit ${cap}::int) counted`
  })
}

export const sortAlias = (index: number) => `sort_${index}`

export function slotName(filter: string, key = 'value'): string {
  return `${filter}_${key}`
}

function remembered(key: string, build: () => RawBuilder<unknown>): Template {
  const known = templates.get(key)
  if (known) return known
  const template = compileTemplate('list', build().compile(builder))
  templates.set(key, template)
  return template
}

function shapeOf({ table, filters, patterns, trashed, keys, after }: ListPlan): string {
  const sort = keys.map((key) => `${key.isDescending ? '-' : ''}${key.column}`).join(',')
  return `${table} ${filters.map(({ name }) => name).join(',')} ${patterns} ${trashed} ${sort} ${after?.join(',') ?? ''}`
}

function source({ table, filters, patterns }: ListPlan): RawBuilder<unknown> {
  const isSearch = patterns > 0 || filters.some(({ filter }) => filter.source === ('search' satisfies Source))
  return isSearch ? sql.table(`search.${table}`) : sql.table(table)
}

function conditions({ filters, patterns, trashed, keys, after }: ListPlan): RawBuilder<unknown> {
  const values = slots<Record<string, unknown>>()
  const slot = (name: string) => values[name]
  const parts = [
    sql`tenant_id = ${slot('tenantId')}::uuid`,
    trashed ? sql`deleted_at is not null` : sql`deleted_at is null`,
    ...filters.map(({ name, filter }) => filter.condition((key) => slot(slotName(name, key)))),
    ...Array.from({ length: patterns }, (_, index) => sql`search_text like ${slot(`pattern${index}`)}::text`),
    ...(after ? [afterPosition(keys, after, slot)] : []),
  ]
  return sql.join(parts, sql` and `)
}
