import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn, withApiKey } from '#test/kit/callers.ts'
import { signUp, superAdmin, trailOf } from '../identity.factory.ts'
import { toSlug } from './slug.ts'

const app = await testApp()

describe('PATCH /tenant', () => {
  it('200: changes what is named; everybody works with it from the next request on', async () => {
    const owner = await signedIn(app)
    const before = (await owner.get('/tenant')).body.data
    const answer = await owner.patch('/tenant', {
      timeZone: 'America/New_York',
      currency: 'eur',
      modules: ['waste'],
      address: { city: 'Columbus', country: 'us' },
      businessHours: { monday: [{ opens: '07:00', closes: '16:30' }] },
    })
    expect(answer.body.data).toMatchObject({
      timeZone: 'America/New_York',
      currency: 'EUR',
      modules: ['waste'],
      version: before.version + 1,
      name: before.name,
    })
    expect((await owner.get('/auth/me')).body.data.tenant).toMatchObject({ currency: 'EUR', modules: ['waste'] })
    expect((await owner.patch('/tenant', { address: null })).body.data).toMatchObject({
      address: null,
      currency: 'EUR',
    })
    const [entry] = (await owner.get('/audit?action=tenant.updated')).body.data
    expect(entry.changes).toMatchObject({ address: { after: null } })
  })

  it('200: saving it unchanged leaves no trace', async () => {
    const owner = await signedIn(app)
    const { version } = (await owner.patch('/tenant', { industry: 'Waste' })).body.data
    expect((await owner.patch('/tenant', { industry: 'Waste' })).body.data.version).toBe(version)
  })

  it.each([
    [{ timeZone: 'America/Columbus' }, 'timeZone'],
    [{ currency: 'XXQ' }, 'currency'],
    [{ contactPhone: '614 555 0123' }, 'contactPhone'],
    [{ modules: ['waste', 'waste'] }, 'modules'],
    [{ modules: ['casino'] }, 'modules.0'],
    [{ businessHours: { monday: [{ opens: '7', closes: '16:30' }] } }, 'businessHours.monday.0.opens'],
    [{ status: 'active' }, 'status'],
  ])('400: %j names %s', async (body, field) => {
    const answer = await (await signedIn(app)).patch('/tenant', body)
    expect(answer.status).toBe(400)
    expect(answer.body.details).toMatchObject([{ field }])
  })

  it('403: a manager sees the settings and does not change them', async () => {
    const manager = await signedIn(app, 'manager')
    expect((await manager.get('/tenant')).status).toBe(200)
    expect((await manager.patch('/tenant', { name: 'Mine' })).body.rule).toBe('access.permission-missing')
  })

  it('412 on another version, 304 for the one that is known', async () => {
    const owner = await signedIn(app)
    const { headers } = await owner.get('/tenant')
    const etag = String(headers.etag)
    expect((await owner.get('/tenant', { 'if-none-match': etag })).status).toBe(304)
    expect((await owner.patch('/tenant', { industry: 'Waste' }, { 'if-match': etag })).status).toBe(200)
    expect(await owner.patch('/tenant', { industry: 'Other' }, { 'if-match': etag })).toMatchObject({
      status: 412,
      body: { current: { industry: 'Waste' } },
    })
  })
})

describe('POST /tenants', () => {
  it('201: another business, with its own short name and trail; the session stays where it is', async () => {
    const { caller } = await signUp(app)
    const answer = await caller.post('/tenants', { name: 'Night Shift', modules: ['repair'], timeZone: 'Europe/Paris' })
    expect(answer.status).toBe(201)
    expect(answer.body.data).toMatchObject({
      name: 'Night Shift',
      modules: ['repair'],
      timeZone: 'Europe/Paris',
      status: 'trial',
    })
    expect((await caller.get('/auth/me')).body.data.tenant.id).toBe(caller.tenantId)
    expect((await caller.get('/tenants')).body.data.map(({ role }: { role: string }) => role)).toEqual([
      'owner',
      'owner',
    ])
  })

  it('403: a key opens no business', async () => {
    const key = await withApiKey(app, await signedIn(app), ['platform.tenant.read'])
    expect((await key.post('/tenants', { name: 'X' })).body.rule).toBe('auth.person-required')
  })
})

describe('GET /tenants', () => {
  it("200: one's own alone; a key sees the one it belongs to", async () => {
    const { caller } = await signUp(app)
    await signUp(app)
    expect((await caller.get('/tenants')).body.data).toMatchObject([{ id: caller.tenantId, role: 'owner' }])
    expect((await caller.get('/tenants?search=nothing-like-it')).body.data).toEqual([])
    const maker = await signedIn(app)
    const key = await withApiKey(app, maker, ['platform.users.read'])
    expect((await key.get('/tenants')).body.data).toMatchObject([{ id: maker.tenantId, role: null }])
  })

  it('200: all of the installation for a super admin, with search and pages', async () => {
    const admin = await superAdmin(app)
    await signUp(app, { tenant: { name: 'Zebra Hauling' } })
    expect((await admin.caller.get('/tenants?search=zebra')).body.data).toMatchObject([
      { name: 'Zebra Hauling', role: null },
    ])
    const page = await admin.caller.get('/tenants?limit=2&page=2')
    expect(page.body.data).toHaveLength(2)
    expect(page.body.pagination.total).toBeGreaterThan(4)
  })
})

describe('/tenants/:id', () => {
  it('super admins alone', async () => {
    const { caller } = await signUp(app)
    expect((await caller.get(`/tenants/${caller.tenantId}`)).status).toBe(403)
    expect((await caller.patch(`/tenants/${caller.tenantId}`, { status: 'active' })).status).toBe(403)
  })

  it('200: state and short name, in the trail of that business; suspended refuses changes, not reading', async () => {
    const [{ caller }, admin] = [await signUp(app), await superAdmin(app)]
    expect((await admin.caller.patch(`/tenants/${caller.tenantId}`, { status: 'suspended' })).body.data.status).toBe(
      'suspended',
    )
    expect(await caller.patch('/tenant', { industry: 'Waste' })).toMatchObject({
      status: 403,
      body: { rule: 'access.tenant-read-only' },
    })
    expect((await caller.get('/tenant')).status).toBe(200)
    expect(await trailOf(app, admin.caller)).not.toContain('tenant.updated')
    expect((await caller.get('/audit?action=tenant.updated')).body.data).toHaveLength(1)
    expect((await caller.post('/auth/logout')).status).toBe(204)
  })

  it('404 and 409: one that does not exist, a short name that is taken', async () => {
    const [one, two, admin] = [await signUp(app), await signUp(app), await superAdmin(app)]
    expect((await admin.caller.get('/tenants/019a9c5e-6f00-7000-8000-000000000001')).status).toBe(404)
    const { slug } = (await one.caller.get('/tenant')).body.data
    expect((await admin.caller.patch(`/tenants/${two.caller.tenantId}`, { slug })).body).toMatchObject({
      status: 409,
      rule: 'tenant.slug-taken',
    })
  })
})

describe('short names', () => {
  it.each([
    ['Müller & Söhne GmbH', 'mueller-soehne-gmbh'],
    ["  O'Neil's  Bins!! ", 'o-neil-s-bins'],
    ['Ærø Åsen Łódź', 'aeroe-aasen-lodz'],
    ['A'.repeat(80), 'a'.repeat(50)],
  ])('%s', (name, slug) => {
    expect(toSlug(name)).toBe(slug)
  })

  it.each(['垃圾处理', '!!', 'x'])('%s: something usable where nothing is left', (name) => {
    expect(toSlug(name)).toMatch(/^business-[a-z0-9]+$/)
  })
})
