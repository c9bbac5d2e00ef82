import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'

const app = await testApp()
let owner: Caller
let driver: Caller

beforeAll(async () => {
  owner = await signedIn(app)
  driver = await signedIn(app, 'driver', owner.tenantId)
})

const make = async (task: object) => {
  const answer = await owner.post('/tasks', { title: 'Call', ...task })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}
const titlesOf = async (query: string) =>
  (await driver.get(`/tasks?${query}`)).body.data.map(({ title }: { title: string }) => title)

describe('/tasks', () => {
  it('201: from a record, for a colleague, due on a day', async () => {
    const customer = await newCustomer(owner)
    const ref = { resource: 'office.customers', recordId: customer.id }
    const { id } = await make({ ...ref, assigneeId: driver.userId, dueOn: '2026-12-01' })
    const { data } = (await driver.get(`/tasks?recordId=${customer.id}&expand=assignee`)).body
    expect(data).toMatchObject([{ id, ...ref, dueOn: '2026-12-01', state: 'open', assignee: { name: 'The driver' } }])
  })

  it('done says when, and open again takes it back', async () => {
    const { id } = await make({})
    const done = (await driver.patch(`/tasks/${id}`, { state: 'done' })).body.data
    expect(Date.parse(done.doneAt)).toBeGreaterThan(Date.now() - 60_000)
    expect((await driver.patch(`/tasks/${id}`, { state: 'open' })).body.data.doneAt).toBeNull()
  })

  it('lists by due day, those without one last, and only what is due before a day', async () => {
    const person = { assigneeId: owner.userId }
    await make({ ...person, title: 'whenever' })
    await make({ ...person, title: 'later', dueOn: '2026-12-24' })
    await make({ ...person, title: 'soon', dueOn: '2026-11-21' })
    expect(await titlesOf(`assigneeId=${owner.userId}`)).toEqual(['soon', 'later', 'whenever'])
    expect(await titlesOf(`assigneeId=${owner.userId}&dueBefore=2026-12-24`)).toEqual(['soon'])
    expect(await titlesOf(`assigneeId=${owner.userId}&dueAfter=2026-12-24&dueBefore=2027-01-01`)).toEqual(['later'])
  })

  it('400: half a link, and somebody who does not work here', async () => {
    const stranger = await signedIn(app)
    const { body } = await owner.post('/tasks', { title: 'Call', resource: 'office.customers' })
    expect(body.details[0].field).toBe('recordId')
    const assigned = await owner.post('/tasks', { title: 'Call', assigneeId: stranger.userId })
    expect([assigned.status, assigned.body.details[0].field]).toEqual([400, 'assigneeId'])
  })

  it('404: a link to a record that one may not see', async () => {
    const stranger = await signedIn(app)
    const theirs = await newCustomer(stranger)
    const { status } = await owner.post('/tasks', { title: 'Call', resource: 'office.customers', recordId: theirs.id })
    expect(status).toBe(404)
  })
})
