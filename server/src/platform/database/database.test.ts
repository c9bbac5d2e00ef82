import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/kit/database.ts'
import { withConnection } from './connection.ts'
import { Database, NO_TENANT } from './database.ts'
import { statement } from './statement.ts'
import { inSavepoint, type Tx } from './transaction.ts'
import { findDatabaseError } from './violations.ts'

const { serviceUrl, adminUrl } = await testDatabase()
const database = new Database({ url: serviceUrl, poolSize: 3, onError: () => {} })
const [mine, theirs] = [randomUUID(), randomUUID()]
const scope = { tenantId: mine, actorId: null }

beforeAll(() =>
  withConnection(adminUrl, async (client) => {
    for (const [id, slug] of [
      [mine, 'mine'],
      [theirs, 'theirs'],
    ])
      await client.query('insert into tenants (id, name, slug) values ($1, $2, $2)', [id, slug])
  }),
)
afterAll(() => database.close())

const insertEntry = statement<{ tenantId: string; id: string }, { id: string }>('test.insert', (_query, p) =>
  sql<{ id: string }>`insert into outbox_messages (tenant_id, id, channel, recipient, body_text, template)
    values (${p.tenantId}::uuid, ${p.id}::uuid, 'email', 'a@example.com', 'hello', 'test') returning id`.compile(
    _query,
  ),
)
const countEntries = statement<object, { count: number }>('test.count', (query) =>
  sql<{ count: number }>`select count(*)::int as count from outbox_messages`.compile(query),
)
const fail = statement<object, never>('test.fail', (query) => sql<never>`select 1 / 0`.compile(query))
const settings = statement<object, { tenant: string; readonly: string }>('test.settings', (query) =>
  sql<{
    tenant: string
    readonly: string
  }>`select current_setting('gw.tenant_id', true) as tenant, current_setting('transaction_read_only') as readonly`.compile(
    query,
  ),
)
const insert = (tx: Tx, tenantId = mine) => insertEntry(tx, { tenantId, id: randomUUID() })
const count = async () => (await database.read(scope, (tx) => countEntries(tx, {})))[0]?.count ?? -1

describe('read', () => {
  it('sets the tenant and read-only for its own flight and leaves nothing behind', async () => {
    expect(await database.read(scope, (tx) => settings(tx, {}))).toEqual([{ tenant: mine, readonly: 'on' }])
    expect(await database.read(NO_TENANT, (tx) => settings(tx, {}))).toEqual([{ tenant: '', readonly: 'on' }])
  })

  it('refuses to write', async () => {
    await expect(database.read(scope, (tx) => insert(tx))).rejects.toThrow('read-only')
  })

  it('answers statements asked for together in their order', async () => {
    const answers = await database.read(scope, (tx) =>
      Promise.all([settings(tx, {}), countEntries(tx, {}), settings(tx, {})]),
    )
    expect(answers.map((rows) => Object.keys(rows[0] ?? {}).length)).toEqual([2, 1, 2])
  })

  it('fails the statement that is wrong and keeps the answers before it; the connection stays usable', async () => {
    const outcomes = await database.read(scope, (tx) =>
      Promise.allSettled([settings(tx, {}), fail(tx, {}), countEntries(tx, {})]),
    )
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await count()).toBeGreaterThanOrEqual(0)
  })

  it('keeps every digit of numeric and bigint, dates as written, and microseconds', async () => {
    const exact = statement<object, Record<string, string>>('test.exact', (query) =>
      sql<
        Record<string, string>
      >`select 0.1234567890123456789::numeric as n, 9007199254740993::bigint as b, '2026-03-29'::date as d, '2026-11-20 09:30:00.123456+00'::timestamptz as t`.compile(
        query,
      ),
    )
    const [row] = await database.read(scope, (tx) => exact(tx, {}))
    expect(row).toEqual({
      n: '0.1234567890123456789',
      b: '9007199254740993',
      d: '2026-03-29',
      t: '2026-11-20T09:30:00.123456Z',
    })
  })
})

describe('values', () => {
  const echo = statement<
    { text: string | null; bytes: Buffer; json: unknown },
    { text: string | null; hex: string; json: unknown }
  >('test.echo', (query, p) =>
    sql<{ text: string | null; hex: string; json: unknown }>`
        select ${p.text}::text as text, encode(${p.bytes}::bytea, 'hex') as hex, ${p.json}::jsonb as json`.compile(
      query,
    ),
  )
  const answer = (text: string | null) =>
    database.read(scope, async (tx) => (await echo(tx, { text, bytes: Buffer.from([0, 255, 10]), json: {} }))[0])

  it.each([
    ['nothing', null],
    ['the empty text', ''],
    ['quotes and backslashes', `it's \\ "quoted"`],
    ['letters of one to four bytes', 'Øl, 東京, 😀'],
    ['more than the buffer holds', '😀'.repeat(20_000)],
    ['megabytes', 'x'.repeat(3_000_000)],
  ])('arrive as they were sent: %s', async (_what, text) => {
    expect(await answer(text)).toEqual({ text, hex: '00ff0a', json: {} })
  })

  it('that cannot be written fail their statement alone; the connection stays usable', async () => {
    const one = new Database({ url: serviceUrl, poolSize: 1, onError: () => {} })
    const circular: { self?: unknown } = {}
    circular.self = circular
    const ask = (json: unknown) =>
      one.read(scope, async (tx) => (await echo(tx, { text: 'a', bytes: Buffer.alloc(0), json }))[0])
    await expect(ask(circular)).rejects.toThrow('circular')
    expect(await ask({ fine: true })).toMatchObject({ json: { fine: true } })
    await one.close()
  })
})

describe('write', () => {
  it('commits all or nothing', async () => {
    const before = await count()
    await database.write(scope, async (tx) => void (await Promise.all([insert(tx), insert(tx)])))
    expect(await count()).toBe(before + 2)
    await expect(
      database.write(scope, async (tx) => {
        await insert(tx)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await count()).toBe(before + 2)
  })

  it('does not take a failed transaction for a committed one, even when the work swallowed the error', async () => {
    const before = await count()
    const swallowed = database.write(scope, async (tx) => {
      await insert(tx)
      await fail(tx, {}).catch(() => {})
    })
    await expect(swallowed).rejects.toThrow('rolled back')
    expect(await count()).toBe(before)
  })

  it('fails when what travels with the commit fails', async () => {
    const before = await count()
    const last = (tx: Tx) => void fail(tx, {})
    await expect(database.write(scope, async (tx) => void (await insert(tx)), last)).rejects.toSatisfy(
      (error) => findDatabaseError(error)?.code === '22012',
    )
    expect(await count()).toBe(before)
  })

  it('goes on after a failed savepoint', async () => {
    const before = await count()
    await database.write(scope, async (tx) => {
      await insert(tx)
      await inSavepoint(tx, () => fail(tx, {})).catch(() => {})
      await insert(tx)
    })
    expect(await count()).toBe(before + 2)
  })

  it('refuses a row of another tenant and shows none of theirs', async () => {
    await expect(database.write(scope, (tx) => insert(tx, theirs))).rejects.toThrow('row-level security')
    await database.write({ tenantId: theirs, actorId: null }, (tx) => insert(tx, theirs))
    const seen = await count()
    await database.write({ tenantId: theirs, actorId: null }, (tx) => insert(tx, theirs))
    expect(await count()).toBe(seen)
  })
})

it('refuses a tenant that is not a UUID before it reaches the database', async () => {
  await expect(
    database.read({ tenantId: "x'; drop table tenants; --", actorId: null }, (tx) => settings(tx, {})),
  ).rejects.toThrow('not a UUID')
})
