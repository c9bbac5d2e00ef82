import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { signUp, withToken } from '#platform/identity/identity.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { deleteOldKeyUsage } from './delete-old.ts'
import { BUCKETS, bucketOf, percentileMs } from './duration-buckets.ts'
import { KeyUsage } from './key-usage.ts'

const app = await testApp()

async function makeKey(by: Caller, permissions = ['platform.users.read']) {
  return (await by.post('/api-keys', { name: 'Reader', permissions })).body.data
}

describe('GET /api-keys/:id/usage', () => {
  it('200: by the route’s pattern, with errors, and the same by day', async () => {
    const { caller } = await signUp(app)
    const { id, key } = await makeKey(caller)
    const program = withToken(app, key)
    const [member] = (await caller.get('/users')).body.data
    await program.get('/users')
    await program.get(`/users/${member.id}`)
    await program.get(`/users/${crypto.randomUUID()}`)
    await program.get('/tenant')
    await app.services.keyUsage.flush()
    const byRoute = (await caller.get(`/api-keys/${id}/usage?groupBy=route`)).body.data
    expect(byRoute.total).toMatchObject({ requests: 4, clientErrors: 2, serverErrors: 0, p95Ms: expect.any(Number) })
    expect(byRoute.rows.map(({ name, requests, clientErrors }: Row) => [name, requests, clientErrors])).toEqual([
      ['GET /users/:id', 2, 1],
      ['GET /tenant', 1, 1],
      ['GET /users', 1, 0],
    ])
    const byDay = (await caller.get(`/api-keys/${id}/usage`)).body.data
    expect(byDay.rows).toMatchObject([{ name: byDay.to, requests: 4 }])
  })

  it('what processes write at the same time adds up, durations too', async () => {
    const owner = await signedIn(app)
    const { id } = await makeKey(owner)
    const { database, clock, log } = app.services
    const processes = Array.from({ length: 4 }, () => new KeyUsage({ database, clock, log }))
    const actor = { id, tenant: { id: owner.tenantId, timeZone: 'UTC' } } as Parameters<KeyUsage['note']>[0]
    for (const one of processes) {
      for (let i = 0; i < 100; i++) one.note(actor, 'GET /waste/bins', i < 3 ? 503 : 200, i < 90 ? 10 : 400)
      one.note(actor, 'GET /waste/bins/:id', 200, 1)
    }
    await Promise.all(processes.map((one) => one.close()))
    const { rows } = (await owner.get(`/api-keys/${id}/usage?groupBy=route`)).body.data
    expect(rows).toMatchObject([
      { name: 'GET /waste/bins', requests: 400, serverErrors: 12 },
      { name: 'GET /waste/bins/:id', requests: 4, serverErrors: 0 },
    ])
    expect(rows[0].p95Ms).toBeGreaterThanOrEqual(400)
    expect(rows[0].p95Ms).toBeLessThan(440)
  })

  it('what could not be written is written the next time', async () => {
    const owner = await signedIn(app)
    const { id } = await makeKey(owner)
    const actor = { id, tenant: { id: owner.tenantId, timeZone: 'UTC' } } as Parameters<KeyUsage['note']>[0]
    const { database, clock, log } = app.services
    let isAway = true
    const flaky = {
      write: (...call: Parameters<typeof database.write>) =>
        isAway ? Promise.reject(new Error('away')) : database.write(...call),
    }
    const usage = new KeyUsage({ database: flaky as unknown as typeof database, clock, log })
    usage.note(actor, 'GET /users', 200, 1)
    await usage.flush()
    usage.note(actor, 'GET /users', 404, 1)
    isAway = false
    await usage.close()
    expect((await owner.get(`/api-keys/${id}/usage`)).body.data.total).toMatchObject({ requests: 2, clientErrors: 1 })
  })

  it('400 and 404: a span that is none or too long, another business’s key', async () => {
    const [owner, other] = [await signedIn(app), await signedIn(app)]
    const { id } = await makeKey(owner)
    const field = async (query: string) => (await owner.get(`/api-keys/${id}/usage?${query}`)).body.details?.[0].field
    expect(await field('from=2026-01-02&to=2026-01-01')).toBe('from')
    expect(await field('from=2026-01-01&to=2026-06-01')).toBe('from')
    expect(await field('groupBy=address')).toBe('groupBy')
    expect((await other.get(`/api-keys/${id}/usage`)).status).toBe(404)
  })

  it('is kept for 90 days', async () => {
    const owner = await signedIn(app)
    const { id } = await makeKey(owner)
    await withConnection(app.database.adminUrl, async (client) => {
      await client.query(
        `insert into api_key_usage select $1, $2, current_date - days, 'GET /users', 1, 0, 0, array_fill(0, array[64])
         from unnest(array[89, 90, 91, 400]) days`,
        [owner.tenantId, id],
      )
      await deleteOldKeyUsage.run(app.services, new AbortController().signal)
      const { rows } = await client.query(
        'select current_date - day as age from api_key_usage where key_id = $1 order by 1',
        [id],
      )
      expect(rows).toEqual([{ age: 89 }, { age: 90 }])
    })
  })
})

interface Row {
  name: string
  requests: number
  clientErrors: number
}

describe('duration buckets', () => {
  it.each([
    [0, 0],
    [0.5, 0],
    [0.51, 1],
    [1, 4],
    [1_000_000, BUCKETS - 1],
  ])('%s ms falls into %s', (ms, bucket) => expect(bucketOf(ms)).toBe(bucket))

  it('a percentile is read at most 19 % too high, never too low', () => {
    for (const ms of [0.7, 3, 12, 77, 350, 1900, 12_000]) {
      const counts = new Array<number>(BUCKETS).fill(0)
      counts[bucketOf(ms)] = 20
      const read = percentileMs(counts, 0.95) ?? 0
      expect(read).toBeGreaterThanOrEqual(Math.round(ms * 10) / 10)
      expect(read).toBeLessThanOrEqual(ms * 1.19 + 0.1)
    }
    expect(percentileMs(new Array<number>(BUCKETS).fill(0), 0.95)).toBeNull()
  })
})
