import { type RawBuilder, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Filter } from './filters.ts'
import { sortAlias } from './list-statement.ts'
import { limitConditions, type RowLimit } from './row-rights.ts'
import { afterPosition, orderBy, type SortKey } from './sort.ts'

/** Where the rows of a plain list come from. */
export interface PlainSource {
  name: string
  /** A table or view. With `isPerTenant` it has a tenant_id. */
  table: string
  isPerTenant: boolean
  columns: readonly string[]
  /** What alone is listed. */
  only?: RawBuilder<boolean>
  /** The text that a search looks into, normalised as searchPatterns are. */
  searched?: RawBuilder<string>
}

/** What decides the text of the statement; everything else is a bound value. */
export interface PlainPlan {
  filters: { name: string; filter: Filter }[]
  limits: RowLimit<never>[]
  patterns: number
  keys: SortKey[]
  /** After a position: which of its keys are null. */
  after: boolean[] | undefined
}

const templates = new LRUCache<string, Template>({ max: 500 })

export function rowsOf(source: PlainSource, plan: PlainPlan): Template {
  return remembered(`rows ${shapeOf(source, plan)}`, () => {
    const { limit, offset } = slots<{ limit: number; offset: number }>()
    const sorted = plan.keys.map((key, index) => sql`${sql.ref(key.column)} as ${sql.ref(sortAlias(index))}`)
    const columns = sql.join([...source.columns.map((column) => sql.ref(column)), ...sorted])
    return sql`select ${columns} from ${sql.table(source.table)} where ${conditions(source, plan)}
      order by ${orderBy(plan.keys)} limit ${limit}::int offset ${offset}::int`
  })
}

export function totalOf(source: PlainSource, plan: PlainPlan): Template {
  return remembered(
    `total ${shapeOf(source, plan)}`,
    () => sql`select count(*)::int as total from ${sql.table(source.table)} where ${conditions(source, plan)}`,
  )
}

function remembered(key: string, build: () => RawBuilder<unknown>): Template {
  const known = templates.get(key)
  if (known) return known
  const template = compileTemplate('plain-list', build().compile(builder))
  templates.set(key, template)
  return template
}

function shapeOf({ name }: PlainSource, { filters, limits, patterns, keys, after }: PlainPlan): string {
  const sort = keys.map((key) => `${key.isDescending ? '-' : ''}${key.column}`).join(',')
  const limited = limits.map((limit) => limit.name).join(',')
  return `${name} ${filters.map((filter) => filter.name).join(',')} ${limited} ${patterns} ${sort} ${after?.join(',') ?? ''}`
}

function conditions(source: PlainSource, { filters, limits, patterns, keys, after }: PlainPlan): RawBuilder<unknown> {
  const values = slots<Record<string, unknown>>()
  const searched = source.searched ?? sql`''`
  const parts = [
    source.isPerTenant ? sql`tenant_id = ${values['tenantId']}::uuid` : sql`true`,
    ...(source.only ? [source.only] : []),
    ...filters.map(({ name, filter }) => filter.condition(() => values[name])),
    ...limitConditions(limits),
    ...Array.from({ length: patterns }, (_, index) => sql`${searched} like ${values[`pattern${index}`]}::text`),
    ...(after ? [afterPosition(keys, after, (name) => values[name])] : []),
  ]
  return sql.join(parts, sql` and `)
}
