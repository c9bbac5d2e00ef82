import { randomUUID } from 'node:crypto'
import type { EventPayload, EventType } from '@groundwork/contract/events.ts'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { EventStream } from '#test/kit/event-stream.ts'
import { peopleTold } from '#test/kit/people-told.ts'
import { withConnection } from '../database/connection.ts'
import { insertEvents } from '../events/events.queries.ts'
import { readNotifications } from './notification-reader.ts'
import { notificationFollower } from './notifications.follower.ts'

let app: TestApp
let owner: Caller
let address: string

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  address = await app.server.listen({ port: 0, host: '127.0.0.1' })
})

async function happen<T extends EventType>(by: Caller, type: T, payload: EventPayload<T>): Promise<void> {
  const row = { tenant_id: by.tenantId, id: randomUUID(), type, version: 1, subject_id: randomUUID(), payload }
  await app.services.database.write({ tenantId: by.tenantId, actorId: null }, (tx) =>
    insertEvents(tx, [{ ...row, actor_id: by.userId, request_id: null }]),
  )
}

const importEnds = (by: Caller, created = 3) =>
  happen(by, 'import.finished', { id: randomUUID(), resource: 'office.customers', created, updated: 0, failed: 0 })
const exportEnds = (by: Caller) => happen(by, 'export.finished', { id: randomUUID(), resource: 'waste.bins', rows: 1 })

async function titles(by: Caller, query = ''): Promise<string[]> {
  const { status, body } = await by.get(`/notifications${query}`)
  expect(status).toBe(200)
  return body.data.map(({ title }: { title: string }) => title)
}

const unread = async (by: Caller) => (await by.get('/notifications/summary')).body.data.unread

describe('the reader of the log', () => {
  it('tells who asked for it, and nobody else', async () => {
    const by = await signedIn(app)
    const colleague = await signedIn(app, 'owner', by.tenantId)
    await importEnds(by)
    await peopleTold(app, by)
    expect(await titles(by)).toEqual(['Your import has ended'])
    expect(await titles(colleague)).toEqual([])
  })

  it('tells who may do something about it: a job that gave up, not one that moved on', async () => {
    const by = await signedIn(app)
    const admin = await signedIn(app, 'admin', by.tenantId)
    const driver = await signedIn(app, 'driver', by.tenantId)
    const job = { id: randomUUID(), kind: 'imports.run', done: 1, total: 2 }
    await happen(by, 'job.progressed', { ...job, state: 'running' })
    await happen(by, 'job.progressed', { ...job, state: 'dead' })
    await peopleTold(app, by)
    for (const told of [by, admin]) expect(await titles(told)).toEqual(['A job gave up: imports.run'])
    expect(await titles(driver)).toEqual([])
  })

  it('does not tell people what they did themselves', async () => {
    const by = await signedIn(app)
    const admin = await signedIn(app, 'admin', by.tenantId)
    await happen(admin, 'user.joined', { membershipId: randomUUID(), userId: admin.userId })
    await peopleTold(app, by)
    expect(await titles(by)).toEqual(['The admin joined'])
    expect(await titles(admin)).toEqual([])
  })

  it('tells nobody twice: two readers at once, and a log read again from the beginning', async () => {
    const by = await signedIn(app)
    for (let created = 0; created < 5; created++) await importEnds(by, created)
    await Promise.all([readNotifications(app.services, by.tenantId), readNotifications(app.services, by.tenantId)])
    await peopleTold(app, by)
    await withConnection(app.database.adminUrl, (client) =>
      client.query("update event_readers set txid = '0', sequence = 0 where tenant_id = $1", [by.tenantId]),
    )
    await peopleTold(app, by)
    expect(await titles(by)).toHaveLength(5)
  })

  it('loses nothing when it dies on the way: its place moves with what it has told', async () => {
    const by = await signedIn(app)
    await importEnds(by)
    await exportEnds(by)
    let writes = 0
    const dying: typeof app.services.write = (actor, request, work) =>
      app.services.write(actor, request, async (ctx) => {
        await work(ctx)
        writes += 1
        throw new Error('The process died')
      })
    const mortal = { ...app.services, write: dying }
    await vi.waitFor(async () => {
      await expect(readNotifications(mortal, by.tenantId)).rejects.toThrow('The process died')
    }, 8_000)
    expect(writes).toBeGreaterThan(0)
    expect(await titles(by)).toEqual([])
    await peopleTold(app, by)
    expect(await titles(by)).toEqual(['Your export is ready', 'Your import has ended'])
  })

  it('goes past thousands of events that are nobody’s news', async () => {
    const by = await signedIn(app)
    await withConnection(app.database.adminUrl, (client) =>
      client.query(
        `insert into events (tenant_id, id, type, version, subject_id, payload)
         select $1, gen_random_uuid(), 'tenant.updated', 1, gen_random_uuid(), '{"changedFields": []}' from generate_series(1, 4500)`,
        [by.tenantId],
      ),
    )
    await importEnds(by)
    await peopleTold(app, by)
    expect(await titles(by)).toEqual(['Your import has ended'])
  })

  it('hears by itself that something has happened, and open consoles hear of it', async () => {
    const by = await signedIn(app)
    const notifier = notificationFollower(app.services)
    notifier.start()
    try {
      const stream = await EventStream.open(`${address}/api/events/stream`, by.headers)
      await importEnds(by)
      app.services.announce({ kind: 'events', tenantId: by.tenantId })
      await vi.waitFor(async () => expect(await unread(by)).toBe(1), 8_000)
      await stream.until(({ event }) => event === 'notified')
      stream.close()
    } finally {
      await notifier.stop()
    }
  })
})

describe('GET /notifications', () => {
  it('200: newest first, page by page, unread alone', async () => {
    const by = await signedIn(app)
    for (let created = 0; created < 3; created++) await importEnds(by, created)
    await peopleTold(app, by)
    const first = await by.get('/notifications?limit=2')
    expect(first.body.data.map(({ body }: { body: string }) => body.slice(0, 1))).toEqual(['2', '1'])
    const second = await by.get(`/notifications?limit=2&cursor=${first.body.pagination.nextCursor}`)
    expect(second.body.data).toHaveLength(1)
    expect(second.body.pagination.hasNext).toBe(false)
    await by.post(`/notifications/${first.body.data[0].id}/read`)
    expect([await unread(by), (await titles(by, '?unread=true')).length]).toEqual([2, 2])
  })

  it('403: a key is nobody who could be told', async () => {
    const key = await withApiKey(app, owner, ['waste.bins.read'])
    expect((await key.get('/notifications')).body.rule).toBe('auth.person-required')
  })
})

describe('POST /notifications/read-all', () => {
  it('200: what came in since the newest one shown stays unread', async () => {
    const by = await signedIn(app)
    await importEnds(by, 1)
    await peopleTold(app, by)
    const { body } = await by.get('/notifications')
    await importEnds(by, 2)
    await peopleTold(app, by)
    expect((await by.post('/notifications/read-all', { upTo: body.data[0].createdAt })).body.data).toEqual({
      unread: 1,
    })
  })
})

describe('POST /notifications/:id/read', () => {
  it('404: somebody else’s', async () => {
    const by = await signedIn(app)
    await importEnds(by)
    await peopleTold(app, by)
    const { body } = await by.get('/notifications')
    const colleague = await signedIn(app, 'owner', by.tenantId)
    expect((await colleague.post(`/notifications/${body.data[0].id}/read`)).status).toBe(404)
    expect(await unread(by)).toBe(1)
  })
})

describe('PATCH /notifications/preferences', () => {
  it('200: by mail instead of in the console; the next one goes there', async () => {
    const by = await signedIn(app)
    const wish = { kind: 'import-finished', inConsole: false, byEmail: true }
    const { body } = await by.patch('/notifications/preferences', wish)
    expect(body.data.kinds).toContainEqual(expect.objectContaining(wish))
    await importEnds(by)
    await peopleTold(app, by)
    expect(await titles(by)).toEqual([])
    const mails = (await by.get('/outbox?template=notification')).body.data
    expect(mails).toMatchObject([{ to: `${by.userId}@example.com`, subject: 'Your import has ended' }])
  })

  it('400: a kind that nobody is told of', async () => {
    const { status, body } = await owner.patch('/notifications/preferences', { kind: 'weather', byEmail: true })
    expect([status, body.details[0].field]).toEqual([400, 'kind'])
  })
})
