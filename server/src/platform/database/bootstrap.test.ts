import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '#test/kit/log.ts'
import { databaseOf, withConnection, withDatabase, withUser } from './connection.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.ts'
import type { Log } from './log.ts'
import { prepareDatabase } from './prepare.ts'

// An outside server as an operator would hand it over: a database, and a migrator who is no superuser.
let server: EmbeddedPostgres
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outside-'))
  server = await startEmbeddedPostgres({ dataDir, log: silentLog, isThrowAway: true })
  await asSuperuser('postgres', `create role ops login createrole password 'pw'; create database crm owner ops`)
})

afterAll(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true })
})

// In order: each goes on from the state that the one before left.
describe('prepareDatabase on an outside server', () => {
  it('says what must run as superuser when the migrator may not', async () => {
    const message = await failure(() => prepare({ migrator: 'ops' }))
    expect(message).toContain('The user of DATABASE_MIGRATION_URL may not prepare the database')
    expect(message).toContain('alter role gw_search bypassrls;')
    expect(message).toContain(`create role "app" login password '...';`)

    await asSuperuser('crm', message.slice(message.indexOf('\n\n')).replace(`'...'`, `'pw'`))
  })

  it('refuses a process that may not migrate before the database is ready', async () => {
    expect(await failure(() => prepare({}))).toMatch(/migrations are missing.* Set DATABASE_MIGRATION_URL/)
  })

  it('migrates once the operator has done that, and again without effect', async () => {
    const prepared = await prepare({ migrator: 'ops' })
    expect(databaseOf(prepared.serviceUrl)).toBe('crm')
    expect(prepared.migrationUrl).toBeDefined()
    await prepare({ migrator: 'ops' })
  })

  it('then serves without the right to migrate', async () => {
    expect(await prepare({})).not.toHaveProperty('migrationUrl')
  })

  it('bounds what the service may wait for', async () => {
    const settings = await withConnection(url('app'), async (client) => {
      const sql = `select name, setting from pg_settings where name ~ '^(statement|lock|idle_in.*session)_timeout$' or name = 'TimeZone'`
      return (await client.query(`${sql} order by name`)).rows
    })
    expect(settings).toEqual([
      { name: 'TimeZone', setting: 'UTC' },
      { name: 'idle_in_transaction_session_timeout', setting: '10000' },
      { name: 'lock_timeout', setting: '3000' },
      { name: 'statement_timeout', setting: '5000' },
    ])
  })

  it.each([
    ['a superuser', 'create role risky superuser login', 'it is a superuser'],
    ['a role past row level security', 'create role risky bypassrls login', 'it passes row level security'],
    [
      'a member of the owner',
      'create role risky login; grant gw_owner to risky',
      'it may act as "gw_owner", which owns',
    ],
    ['a member of the search role', 'create role risky login; grant gw_search to risky', 'it may act as "gw_search"'],
    ['an owner', 'create role risky login; create table mine (); alter table mine owner to risky', 'it owns tables'],
  ])('refuses to serve as %s', async (_, create, reason) => {
    await asSuperuser('crm', `${create}; alter role risky password 'pw'; grant select on schema_migrations to risky`)
    const message = await failure(() => prepare({ service: 'risky' })).finally(() =>
      asSuperuser('crm', 'drop table if exists mine; drop owned by risky; drop role risky'),
    )
    expect(message).toContain('The service must not use the database as "risky"')
    expect(message).toContain(reason)
  })

  it('warns of a server that may lose confirmed data, and refuses our own', async () => {
    const warnings: unknown[] = []
    await prepare({}, (_, message) => warnings.push(message))
    expect(warnings).toEqual([
      'The database server may lose or damage confirmed data in a crash: fsync, full_page_writes, synchronous_commit off',
    ])
  })

  it('says who could not connect where, without the password', async () => {
    expect(await failure(() => prepare({ service: 'nobody' }))).toMatch(
      /^The database crm on 127.0.0.1:\d+ does not let "nobody" in: password authentication failed/,
    )
  })
})

interface Users {
  service?: string
  migrator?: string
}

function prepare({ service = 'app', migrator }: Users, warn: Log['warn'] = () => {}) {
  const database = { kind: 'external' as const, poolSize: 2, url: url(service) }
  const log = { ...silentLog, warn }
  return prepareDatabase({ dataDir, database: migrator ? { ...database, migrationUrl: url(migrator) } : database }, log)
}

function url(name: string): string {
  return withUser(withDatabase(server.adminUrl, 'crm'), { name, password: 'pw' })
}

async function asSuperuser(database: string, sql: string): Promise<void> {
  await withConnection(withDatabase(server.adminUrl, database), async (client) => {
    for (const statement of sql.split(';')) await client.query(statement)
  })
}

async function failure(run: () => Promise<unknown>): Promise<string> {
  const outcome = await run().catch((error: unknown) => error)
  return outcome instanceof Error ? outcome.message : 'it did not fail'
}
