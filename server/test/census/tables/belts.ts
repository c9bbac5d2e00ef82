import type { Client } from 'pg'
import { rowsOf } from './query.ts'
import { listTables, PLATFORM_TABLES } from './tables.ts'

export async function tenantTables(client: Client): Promise<string[]> {
  return (await listTables(client)).map(({ name }) => name).filter((name) => !(name in PLATFORM_TABLES))
}

/** Takes the first belt off: no policy anywhere, and search views that show every tenant. What still holds are the filters. */
export async function dropAllPolicies(client: Client): Promise<void> {
  for (const table of await tenantTables(client)) {
    await client.query(
      `alter table public.${table} no force row level security; alter table public.${table} disable row level security`,
    )
  }
  const views = await rowsOf<{ name: string; columns: string }>(
    client,
    `select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'search'::regnamespace and c.relkind = 'v' group by c.relname`,
  )
  for (const { name, columns } of views)
    await client.query(`create or replace view search.${name} as select ${columns} from public.${name}`)
}

interface Visible {
  table: string
  all: number
  mine: number
}

/** Counts every tenant table without any filter, as the connection sees it. */
export async function countVisible(client: Client, tables: readonly string[], tenantId: string): Promise<Visible[]> {
  const parts = tables.map(
    (name) =>
      `select '${name}' as table, count(*)::int as all, (count(*) filter (where tenant_id = '${tenantId}'))::int as mine from ${name}`,
  )
  return rowsOf<Visible>(client, parts.join(' union all '))
}
