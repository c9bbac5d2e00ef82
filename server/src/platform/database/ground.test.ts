import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/kit/database.ts'
import { withConnection } from './connection.ts'

const { serviceUrl, migrationUrl } = await testDatabase()
const OURS = '01940000-0000-7000-8000-000000000001'
const THEIRS = '01940000-0000-7000-8000-000000000002'

// What the first migration promises about every later table.
describe('gw_admin', () => {
  beforeAll(async () => {
    await asOwner(`
      create table ground_tenants (id uuid primary key);
      create table ground_bins (tenant_id uuid not null, id int, code text, primary key (tenant_id, id));
      create table ground_entries (tenant_id uuid not null, id int, primary key (tenant_id, id));
      select gw_admin.platform_table('ground_tenants'), gw_admin.protect_tenant_table('ground_bins'),
        gw_admin.append_only_tenant_table('ground_entries'), gw_admin.create_search_view('ground_bins')`)
  })

  beforeEach(async () => {
    for (const tenant of [OURS, THEIRS]) {
      await asTenant(tenant, `delete from ground_bins; insert into ground_bins values ('${tenant}', 1, 'B-1')`)
    }
  })

  describe('protect_tenant_table', () => {
    it('shows a tenant its own rows, and nobody any without a tenant', async () => {
      expect(await asTenant(OURS, 'select tenant_id from ground_bins')).toEqual([{ tenant_id: OURS }])
      expect(await asTenant('', 'select * from ground_bins')).toEqual([])
      expect(await asService('select * from ground_bins')).toEqual([])
    })

    it('refuses to write a row of another tenant, or to move one there', async () => {
      const refused = 'new row violates row-level security policy for table "ground_bins"'
      await expect(asTenant(OURS, `insert into ground_bins values ('${THEIRS}', 2)`)).rejects.toThrow(refused)
      await expect(asTenant(OURS, `update ground_bins set tenant_id = '${THEIRS}', id = 3`)).rejects.toThrow(refused)
    })

    it('holds for the owner too', async () => {
      expect(await asOwner('select * from ground_bins')).toEqual([])
    })

    it.each([
      ['no tenant_id', '(id int primary key)', 'needs a column "tenant_id uuid not null"'],
      ['tenant_id may be null', '(tenant_id uuid, id int primary key)', 'needs a column "tenant_id uuid not null"'],
      ['a text tenant_id', '(tenant_id text not null, primary key (tenant_id))', 'needs a column "tenant_id uuid'],
      [
        'no primary key',
        '(tenant_id uuid not null)',
        'the primary key of tenant table public.bad must begin with tenant_id',
      ],
      ['a key without the tenant', '(tenant_id uuid not null, id int primary key)', 'must begin with tenant_id'],
      [
        'a foreign key without the tenant',
        `(tenant_id uuid not null, id int, other uuid, bin int, primary key (tenant_id, id),
          constraint to_bin foreign key (other, bin) references ground_bins (tenant_id, id))`,
        'foreign key to_bin of public.bad points to tenant table public.ground_bins and must carry tenant_id',
      ],
    ])('refuses a table with %s', async (_, columns, message) => {
      const create = `create table bad ${columns}; select gw_admin.protect_tenant_table('bad')`
      await expect(asOwner(create)).rejects.toThrow(message)
    })

    it('accepts foreign keys that carry the tenant, and those to platform tables', async () => {
      await asOwner(`
        create table ground_visits (tenant_id uuid not null references ground_tenants, id int, bin int, primary key (tenant_id, id),
          foreign key (tenant_id, bin) references ground_bins);
        select gw_admin.protect_tenant_table('ground_visits')`)
    })

    it('refuses a table that has a policy of its own', async () => {
      const create = `create table bad (tenant_id uuid not null, primary key (tenant_id));
        create policy open on bad using (true); select gw_admin.protect_tenant_table('bad')`
      await expect(asOwner(create)).rejects.toThrow('has another policy: open')
    })
  })

  it('append_only_tenant_table: the service inserts and reads, and changes nothing', async () => {
    await asTenant(OURS, `insert into ground_entries values ('${OURS}', 1)`)
    for (const sql of ['update ground_entries set id = 2', 'delete from ground_entries', 'truncate ground_entries']) {
      await expect(asTenant(OURS, sql)).rejects.toThrow('permission denied for table ground_entries')
    }
  })

  describe('create_search_view', () => {
    it('is as closed as the table', async () => {
      expect(await asTenant(OURS, `select * from search.ground_bins where code ilike '%b%'`)).toEqual([
        { tenant_id: OURS, id: 1, code: 'B-1' },
      ])
      expect(await asService('select * from search.ground_bins')).toEqual([])
      await expect(asTenant(OURS, 'delete from search.ground_bins')).rejects.toThrow('permission denied')
    })

    it('made again it has the columns of today', async () => {
      await asOwner(`alter table ground_bins add column note text; select gw_admin.create_search_view('ground_bins')`)
      expect(await asTenant(OURS, 'select note from search.ground_bins')).toEqual([{ note: null }])
    })

    it('lets a condition that is not leakproof use its index', async () => {
      await asOwner('create index ground_bins_lower_code on ground_bins (tenant_id, lower(code))')
      const plan = `set local enable_seqscan = off; explain select * from search.ground_bins where lower(code) = 'b-1'`
      expect(JSON.stringify(await asTenant(OURS, plan))).toMatch(/Index Cond: .*lower\(code\)/)
    })
  })

  it('is out of reach for the service', async () => {
    await expect(asService(`select gw_admin.platform_table('ground_tenants')`)).rejects.toThrow(
      'permission denied for schema',
    )
    await expect(asService('create table mine ()')).rejects.toThrow('permission denied for schema public')
  })

  it('definer_function: only with a fixed search path', async () => {
    const create = (options: string) =>
      asOwner(`create or replace function search.find_bin(code text) returns int language sql ${options}
        as 'select id from public.ground_bins where ground_bins.code = find_bin.code limit 1';
        select gw_admin.definer_function('search.find_bin(text)')`)

    await expect(create('security definer')).rejects.toThrow('must be "security definer set search_path')
    await create(`security definer set search_path = ''`)
    expect(await asService(`select search.find_bin('B-1')`)).toEqual([{ find_bin: 1 }])
  })
})

function asOwner(sql: string) {
  return lastRows(migrationUrl, 'set local role gw_owner', sql)
}

function asTenant(tenant: string, sql: string) {
  return lastRows(serviceUrl, `set local gw.tenant_id = '${tenant}'`, sql)
}

function asService(sql: string) {
  return lastRows(serviceUrl, 'select 1', sql)
}

/** One transaction; the rows of its last statement. */
function lastRows(url: string, before: string, sql: string): Promise<unknown[]> {
  return withConnection(url, async (client) => {
    const results: unknown = await client.query(`begin; ${before}; ${sql}; commit`)
    const rows = Array.isArray(results) ? results.at(-2)?.rows : []
    return rows
  })
}
