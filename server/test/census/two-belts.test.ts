import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES, ROUTES } from '#app'
import { importSources } from '#office/imports/import-source.ts'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { testDatabase } from '#test/kit/database.ts'
import { foreignFileFindings } from './isolation/foreign-files.ts'
import { foreignIdFindings, type Pair } from './isolation/foreign-ids.ts'
import { foreignRowFindings, isReading } from './isolation/foreign-rows.ts'
import { PLANTED_UNFILTERED } from './isolation/planted-unfiltered.ts'
import { countVisible, dropAllPolicies, tenantTables } from './tables/belts.ts'
import { catalogueFaults } from './tables/catalogue-faults.ts'
import { openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { isMutation, isPublic, nameOf, send } from './world/request.ts'

// Isolation hangs on two belts: explicit filters in every statement, and row level security. Each is taken off in turn.
const GUARDED = ROUTES.filter((route) => !isPublic(route) && route.options.access !== 'super-admin')
const table = (routes: readonly (typeof ROUTES)[number][]) => routes.map((route) => [nameOf(route), route] as const)

const app = await testApp({ routes: [...ROUTES, ...PLANTED_UNFILTERED] })
const untouched = await testDatabase()
const TABLES = await withConnection(untouched.adminUrl, tenantTables)
let pair: Pair
const service = new Client({ connectionString: app.database.serviceUrl })
const admin = new Client({ connectionString: untouched.adminUrl })

beforeAll(async () => {
  await Promise.all([service.connect(), admin.connect()])
  pair = { mine: await openBusiness(app), theirs: await openBusiness(app) }
  for (const business of [pair.mine, pair.theirs]) await fill(business)
}, 60_000)
afterAll(() => Promise.all([service.end(), admin.end()]))

/** Every change there is, once: so that every table has rows of the business. */
async function fill(business: Pair['mine']): Promise<void> {
  for (const route of GUARDED.filter(isMutation)) {
    const request = await exampleOf(route)(business)
    await send(request.as ?? business.owner, route, request, { 'idempotency-key': `fill-${business.number()}` })
  }
}

/** What the catalogue says with a fault planted; the database stays as it was. */
async function faultsWith(plant: string): Promise<string[]> {
  await admin.query('begin')
  try {
    await admin.query(plant)
    return await catalogueFaults(admin)
  } finally {
    await admin.query('rollback')
  }
}

const asTenant = (tenantId: string) => service.query("select set_config('gw.tenant_id', $1, false)", [tenantId])

describe('with the filters gone, the policies hold', () => {
  it('every tenant table has rows of both tenants, or the counts below prove nothing', async () => {
    await withConnection(app.database.adminUrl, async (client) => {
      const visible = await countVisible(client, TABLES, pair.theirs.tenantId)
      const empty = visible.filter(({ mine, all }) => mine === 0 || all === mine).map(({ table }) => table)
      expect(empty, 'No example of census/world fills these tables').toEqual([])
    })
  })

  it('a tenant sees its own rows and no other, in every table', async () => {
    await asTenant(pair.mine.tenantId)
    const visible = await countVisible(service, TABLES, pair.mine.tenantId)
    expect(visible.filter(({ all, mine }) => all !== mine || all === 0)).toEqual([])
  })

  it.each([
    ['no tenant at all', ''],
    ['a tenant that does not exist', '019a9c5e-6f00-7000-8000-0000000000ff'],
  ])('%s sees nothing', async (_, tenantId) => {
    await asTenant(tenantId)
    expect((await countVisible(service, TABLES, pair.mine.tenantId)).filter(({ all }) => all > 0)).toEqual([])
  })

  it('a connection that never named a tenant sees nothing', async () => {
    await withConnection(app.database.serviceUrl, async (client) => {
      expect((await countVisible(client, TABLES, pair.mine.tenantId)).filter(({ all }) => all > 0)).toEqual([])
    })
  })

  it('search views show what the policies would', async () => {
    await asTenant(pair.mine.tenantId)
    for (const { table } of RESOURCES) {
      const { rows } = await service.query(
        `select count(*)::int as all, (count(*) filter (where tenant_id = $1))::int as mine from search.${table}`,
        [pair.mine.tenantId],
      )
      expect({ table, ...rows[0] }).toEqual({ table, all: rows[0].mine, mine: rows[0].mine })
      expect(rows[0].mine).toBeGreaterThan(0)
    }
  })

  it.each(TABLES)('%s: no row can be moved into, copied to, changed or deleted in another tenant', async (name) => {
    await asTenant(pair.mine.tenantId)
    const theirs = pair.theirs.tenantId
    const copy = `insert into ${name} select (jsonb_populate_record(null::${name}, to_jsonb(row) || jsonb_build_object('tenant_id', $1::text))).* from ${name} row limit 1`
    for (const sql of [copy, `update ${name} set tenant_id = $1`]) {
      await expect(service.query(sql, [theirs]), `${name}: ${sql}`).rejects.toThrow(
        /row-level security|permission denied|cannot insert a non-DEFAULT/,
      )
    }
    for (const sql of [
      `update ${name} set tenant_id = tenant_id where tenant_id = $1`,
      `delete from ${name} where tenant_id = $1`,
    ]) {
      const result = await service
        .query(sql, [theirs])
        .catch((error: Error) => ({ rowCount: error.message.includes('permission denied') ? 0 : -1 }))
      expect(result.rowCount, `${name}: ${sql}`).toBe(0)
    }
  })
})

describe('the catalogue', () => {
  it('leaves no way from one tenant into another', async () => {
    expect(await catalogueFaults(admin)).toEqual([])
  })

  const PLANTED = [
    ['no policy', (name: string) => `drop policy tenant_isolation on ${name}`],
    ['a second policy', (name: string) => `create policy open on ${name} using (true)`],
    [
      'a policy without check',
      (name: string) =>
        `drop policy tenant_isolation on ${name}; create policy tenant_isolation on ${name} using (true)`,
    ],
    ['security not forced', (name: string) => `alter table ${name} no force row level security`],
    ['security not enabled', (name: string) => `alter table ${name} disable row level security`],
    [
      'a tenant that may be missing',
      (name: string) =>
        `alter table ${name} drop constraint ${name}_pkey cascade; alter table ${name} alter tenant_id drop not null`,
    ],
    ['an index across tenants', (name: string) => `create index planted on ${name} ((1), tenant_id)`],
  ] as const

  // One look at the catalogue per table.
  it.each(PLANTED)('goes red for every table: %s', { timeout: 60_000 }, async (_, plant) => {
    const unnoticed: string[] = []
    for (const name of TABLES) {
      const faults = await faultsWith(plant(name))
      if (!faults.some((fault) => fault.startsWith(`${name}: `))) unnoticed.push(name)
    }
    expect(unnoticed).toEqual([])
  })

  it.each([
    [
      'a table without protection',
      'create table planted (id uuid primary key)',
      'planted: row level security must be enabled and forced',
    ],
    [
      'a key without the tenant',
      "alter table customers add unique (id); create table planted (tenant_id uuid not null, id uuid, customer_id uuid references customers (id), primary key (tenant_id, id)); select gw_admin.platform_table('planted')",
      'must carry tenant_id',
    ],
    [
      'a key without an index',
      'alter table customers add column parent_id uuid; alter table customers add foreign key (tenant_id, parent_id) references customers (tenant_id, id)',
      'needs an index',
    ],
    [
      'a view with its owner’s rights',
      'create view planted as select * from customers',
      'view public.planted: must be security_invoker',
    ],
    [
      'a definer function',
      'create function planted() returns int language sql security definer return 1',
      'needs "set search_path = \'\'"',
    ],
    [
      'a table of the service',
      'create table planted (id int); alter table planted owner to gw_service',
      'relation public.planted: belongs to the service',
    ],
    [
      'a trail that can be changed',
      'grant update on audit_entries to gw_service',
      'audit_entries: the service must not have UPDATE',
    ],
  ])('goes red for %s', async (_, sql, fault) => {
    expect(await faultsWith(sql)).toContainEqual(expect.stringContaining(fault))
  })
})

describe('with the policies gone, the filters hold', () => {
  beforeAll(() => withConnection(app.database.adminUrl, dropAllPolicies))

  it('the policies really are gone', async () => {
    await asTenant(pair.mine.tenantId)
    const visible = await countVisible(service, TABLES, pair.mine.tenantId)
    expect(visible.filter(({ all, mine }) => all === mine)).toEqual([])
  })

  it.each(table(GUARDED.filter(isReading)))('%s shows nothing of another tenant', async (_, route) => {
    expect(await foreignRowFindings(route, pair)).toEqual([])
  })

  it.each(table(GUARDED.filter(({ kind, path }) => kind !== 'stream' || path.includes(':'))))(
    "%s does not know another tenant's ids",
    async (_, route) => {
      expect(await foreignIdFindings(route, pair)).toEqual([])
    },
  )

  it.each(importSources().map(({ resource }) => resource.name))(
    '%s: a file that another tenant exported reaches nothing of theirs',
    async (name) => {
      expect(await foreignFileFindings(name, pair)).toEqual([])
    },
  )

  it.each(table(PLANTED_UNFILTERED))('this test goes red for a statement without a tenant: %s', async (_, route) => {
    expect([...(await foreignRowFindings(route, pair)), ...(await foreignIdFindings(route, pair))]).not.toEqual([])
  })
})
