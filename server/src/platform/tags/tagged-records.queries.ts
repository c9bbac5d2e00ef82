import { type RawBuilder, sql } from 'kysely'
import { builder, compileTemplate, slots, type Template } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'

// Whatever the kind of record: its table is named, and it is asked through its search view, because arrays are not
// leakproof.

interface Counted {
  tenantId: string
  names: readonly string[]
  limit: number
}

/** How many records of a table carry each name, up to a bound. */
export function countTagged(tx: Tx, table: string, params: Counted): Promise<{ name: string; count: number }[]> {
  return tx.run(remembered(`count ${table}`, () => counting(table)).bind(params))
}

interface Wanted {
  tenantId: string
  name: string
  limit: number
}

/** Some records that carry the name; those in the trash too, they may come back. */
export async function listTagged(tx: Tx, table: string, params: Wanted): Promise<string[]> {
  const rows = await tx.run<{ id: string }>(remembered(`list ${table}`, () => finding(table)).bind(params))
  return rows.map(({ id }) => id)
}

function counting(table: string): RawBuilder<unknown> {
  const { tenantId, names, limit } = slots<Counted>()
  return sql`select wanted.name, carried.count from unnest(${names}::text[]) as wanted (name)
    cross join lateral (select count(*)::int as count from (select 1 from ${view(table)}
      where tenant_id = ${tenantId}::uuid and deleted_at is null and tags @> array[wanted.name] limit ${limit}::int) tagged) carried`
}

// Each half has an index of its own.
function finding(table: string): RawBuilder<unknown> {
  const { tenantId, name, limit } = slots<Wanted>()
  const half = (state: RawBuilder<unknown>) =>
    sql`(select id from ${view(table)} where tenant_id = ${tenantId}::uuid and ${state} and tags @> array[${name}::text] limit ${limit}::int)`
  return sql`${half(sql`deleted_at is null`)} union all ${half(sql`deleted_at is not null`)} limit ${limit}::int`
}

function view(table: string): RawBuilder<unknown> {
  return sql.table(`search.${table}`)
}

const templates = new Map<string, Template>()

function remembered(name: string, build: () => RawBuilder<unknown>): Template {
  const known = templates.get(name)
  if (known) return known
  const template = compileTemplate('tags', build().compile(builder))
  templates.set(name, template)
  return template
}
