import type { AddressInfo } from 'node:net'
import { supportPermissions } from '@groundwork/contract/permissions.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { EventStream } from '#test/kit/event-stream.ts'
import { peopleTold } from '#test/kit/people-told.ts'
import { askerResolver } from '../credentials/resolve-asker.ts'
import { type Person, signUp, superAdmin, trailOf } from '../identity.factory.ts'

const app = await testApp()
const open: EventStream[] = []
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})

const HOUR_MS = 60 * 60 * 1000
const customer = (businessName: string) => ({ kind: 'business', businessName })
const asked = { role: 'admin', hours: 4, reason: 'The import left duplicates behind' }

async function letIn(owner: Caller, more: object = {}): Promise<string> {
  const answer = await owner.post('/support-grants', { ...asked, ...more })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body.data.id
}

/** As the console does it: the session of the browser moves. */
async function enter(root: Person, owner: Caller): Promise<Caller> {
  const answer = await root.browser.post('/auth/switch-tenant', { tenant: owner.tenantId })
  if (answer.status !== 200) throw new Error(answer.text)
  return root.browser
}

describe('POST /support-grants', () => {
  it('201: who runs the installation sees the business in a list, and may come in', async () => {
    const [owner, root] = [await signedIn(app), await superAdmin(app)]
    const answer = await owner.post('/support-grants', asked)
    expect([answer.status, answer.body.data]).toEqual([
      201,
      expect.objectContaining({ role: 'admin', reason: asked.reason, endedAt: null, createdBy: owner.userId }),
    ])
    const listed = (await root.caller.get('/support/open')).body.data
    expect(listed).toContainEqual(
      expect.objectContaining({
        grantId: answer.body.data.id,
        tenant: expect.objectContaining({ id: owner.tenantId }),
      }),
    )
    expect(await trailOf(app, owner)).toContain('support.granted')
  })

  it('400: neither for ever nor without a reason', async () => {
    const owner = await signedIn(app)
    expect((await owner.post('/support-grants', { ...asked, hours: 1000 })).body.details).toMatchObject([
      { field: 'hours' },
    ])
    expect((await owner.post('/support-grants', { ...asked, reason: ' ' })).body.details).toMatchObject([
      { field: 'reason' },
    ])
    expect((await owner.post('/support-grants', { ...asked, role: 'owner' })).body.details).toMatchObject([
      { field: 'role' },
    ])
  })

  it('403: owners alone, who prove that it is them', async () => {
    const own = await testApp()
    const { browser } = await signUp(own)
    const admin = await signedIn(own, 'admin', browser.tenantId)
    expect((await admin.post('/support-grants', asked)).body.rule).toBe('access.permission-missing')
    own.clock.advance(11 * 60 * 1000)
    expect((await browser.post('/support-grants', asked)).body.rule).toBe('auth.step-up-required')
  })

  it('409: one at a time, until it has ended or its time is over', async () => {
    const own = await testApp()
    const owner = await signedIn(own)
    const id = await letIn(owner)
    expect((await owner.post('/support-grants', asked)).body.rule).toBe('support.already-open')
    await owner.post(`/support-grants/${id}/end`)
    await letIn(owner, { hours: 1 })
    own.clock.advance(HOUR_MS)
    const later = await signedIn(own, 'owner', owner.tenantId)
    expect((await later.get('/support-grants')).body.data).toHaveLength(2)
    const again = await later.post('/support-grants', asked)
    expect([again.status, again.body.rule]).toEqual([403, 'auth.step-up-required'])
  })
})

describe('without being let in', () => {
  it('403: nothing of the business, by a header or by going there; one’s own account stays open', async () => {
    const [owner, root] = [await signedIn(app), await superAdmin(app)]
    const there = { 'x-tenant-id': owner.tenantId }
    for (const path of [
      '/customers',
      '/waste/bins',
      '/search?q=a',
      '/views',
      '/notifications',
      '/colleagues',
      '/roles',
    ])
      expect([path, (await root.caller.get(path, there)).body.rule]).toEqual([path, 'access.support-required'])
    const gone = await root.browser.post('/auth/switch-tenant', { tenant: owner.tenantId })
    expect([gone.status, gone.body.rule]).toEqual([403, 'access.support-required'])
    const me = (await root.caller.get('/auth/me', there)).body.data
    expect(me).toMatchObject({ isOutside: true, support: null, permissions: [] })
    expect((await root.caller.get('/waste/bins')).status).toBe(200)
  })

  it('in their own business they have their role and no more', async () => {
    const owner = await signedIn(app)
    const root = await superAdmin(app)
    expect((await root.caller.get('/auth/me')).body.data).toMatchObject({ isOutside: false, role: 'owner' })
    expect((await owner.get('/support/open')).body.rule).toBe('access.permission-missing')
  })
})

describe('inside', () => {
  it('works with the role that the owner chose, and everything is marked', async () => {
    const [owner, root] = [await signedIn(app), await superAdmin(app)]
    const grantId = await letIn(owner)
    const support = await enter(root, owner)
    const made = await support.post('/customers', customer('Made by support'))
    expect(made.status).toBe(201)
    expect((await support.get('/auth/me')).body.data).toMatchObject({
      isOutside: false,
      roleName: 'Support',
      support: { grantId, role: 'admin' },
      tenant: { id: owner.tenantId },
    })
    expect((await support.get('/search?q=Made by support')).text).toContain(made.body.data.id)
    const history = (await owner.get(`/customers/${made.body.data.id}/history`)).body.data
    expect(history).toMatchObject([{ actor: { kind: 'support', id: root.caller.userId, name: 'Support: Ana Torres' } }])
    const trail = (await owner.get('/audit?severity=high')).body.data
    expect(trail).toContainEqual(
      expect.objectContaining({ action: 'support.entered', actor: expect.objectContaining({ kind: 'support' }) }),
    )
    const visits = (await owner.get(`/support-grants/${grantId}/visits`)).body.data
    expect(visits).toMatchObject([{ userId: root.caller.userId, name: 'Ana Torres', leftAt: null }])
  })

  it('a viewer changes nothing, and nobody of support gets at people, keys, secrets, files of all or the access itself', async () => {
    const [owner, root] = [await signedIn(app), await superAdmin(app)]
    const grantId = await letIn(owner, { role: 'viewer' })
    const support = await enter(root, owner)
    expect((await support.get('/customers')).status).toBe(200)
    expect((await support.post('/customers', customer('Ohio Recycling'))).body.rule).toBe('access.permission-missing')
    await owner.post(`/support-grants/${grantId}/end`)
    const next = await letIn(owner)
    await enter(root, owner)
    const { id } = (await support.post('/customers', customer('Ohio Recycling'))).body.data
    const refused = [
      await support.post('/users', { email: 'x@example.com', role: 'viewer' }),
      await support.post('/roles', { name: 'X', permissions: ['office.customers.read'] }),
      await support.get('/api-keys'),
      await support.get('/webhooks'),
      await support.get('/outbox'),
      await support.get('/support-grants'),
      await support.post(`/support-grants/${next}/end`),
      await support.post('/exports', { resource: 'office.customers', format: 'csv' }),
      await support.delete(`/customers/${id}?permanent=true`),
      await support.patch('/tenant', { name: 'Mine' }),
    ]
    expect(refused.map(({ body }) => body.rule)).toEqual(refused.map(() => 'access.permission-missing'))
    expect(supportPermissions('admin').filter((name) => /\.(export|purge|import)$/.test(name))).toEqual([])
  })

  it('owners are told, once for each time that somebody comes in', async () => {
    const [owner, root] = [await signedIn(app), await superAdmin(app)]
    const grantId = await letIn(owner)
    const support = await enter(root, owner)
    await support.get('/customers')
    await root.caller.get('/customers', { 'x-tenant-id': owner.tenantId })
    await peopleTold(app, owner)
    const told = (await owner.get('/notifications')).body.data
    expect(told).toMatchObject([{ title: 'Ana Torres came in as support', href: `/settings/support?open=${grantId}` }])
    expect((await support.post('/support/leave')).status).toBe(204)
    expect((await support.get('/customers')).body.rule).toBe('access.support-required')
    await enter(root, owner)
    expect((await support.get('/customers')).status).toBe(200)
    const visits = (await owner.get(`/support-grants/${grantId}/visits`)).body.data
    expect(visits.map(({ leftAt }: { leftAt: string | null }) => leftAt === null)).toEqual([true, false])
    expect((await root.browser.post('/auth/logout')).status).toBe(204)
    const after = (await owner.get(`/support-grants/${grantId}/visits`)).body.data
    expect(after.map(({ leftAt }: { leftAt: string | null }) => leftAt === null)).toEqual([false, false])
  })

  it('going from one business to another closes the first visit', async () => {
    const [one, two, root] = [await signedIn(app), await signedIn(app), await superAdmin(app)]
    const [first, second] = [await letIn(one), await letIn(two)]
    await enter(root, one)
    await enter(root, two)
    expect((await root.browser.get('/auth/me')).body.data.tenant.id).toBe(two.tenantId)
    expect((await one.get(`/support-grants/${first}/visits`)).body.data[0].leftAt).not.toBeNull()
    expect((await two.get(`/support-grants/${second}/visits`)).body.data[0].leftAt).toBeNull()
    await root.caller.get('/customers', { 'x-tenant-id': one.tenantId })
    expect((await one.get(`/support-grants/${first}/visits`)).body.data).toHaveLength(2)
  })

  it('409: nobody leaves where they are no support', async () => {
    const owner = await signedIn(app)
    expect((await owner.post('/support/leave')).body.rule).toBe('support.not-inside')
  })
})

describe('its end', () => {
  it('by the owner: out with the next request, by header and by session, and live updates end', async () => {
    const own = await testApp()
    await own.server.listen({ port: 0, host: '127.0.0.1' })
    const [owner, root] = [await signedIn(own), await superAdmin(own)]
    const id = await letIn(owner)
    const support = await enter(root, owner)
    const { port } = own.server.server.address() as AddressInfo
    const stream = await EventStream.open(`http://127.0.0.1:${port}/api/events/stream`, support.headers)
    open.push(stream)
    expect((await owner.post(`/support-grants/${id}/end`)).body.data.endedBy).toBe(owner.userId)
    const there = { 'x-tenant-id': owner.tenantId }
    expect((await support.get('/customers')).body.rule).toBe('access.support-required')
    expect((await root.caller.get('/customers', there)).body.rule).toBe('access.support-required')
    expect(await stream.until(({ event }) => event === 'end', 1000)).toMatchObject({
      data: { reason: 'rights-changed' },
    })
    expect((await owner.get(`/support-grants/${id}/visits`)).body.data[0].leftAt).not.toBeNull()
    expect((await owner.post(`/support-grants/${id}/end`)).body.rule).toBe('support.ended')
    expect((await root.caller.get('/support/open')).body.data).toEqual([])
  })

  it('by its time: at the minute, without anybody doing anything', async () => {
    const own = await testApp()
    await own.server.listen({ port: 0, host: '127.0.0.1' })
    const [owner, root] = [await signedIn(own), await superAdmin(own)]
    const id = await letIn(owner, { hours: 1 })
    const support = await enter(root, owner)
    const { port } = own.server.server.address() as AddressInfo
    const stream = await EventStream.open(`http://127.0.0.1:${port}/api/events/stream`, support.headers)
    open.push(stream)
    own.clock.advance(HOUR_MS - 1000)
    expect((await support.get('/customers')).status).toBe(200)
    own.clock.advance(1000)
    expect((await support.get('/customers')).body.rule).toBe('access.support-required')
    await stream.until(({ event }) => event === 'end', 2000)
    expect((await owner.post(`/support-grants/${id}/end`)).body.rule).toBe('support.ended')
    const [visit] = (await owner.get(`/support-grants/${id}/visits`)).body.data
    expect(visit.leftAt).toBe((await owner.get(`/support-grants/${id}`)).body.data.expiresAt)
  })

  it('a job that support asked for does not run on after it', async () => {
    const [owner, root] = [await signedIn(app), await superAdmin(app)]
    const id = await letIn(owner)
    const support = await enter(root, owner)
    const resolve = askerResolver(app.services.database)
    const asker = {
      kind: 'support',
      id: root.caller.userId,
      userId: root.caller.userId,
      role: 'support',
      name: 'Ana',
    } as const
    expect(await resolve(owner.tenantId, { ...asker, supportGrantId: id })).toMatchObject({ kind: 'support' })
    expect((await support.get('/customers')).status).toBe(200)
    await owner.post(`/support-grants/${id}/end`)
    expect(await resolve(owner.tenantId, { ...asker, supportGrantId: id })).toBeNull()
    await letIn(owner)
    expect(await resolve(owner.tenantId, { ...asker, supportGrantId: id })).toBeNull()
  })
})
