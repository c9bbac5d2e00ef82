import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { signUp, trailOf, withToken } from '#platform/identity/identity.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { signedIn, withApiKey } from '#test/kit/callers.ts'
import { isApiKeyIntact, newApiKey } from './key-format.ts'

const app = await testApp()
const reader = { name: 'Reader', permissions: ['platform.users.read'] }

describe('POST /api-keys', () => {
  it('201: the key is in the answer, works, and is nowhere else', async () => {
    const { caller } = await signUp(app)
    const answer = await caller.post('/api-keys', { ...reader, rateLimitPerHour: 5 })
    expect(answer.status).toBe(201)
    const { key, ...record } = answer.body.data
    expect(key).toMatch(/^gw_live_[0-9A-Za-z]{49}$/)
    expect(key.startsWith(record.prefix)).toBe(true)
    expect((await withToken(app, key).get('/users')).status).toBe(200)
    expect((await caller.get('/api-keys')).text).not.toContain(key)
    expect(await trailOf(app, caller)).toContain('api-key.created')
    await withConnection(app.database.adminUrl, async (client) => {
      for (const table of ['api_keys', 'audit_entries', 'events']) {
        const { rows } = await client.query(`select count(*)::int as found from ${table} t where t::text like $1`, [
          `%${key}%`,
        ])
        expect([table, rows[0].found]).toEqual([table, 0])
      }
    })
  })

  it('201 again, the same key, for the same Idempotency-Key; kept encrypted until then', async () => {
    const { caller } = await signUp(app)
    const headers = { 'idempotency-key': 'make-one-key' }
    const [first, second] = [
      await caller.post('/api-keys', reader, headers),
      await caller.post('/api-keys', reader, headers),
    ]
    expect(second.body.data.key).toBe(first.body.data.key)
    expect(second.headers['idempotent-replayed']).toBe('true')
    await withConnection(app.database.adminUrl, async (client) => {
      const { rows } = await client.query('select body from idempotency_keys where tenant_id = $1', [caller.tenantId])
      expect(rows).toHaveLength(1)
      expect(rows[0].body).not.toContain(first.body.data.key)
    })
  })

  it('400: a permission that does not exist, an end in the past', async () => {
    const { caller } = await signUp(app)
    expect((await caller.post('/api-keys', { name: 'X', permissions: ['waste.bins.explode'] })).body).toMatchObject({
      status: 400,
      details: [{ field: 'permissions' }],
    })
    const ended = await caller.post('/api-keys', { ...reader, expiresAt: '2020-01-01T00:00:00Z' })
    expect(ended.body).toMatchObject({ status: 400, details: [{ field: 'expiresAt' }] })
  })

  it('403: not more than its maker has, and not by a key', async () => {
    const owner = await signedIn(app)
    const key = await withApiKey(app, owner, ['platform.api-keys.create', 'platform.users.read'])
    expect((await key.post('/api-keys', reader)).body.rule).toBe('auth.person-required')
    const manager = await signedIn(app, 'manager', owner.tenantId)
    expect((await manager.post('/api-keys', reader)).body.rule).toBe('access.permission-missing')
  })

  it('403: needs a proof of the last ten minutes that it is the person', async () => {
    const own = await testApp()
    const { browser, password } = await signUp(own)
    own.clock.advance(9 * 60 * 1000)
    expect((await browser.post('/api-keys', reader)).status).toBe(201)
    own.clock.advance(61 * 1000)
    expect((await browser.post('/api-keys', reader)).body.rule).toBe('auth.step-up-required')
    expect((await browser.post('/auth/confirm', { password })).status).toBe(200)
    expect((await browser.post('/api-keys', reader)).status).toBe(201)
  })
})

describe('using a key', () => {
  it('401 from the moment it expires', async () => {
    const own = await testApp()
    const { caller } = await signUp(own)
    const expiresAt = new Date(own.clock.now().getTime() + 60_000).toISOString()
    const { key } = (await caller.post('/api-keys', { ...reader, expiresAt })).body.data
    expect((await withToken(own, key).get('/users')).status).toBe(200)
    own.clock.advance(60_001)
    expect((await withToken(own, key).get('/users')).body.detail).toContain('has expired')
  })

  it('when it was last used is written behind the requests', async () => {
    const { caller } = await signUp(app)
    const { id, key, lastUsedAt } = (await caller.post('/api-keys', reader)).body.data
    expect(lastUsedAt).toBeNull()
    await withToken(app, key).get('/users')
    await app.services.identity.flushLastUsed()
    expect((await caller.get(`/api-keys/${id}`)).body.data.lastUsedAt).not.toBeNull()
  })

  it('its own limit counts', async () => {
    const limited = await testApp({ environment: { GROUNDWORK_RATE_LIMITS: 'on' } })
    const { caller } = await signUp(limited)
    const { key } = (await caller.post('/api-keys', { ...reader, rateLimitPerHour: 2 })).body.data
    const program = withToken(limited, key)
    expect([
      (await program.get('/users')).status,
      (await program.get('/users')).status,
      (await program.get('/users')).status,
    ]).toEqual([200, 200, 429])
  })
})

describe('DELETE /api-keys/:id', () => {
  it('204: refused from then on, still listed as revoked', async () => {
    const { caller } = await signUp(app)
    const { id, key } = (await caller.post('/api-keys', reader)).body.data
    expect((await withToken(app, key).get('/users')).status).toBe(200)
    expect((await caller.delete(`/api-keys/${id}`)).status).toBe(204)
    expect((await withToken(app, key).get('/users')).body.detail).toContain('was revoked')
    expect((await caller.get('/api-keys?status=revoked&expand=can')).body.data).toMatchObject([
      { id, can: { revoke: false } },
    ])
    expect((await caller.get('/api-keys?status=active')).body.data).toEqual([])
    expect(await caller.delete(`/api-keys/${id}`)).toMatchObject({ status: 409, body: { rule: 'api-key.revoked' } })
  })

  it("404: another business's key", async () => {
    const [one, two] = [await signUp(app), await signUp(app)]
    const { id } = (await one.caller.post('/api-keys', reader)).body.data
    expect([
      (await two.caller.delete(`/api-keys/${id}`)).status,
      (await two.caller.get(`/api-keys/${id}`)).status,
    ]).toEqual([404, 404])
  })
})

describe('the form of a key', () => {
  it('one wrong letter anywhere is noticed', () => {
    const key = newApiKey('test')
    expect(isApiKeyIntact(key)).toBe(true)
    for (let index = 'gw_test_'.length; index < key.length; index++) {
      const wrong = key[index] === 'x' ? 'y' : 'x'
      expect(isApiKeyIntact(key.slice(0, index) + wrong + key.slice(index + 1))).toBe(false)
    }
    expect(isApiKeyIntact(key.replace('gw_test_', 'gw_live_'))).toBe(false)
    expect(isApiKeyIntact(key.slice(0, -1))).toBe(false)
  })

  it('no two alike', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newApiKey('live'))).size).toBe(1000)
  })
})
