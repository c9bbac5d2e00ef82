import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readNotifications } from '#platform/notifications/notification-reader.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'

const app = await testApp()
let owner: Caller
let clerk: Caller
let driver: Caller
let path: string

beforeAll(async () => {
  owner = await signedIn(app)
  clerk = await signedIn(app, 'clerk', owner.tenantId)
  driver = await signedIn(app, 'driver', owner.tenantId)
  path = `/records/office.customers/${(await newCustomer(owner)).id}/comments`
})

const say = async (by: Caller, body: string, mentionIds: string[] = []) => {
  const answer = await by.post(path, { body, mentionIds })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}
const mentionsOf = async (person: Caller) => {
  await vi.waitFor(async () => expect(await readNotifications(app.services, owner.tenantId)).toBe('done'), 8_000)
  return (await person.get('/notifications?kind=mention')).body.data
}
const eventsOf = async (type: string) =>
  (await owner.get(`/events?type=${type}&limit=100`)).body.data.map(({ payload }: { payload: object }) => payload)

describe('POST /records/:resource/:recordId/comments', () => {
  it('201: whoever sees the record may comment, and what they wrote stays text', async () => {
    const text = '<img src=x onerror=alert(1)> **bold**'
    const { id } = await say(driver, text)
    const [newest] = (await clerk.get(`${path}?expand=can`)).body.data
    expect(newest).toMatchObject({ id, body: text, createdByName: 'The driver', can: { update: false, remove: false } })
  })

  it('201: who is mentioned is told, once, and oneself never', async () => {
    const { id } = await say(clerk, 'Look, @The driver', [driver.userId, clerk.userId])
    expect(await mentionsOf(driver)).toMatchObject([{ title: 'The clerk mentioned you on a customer', readAt: null }])
    expect(await mentionsOf(clerk)).toEqual([])
    const told = (await eventsOf('comment.mentioned')).find((payload: { id: string }) => payload.id === id)
    expect(told.userIds).toEqual([driver.userId])
    await clerk.patch(`/comments/${id}`, { body: 'Look again, @The driver', mentionIds: [driver.userId] })
    expect(await mentionsOf(driver)).toHaveLength(1)
  })

  it('400: somebody of another business cannot be mentioned, and nothing is written', async () => {
    const stranger = await signedIn(app)
    const before = (await clerk.get(path)).body.pagination.total
    const { status, body } = await clerk.post(path, { body: 'Hello', mentionIds: [stranger.userId] })
    expect([status, body.details[0].field]).toEqual([400, 'mentionIds'])
    expect((await clerk.get(path)).body.pagination.total).toBe(before)
  })

  it('403: a viewer reads and says nothing', async () => {
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    expect((await viewer.get(path)).status).toBe(200)
    expect((await viewer.post(path, { body: 'Hello' })).status).toBe(403)
  })

  it('404: on a record of another business', async () => {
    const stranger = await signedIn(app)
    expect((await stranger.post(path, { body: 'Hello' })).status).toBe(404)
    expect((await stranger.get(path)).status).toBe(404)
  })
})

describe('PATCH and DELETE /comments/:id', () => {
  it('one changes and deletes what one wrote; a manager deletes what others wrote, and changes nothing of it', async () => {
    const own = await say(clerk, 'first thought')
    const changed = await clerk.patch(`/comments/${own.id}`, { body: 'second thought' })
    expect(changed.body.data).toMatchObject({ body: 'second thought', editedAt: expect.any(String) })
    expect((await driver.patch(`/comments/${own.id}`, { body: 'mine now' })).body.rule).toBe('comment.not-yours')
    expect((await driver.delete(`/comments/${own.id}`)).body.rule).toBe('access.permission-missing')
    const manager = await signedIn(app, 'manager', owner.tenantId)
    expect((await manager.patch(`/comments/${own.id}`, { body: 'mine now' })).body.rule).toBe('comment.not-yours')
    expect((await manager.delete(`/comments/${own.id}`)).status).toBe(204)
    expect((await clerk.delete(`/comments/${own.id}`)).status).toBe(404)
  })

  it('404: for somebody of another business, whatever they may do in their own', async () => {
    const { id } = await say(clerk, 'ours')
    const stranger = await signedIn(app)
    expect((await stranger.patch(`/comments/${id}`, { body: 'theirs' })).status).toBe(404)
    expect((await stranger.delete(`/comments/${id}`)).status).toBe(404)
  })
})

describe('GET /colleagues', () => {
  it('names those who work here, by part of the name, and nobody else', async () => {
    const { data } = (await driver.get('/colleagues?search=CLER')).body
    expect(data).toEqual([{ id: clerk.userId, name: 'The clerk' }])
    const stranger = await signedIn(app)
    expect((await stranger.get('/colleagues')).body.data).toEqual([{ id: stranger.userId, name: 'The owner' }])
  })
})
