import { describe, expect, it } from 'vitest'
import { signUp, trailOf, withToken } from '#platform/identity/identity.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { peopleTold } from '#test/kit/people-told.ts'
import { AddressList, normaliseAddresses } from './allowed-addresses.ts'
import { warnOfExpiry } from './warn-of-expiry.ts'

const app = await testApp()
const HOUR_MS = 60 * 60 * 1000
const reader = { name: 'Reader', permissions: ['platform.users.read'] }

async function makeKey(by: Caller, more: object = {}) {
  const { status, body, text } = await by.post('/api-keys', { ...reader, ...more })
  if (status !== 201) throw new Error(text)
  return body.data
}

describe('PATCH /api-keys/:id', () => {
  it('200: works with the next request, and stands in the trail field by field', async () => {
    const owner = await signedIn(app)
    const { id, key, version } = await makeKey(owner)
    const answer = await owner.patch(
      `/api-keys/${id}`,
      { name: 'Form', permissions: ['platform.tenant.read'], rateLimitPerHour: 7 },
      { 'if-match': `"${version}"` },
    )
    expect([answer.status, answer.body.data]).toEqual([
      200,
      expect.objectContaining({ name: 'Form', rateLimitPerHour: 7, version: version + 1 }),
    ])
    const program = withToken(app, key)
    expect([(await program.get('/users')).status, (await program.get('/tenant')).status]).toEqual([403, 200])
    const [entry] = (await owner.get('/audit?action=api-key.updated')).body.data
    expect(entry).toMatchObject({ severity: 'high', changes: { name: { before: 'Reader', after: 'Form' } } })
    const again = await owner.patch(`/api-keys/${id}`, { name: 'Form' })
    expect(again.body.data.version).toBe(version + 1)
  })

  it('400: an end in the past, an address that is none, more than fifty', async () => {
    const owner = await signedIn(app)
    const { id } = await makeKey(owner)
    const fields = async (body: object) =>
      (await owner.patch(`/api-keys/${id}`, body)).body.details?.map(({ field }: { field: string }) => field)
    expect(await fields({ expiresAt: '2020-01-01T00:00:00Z' })).toEqual(['expiresAt'])
    expect(await fields({ allowedAddresses: ['10.0.0.1', 'office'] })).toEqual(['allowedAddresses.1'])
    expect(await fields({ allowedAddresses: Array.from({ length: 51 }, (_, i) => `10.0.0.${i}`) })).toEqual([
      'allowedAddresses',
    ])
    expect(await fields({ permissions: ['waste.bins.explode'] })).toEqual(['permissions'])
  })

  it('403: nobody changes or rotates a key that may do what they may not, nor gives it that', async () => {
    const owner = await signedIn(app)
    const strong = await makeKey(owner, { permissions: ['platform.support.manage'] })
    const weak = await makeKey(owner)
    const admin = await signedIn(app, 'admin', owner.tenantId)
    const refused = [
      await admin.patch(`/api-keys/${strong.id}`, { allowedAddresses: [] }),
      await admin.post(`/api-keys/${strong.id}/rotate`, {}),
      await admin.patch(`/api-keys/${weak.id}`, { permissions: ['platform.support.manage'] }),
    ]
    expect(refused.map(({ status, body }) => [status, body.rule])).toEqual(
      refused.map(() => [403, 'access.key-permission-too-high']),
    )
    expect((await admin.patch(`/api-keys/${weak.id}`, { name: 'Mine' })).status).toBe(200)
    expect((await admin.get(`/api-keys/${strong.id}?expand=can`)).body.data.can).toEqual({
      update: false,
      revoke: true,
    })
  })

  it('403: a person does it who proves that it is them', async () => {
    const own = await testApp()
    const { browser } = await signUp(own)
    const { id } = await makeKey(browser)
    own.clock.advance(11 * 60 * 1000)
    expect((await browser.patch(`/api-keys/${id}`, { name: 'X' })).body.rule).toBe('auth.step-up-required')
    expect((await browser.post(`/api-keys/${id}/rotate`, {})).body.rule).toBe('auth.step-up-required')
  })

  it('404, 409, 412: not theirs, revoked, changed meanwhile', async () => {
    const [owner, other] = [await signedIn(app), await signedIn(app)]
    const { id } = await makeKey(owner)
    expect((await other.patch(`/api-keys/${id}`, { name: 'X' })).status).toBe(404)
    expect((await owner.patch(`/api-keys/${id}`, { name: 'X' }, { 'if-match': '"9"' })).status).toBe(412)
    await owner.delete(`/api-keys/${id}`)
    expect((await owner.patch(`/api-keys/${id}`, { name: 'X' })).body.rule).toBe('api-key.revoked')
    expect((await owner.post(`/api-keys/${id}/rotate`, {})).body.rule).toBe('api-key.revoked')
  })
})

describe('POST /api-keys/:id/rotate', () => {
  it('200: both secrets work until the old one ends, and each shows when it was last used', async () => {
    const own = await testApp()
    const { caller } = await signUp(own)
    const { id, key, prefix } = await makeKey(caller, { mode: 'test' })
    const answer = await caller.post(`/api-keys/${id}/rotate`, { overlapHours: 2 })
    const fresh = answer.body.data
    expect(fresh).toMatchObject({ id, lastUsedAt: null, previous: { prefix, lastUsedAt: null } })
    expect(fresh.key).toMatch(/^gw_test_/)
    expect((await withToken(own, key).get('/users')).status).toBe(200)
    await own.services.identity.flushLastUsed()
    const seen = (await caller.get(`/api-keys/${id}`)).body.data
    expect([seen.lastUsedAt, seen.previous.lastUsedAt]).toEqual([null, expect.any(String)])
    expect((await withToken(own, fresh.key).get('/users')).status).toBe(200)
    await own.services.identity.flushLastUsed()
    expect((await caller.get(`/api-keys/${id}`)).body.data.lastUsedAt).not.toBeNull()
    own.clock.advance(2 * HOUR_MS)
    expect((await withToken(own, key).get('/users')).body.detail).toContain('was rotated')
    expect((await withToken(own, fresh.key).get('/users')).status).toBe(200)
    expect(await trailOf(own, await signedIn(own, 'owner', caller.tenantId))).toContain('api-key.rotated')
  })

  it('200: at once with no overlap; the old one can be ended early, once', async () => {
    const owner = await signedIn(app)
    const { id, key } = await makeKey(owner)
    expect((await withToken(app, key).get('/users')).status).toBe(200)
    const first = (await owner.post(`/api-keys/${id}/rotate`, { overlapHours: 0 })).body.data
    expect((await withToken(app, key).get('/users')).status).toBe(401)
    expect((await owner.post(`/api-keys/${id}/end-previous`)).body.rule).toBe('api-key.nothing-to-end')
    await owner.post(`/api-keys/${id}/rotate`, {})
    expect((await withToken(app, first.key).get('/users')).status).toBe(200)
    expect((await owner.post(`/api-keys/${id}/end-previous`)).status).toBe(200)
    expect((await withToken(app, first.key).get('/users')).status).toBe(401)
    expect((await owner.post(`/api-keys/${id}/rotate`, { overlapHours: 169 })).status).toBe(400)
  })

  it('revoking ends both secrets', async () => {
    const owner = await signedIn(app)
    const { id, key } = await makeKey(owner)
    const fresh = (await owner.post(`/api-keys/${id}/rotate`, {})).body.data.key
    await owner.delete(`/api-keys/${id}`)
    expect([
      (await withToken(app, key).get('/users')).status,
      (await withToken(app, fresh).get('/users')).status,
    ]).toEqual([401, 401])
  })
})

describe('allowed addresses', () => {
  it('403 from elsewhere, by the address that trusted proxies tell; one line in the trail', async () => {
    const own = await testApp({ environment: { GROUNDWORK_TRUST_PROXY: '1' } })
    const { caller } = await signUp(own)
    const { id, key, allowedAddresses } = await makeKey(caller, {
      allowedAddresses: ['203.0.113.9/24', '2001:DB8::/32'],
    })
    expect(allowedAddresses).toEqual(['203.0.113.0/24', '2001:db8::/32'])
    const from = async (address: string) => {
      const answer = await withToken(own, key).get('/users', { 'x-forwarded-for': address })
      return [answer.status, answer.body.rule]
    }
    expect(await from('203.0.113.77')).toEqual([200, undefined])
    expect(await from('2001:db8:1::1')).toEqual([200, undefined])
    // What a client claims before the one proxy we trust counts for nothing.
    expect(await from('203.0.113.77, 198.51.100.1')).toEqual([403, 'auth.address-refused'])
    for (let i = 0; i < 5; i++) await from('198.51.100.1')
    for (let i = 0; i < 20; i++) await from(`198.51.101.${i}`)
    await own.services.identity.background.settled()
    const entries = (await caller.get('/audit?action=api-key.address-refused&limit=100')).body.data
    expect(entries).toHaveLength(10)
    expect(entries.at(-1)).toMatchObject({
      actor: { kind: 'api_key', id },
      address: '198.51.100.1',
      severity: 'medium',
    })
  })

  it.each([
    ['192.0.2.7', '192.0.2.7/32'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['::ffff:192.0.2.7', '192.0.2.7/32'],
    ['2001:0DB8:0:0::1', '2001:db8::1/128'],
    ['2001:db8::1/64', '2001:db8::/64'],
  ])('%s is kept as %s', (entry, network) => expect(normaliseAddresses([entry])).toEqual([network]))

  it.each([
    '010.0.0.1',
    '1.2.3',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '::1/129',
    'fe80::1%eth0',
    '1.1.1.1/8/8',
    'x',
    '::ffff:1.2.3.4/90',
  ])('%s is refused', (entry) => expect(() => normaliseAddresses([entry])).toThrow())

  it('an IPv4 client of a socket for both is the IPv4 client', () => {
    const list = new AddressList(['192.0.2.0/24', '2001:db8::/32'])
    expect(['192.0.2.9', '::ffff:192.0.2.9', '2001:db8::5'].map((address) => list.has(address))).toEqual([
      true,
      true,
      true,
    ])
    expect(['192.0.3.9', '::ffff:192.0.3.9', '2001:db9::5', 'unix', ''].map((address) => list.has(address))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('a week before the end', () => {
  it('whoever may change keys is told, once; again after the key lives longer', async () => {
    const own = await testApp()
    const owner = await signedIn(own)
    const { id } = await makeKey(owner, {
      expiresAt: new Date(own.clock.now().getTime() + 6 * 24 * HOUR_MS).toISOString(),
    })
    await makeKey(owner, { expiresAt: new Date(own.clock.now().getTime() + 30 * 24 * HOUR_MS).toISOString() })
    const warn = () => warnOfExpiry.run(own.services, new AbortController().signal)
    await warn()
    await warn()
    await peopleTold(own, owner)
    const titles = (await owner.get('/notifications')).body.data.map(({ href }: { href: string }) => href)
    expect(titles).toEqual([`/settings/api-keys/${id}`])
    const later = new Date(own.clock.now().getTime() + 7 * 24 * HOUR_MS - 1000).toISOString()
    expect((await owner.patch(`/api-keys/${id}`, { expiresAt: later })).status).toBe(200)
    await warn()
    expect((await owner.get('/events?type=api-key.expiring')).body.data.length).toBe(2)
  })
})
