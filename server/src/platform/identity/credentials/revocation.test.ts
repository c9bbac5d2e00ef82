import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { ROUTES } from '#app'
import { HttpService } from '#platform/http/http-service.ts'
import { Runtime } from '#platform/runtime.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { Caller } from '#test/kit/callers.ts'
import { signUp, superAdmin } from '../identity.factory.ts'

const app = await testApp()
const other = await secondProcess(app)

/** Another process of the same installation: its own memory, the same database. */
async function secondProcess({ services, database, clock }: TestApp): Promise<TestApp> {
  const runtime = new Runtime({
    config: services.config,
    databaseUrl: database.serviceUrl,
    log: pino({ level: 'silent' }),
    clock,
  })
  await runtime.start()
  const http = new HttpService({ services: runtime.services, routes: ROUTES, consoleDirectory: '/nowhere' })
  await http.server.ready()
  afterAll(async () => {
    await http.close()
    await runtime.close()
  })
  return { server: http.server, services: runtime.services, clock, database }
}

/** Asks until the answer has the status; the bound is the promise. */
async function within1s(ask: () => Promise<{ status: number }>, status: number): Promise<void> {
  const deadline = performance.now() + 1000
  while (performance.now() < deadline) if ((await ask()).status === status) return
  throw new Error(`Not ${status} within a second`)
}

describe('what ends in one process ends in the others within a second', () => {
  it('a session, by signing out', async () => {
    const { caller, accessToken } = await signUp(app)
    const elsewhere = new Caller(other, { authorization: `Bearer ${accessToken}` }, caller)
    expect((await elsewhere.get('/auth/me')).status).toBe(200)
    await caller.post('/auth/logout')
    await within1s(() => elsewhere.get('/auth/me'), 401)
  })

  it('an API key, by revoking it', async () => {
    const { caller } = await signUp(app)
    const made = await caller.post('/api-keys', { name: 'Reader', permissions: ['platform.users.read'] })
    const elsewhere = new Caller(other, { authorization: `Bearer ${made.body.data.key}` }, caller)
    expect((await elsewhere.get('/users')).status).toBe(200)
    expect((await caller.delete(`/api-keys/${made.body.data.id}`)).status).toBe(204)
    await within1s(() => elsewhere.get('/users'), 401)
  })

  it('support, by ending its access', async () => {
    const [{ caller }, root] = [await signUp(app), await superAdmin(app)]
    const { id } = (await caller.post('/support-grants', { role: 'viewer', hours: 1, reason: 'Help' })).body.data
    const headers = { authorization: `Bearer ${root.accessToken}`, 'x-tenant-id': caller.tenantId }
    const elsewhere = new Caller(other, headers, root.caller)
    await within1s(() => elsewhere.get('/waste/bins'), 200)
    expect((await caller.post(`/support-grants/${id}/end`)).status).toBe(200)
    await within1s(() => elsewhere.get('/waste/bins'), 403)
  })

  it('an old secret, by ending it; an address, by taking it away', async () => {
    const { caller } = await signUp(app)
    const made = await caller.post('/api-keys', { name: 'Reader', permissions: ['platform.users.read'] })
    const { id, key } = made.body.data
    const old = new Caller(other, { authorization: `Bearer ${key}` }, caller)
    const rotated = await caller.post(`/api-keys/${id}/rotate`, { overlapHours: 1 })
    const fresh = new Caller(other, { authorization: `Bearer ${rotated.body.data.key}` }, caller)
    expect([(await old.get('/users')).status, (await fresh.get('/users')).status]).toEqual([200, 200])
    expect((await caller.post(`/api-keys/${id}/end-previous`)).status).toBe(200)
    await within1s(() => old.get('/users'), 401)
    expect((await fresh.get('/users')).status).toBe(200)
    expect((await caller.patch(`/api-keys/${id}`, { allowedAddresses: ['192.0.2.1'] })).status).toBe(200)
    await within1s(() => fresh.get('/users'), 403)
  })

  it('writing, when the business becomes read-only', async () => {
    const { caller, accessToken } = await signUp(app)
    const elsewhere = new Caller(other, { authorization: `Bearer ${accessToken}` }, caller)
    expect((await elsewhere.patch('/tenant', { industry: 'Waste' })).status).toBe(200)
    await app.services.database.write({ tenantId: caller.tenantId, actorId: null }, async (tx) => {
      await tx.run({
        statement: { name: '', text: `update tenants set status = 'read_only' where id = $1` },
        values: [caller.tenantId],
      })
    })
    app.services.announce({ kind: 'tenant-changed', tenantId: caller.tenantId })
    await within1s(() => elsewhere.patch('/tenant', { industry: 'Other' }), 403)
    expect((await elsewhere.get('/tenant')).status).toBe(200)
  })
})
