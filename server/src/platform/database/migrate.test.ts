import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/kit/database.ts'
import { silentLog } from '#test/kit/log.ts'
import { withConnection } from './connection.ts'
import { assertMigrated, migrate } from './migrate.ts'

const { migrationUrl, serviceUrl, adminUrl } = await testDatabase()

describe('migrate', () => {
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'migrations-'))
  })

  afterEach(async () => {
    await rm(directory, { recursive: true })
    await query(adminUrl, `drop table if exists first, second; delete from schema_migrations where name like 'test_%'`)
  })

  const add = (name: string, sql: string) => writeFile(join(directory, `${name}.sql`), sql)
  const run = () => migrate(migrationUrl, silentLog, directory)

  it('runs what is missing in the order of the names, as the owner, and once', async () => {
    await add('test_2', 'create table second (id int references first)')
    await add('test_1', 'create table first (id int primary key)')
    await run()
    await run()

    const tables = `select tablename, tableowner from pg_tables where tablename in ('first', 'second') order by 1`
    expect(await query(adminUrl, tables)).toEqual([
      { tablename: 'first', tableowner: 'gw_owner' },
      { tablename: 'second', tableowner: 'gw_owner' },
    ])
  })

  it('keeps nothing of a migration that fails, and says where', async () => {
    await add('test_1', 'create table first (id int);\n\nselect nonsense')

    await expect(run()).rejects.toThrow('Migration test_1, line 3: column "nonsense" does not exist')
    expect(await query(adminUrl, `select to_regclass('first') as found`)).toEqual([{ found: null }])
    await add('test_1', 'create table first (id int)')
    await run()
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    await add('test_1', 'create table first (id int)')
    await run()
    await add('test_1', 'create table first (id bigint)')

    await expect(run()).rejects.toThrow('Migration test_1 was changed after it had been applied')
  })

  it('takes other line ends for the same migration', async () => {
    await add('test_1', 'create table first (\n  id int\n)')
    await run()
    await add('test_1', 'create table first (\r\n  id int\r\n)')
    await run()
  })

  it('runs a migration once when several processes start together', async () => {
    await add('test_1', 'create table first (id int); select pg_sleep(0.2)')
    await Promise.all([run(), run(), run()])
  })

  it('tells the service, which may not migrate, what is missing', async () => {
    await add('test_1', 'create table first (id int)')
    const check = () => withConnection(serviceUrl, (client) => assertMigrated(client, directory))

    await expect(check()).rejects.toThrow('1 migrations are missing (first: test_1). Set DATABASE_MIGRATION_URL')
    await run()
    await check()
  })
})

async function query(url: string, sql: string): Promise<unknown[]> {
  return withConnection(url, async (client) => (await client.query(sql)).rows)
}
