import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { testDatabase } from '#test/kit/database.ts'
import { withConnection } from './connection.ts'
import { renderTables } from './table-types.ts'

const { migrationUrl } = await testDatabase()

it('tables.ts is what the migrations make (npm run db:types writes it)', async () => {
  const file = await readFile(join(import.meta.dirname, 'tables.ts'), 'utf8')
  expect(file).toBe(await withConnection(migrationUrl, renderTables))
})

it('knows arrays, defaults, computed and large columns', async () => {
  const create = `create table public.zz_sample (
    id bigint generated always as identity, tags text[] not null default '{}', note text, price numeric(12, 3) not null,
    day date, at timestamptz not null default now(), extra jsonb, code text generated always as (upper(note)) stored)`
  const rendered = await withConnection(migrationUrl, async (client) => {
    await client.query(`begin; set local role gw_owner; ${create}`)
    return renderTables(client)
  })

  expect(rendered.slice(rendered.indexOf('export interface ZzSampleTable'))).toBe(`export interface ZzSampleTable {
  id: Computed<Int8>
  tags: Generated<string[]>
  note: string | null
  price: Numeric
  day: string | null
  at: Generated<Instant>
  extra: unknown
  code: Computed<string | null>
}
`)
})

it('refuses a search view that lacks a new column', async () => {
  const sql = `begin; set local role gw_owner;
    create table zz_things (tenant_id uuid not null, id uuid, primary key (tenant_id, id));
    select gw_admin.protect_tenant_table('zz_things'), gw_admin.create_search_view('zz_things');
    alter table zz_things add column note text`
  const render = withConnection(migrationUrl, async (client) => {
    await client.query(sql)
    return renderTables(client)
  })
  await expect(render).rejects.toThrow('search.zz_things lacks columns')
})
