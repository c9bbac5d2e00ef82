import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newRole } from '#platform/identity/roles/roles.factory.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { EventStream } from '#test/kit/event-stream.ts'

// What server/test/census/field-rights.test.ts asks of every field, and here what takes more than a request to see.

let app: TestApp
let owner: Caller
const open: EventStream[] = []

beforeAll(async () => {
  app = await testApp()
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  owner = await signedIn(app)
})
afterAll(() => {
  for (const stream of open) stream.close()
})

const READS = ['office.customers.read', 'office.customers.create'] as const

async function without(...hidden: string[]): Promise<{ person: Caller; roleId: string }> {
  const fields = { 'office.customers': Object.fromEntries(hidden.map((field) => [field, 'hidden' as const])) }
  const role = await newRole(owner, { permissions: READS, fields })
  return { person: await signedIn(app, role.id, owner.tenantId), roleId: role.id }
}

async function customer(input: object = {}): Promise<string> {
  const body = { kind: 'person', lastName: 'Okafor', email: 'okafor@example.com', phone: '+16145550188', ...input }
  return (await owner.post('/customers', body)).body.data.id
}

async function listen(by: Caller): Promise<EventStream> {
  const { port } = app.server.server.address() as AddressInfo
  const stream = await EventStream.open(`http://127.0.0.1:${port}/api/events/stream`, by.headers)
  open.push(stream)
  return stream
}

describe('live updates', () => {
  it('leave out what is hidden, and end when a role comes to hide more', async () => {
    const { person, roleId } = await without('notes')
    const [theirs, owners] = [await listen(person), await listen(owner)]
    const id = await customer({ notes: 'pays late' })
    const isIt = ({ data }: { data: { subjectId?: string } }) => data.subjectId === id
    expect((await owners.until(isIt)).data.payload.record.notes).toBe('pays late')
    expect((await theirs.until(isIt)).data.payload.record).not.toHaveProperty('notes')
    await owner.patch(`/roles/${roleId}`, { fields: { 'office.customers': { notes: 'hidden', email: 'hidden' } } })
    await expect.poll(() => theirs.isEnded).toBe(true)
    expect(owners.isEnded).toBe(false)
  })
})

describe('looking for duplicates', () => {
  it('compares names only where the rest is hidden', async () => {
    const id = await customer({ lastName: 'Brightwater', email: 'bright@example.com', phone: '+16145550199' })
    const { person } = await without('email')
    const ask = async (query: string) => (await person.get(`/customers/duplicates?${query}`)).body.data
    expect(await ask('email=bright@example.com')).toEqual([])
    expect(await ask('name=bright@example.com')).toEqual([])
    expect(await ask('name=brightwater')).toMatchObject([{ id, reason: 'name' }])
    expect((await owner.get('/customers/duplicates?email=bright@example.com')).body.data).toHaveLength(1)
  })
})

describe('an API key', () => {
  it('sees no field that its maker does not', async () => {
    const id = await customer({ notes: 'owes us' })
    const { person } = await without('notes')
    const key = await withApiKey(app, person, READS)
    const { body } = await key.get(`/customers/${id}`)
    expect([body.data.id, 'notes' in body.data]).toEqual([id, false])
  })
})

describe('creating', () => {
  it('201 without the hidden field, 403 with it, 201 with what the schema fills in anyway', async () => {
    const { person } = await without('tags', 'notes')
    const create = (more: object) => person.post('/customers', { kind: 'person', lastName: 'Vance', ...more })
    expect((await create({ tags: [] })).status).toBe(201)
    const refused = await create({ tags: ['vip'], notes: 'x' })
    expect([refused.status, refused.body.rule]).toEqual([403, 'access.field-hidden'])
    expect(refused.body.details.map(({ field }: { field: string }) => field)).toEqual(['tags', 'notes'])
  })
})
