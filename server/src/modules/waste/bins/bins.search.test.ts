import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'

let app: TestApp
let owner: Caller
let customerId: string

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  const phone = '+16145550123'
  const { body } = await owner.post('/customers', {
    kind: 'business',
    businessName: 'Scioto Bäckerei',
    phone,
    email: 'desk@scioto.example',
  })
  customerId = body.data.id
  await owner.post('/customers', { kind: 'business', businessName: 'Oak Street Books' })
  await owner.post('/customers', { kind: 'person', firstName: 'Ana', lastName: 'Books' })
  for (const [qrCode, street] of [
    ['YARD-7', 'Mound St'],
    ['YARD-70', 'Front St'],
  ])
    await owner.post('/waste/bins', {
      customerId,
      binType: 'standard',
      size: 'small',
      qrCode,
      rfidTag: `E200${qrCode?.slice(5)}`,
      location: { latitude: 39.96, longitude: -83, address: `12 ${street}, Columbus` },
    })
})

interface Group {
  resource: string
  hits: { title: string; match: string; href: string; words: string[] }[]
}

async function find(by: Caller, q: string, limit = 5): Promise<Group[]> {
  const { status, body } = await by.get(`/search?q=${encodeURIComponent(q)}&limit=${limit}`)
  expect([status, body.data.isComplete]).toEqual([200, true])
  return body.data.groups
}

const titles = (groups: Group[]) => groups.map(({ resource, hits }) => [resource, ...hits.map(({ title }) => title)])

describe('GET /search', () => {
  it.each([
    ['Sciotto', 'one letter too many'],
    ['scioto backerei', 'without the accent'],
    ['BÄCKEREI', 'in another case'],
    ['Bäckeeri', 'two letters swapped'],
    ['(614) 555-0123', 'a phone number as people write it'],
    ['+1 614-555-0123', 'a phone number with its country'],
    ['desk@scioto.example', 'an e-mail address'],
  ])('200: %s finds the customer: %s', async (q) => {
    const [first] = await find(owner, q)
    expect(first).toMatchObject({ resource: 'office.customers', hits: [{ title: 'Scioto Bäckerei' }] })
  })

  it('200: a very code stands before what only begins like it, and its kind before the others', async () => {
    const [first] = await find(owner, 'yard-7')
    expect(first?.hits.map(({ title, match }) => [title, match])).toEqual([
      ['YARD-7', 'code'],
      ['YARD-70', 'beginning'],
    ])
    expect((await find(owner, 'e2007'))[0]?.hits[0]).toMatchObject({ title: 'YARD-7', match: 'code' })
  })

  it('200: a name that begins with the word stands before one that has it later', async () => {
    expect(titles(await find(owner, 'oak'))).toEqual([['office.customers', 'Oak Street Books']])
    const [first] = await find(owner, 'scioto')
    expect(first?.hits[0]).toMatchObject({ match: 'beginning', href: `/customers/${customerId}`, words: ['scioto'] })
  })

  it('200: no more of a kind than asked for', async () => {
    expect(titles(await find(owner, 'books', 1)).map((group) => group.length)).toEqual([2])
  })

  it('200: what was changed a moment ago is found by a slip of its new name', async () => {
    const { body } = await owner.post('/customers', { kind: 'business', businessName: 'Klondike Hardware' })
    expect(titles(await find(owner, 'klondkie'))).toEqual([['office.customers', 'Klondike Hardware']])
    await owner.patch(`/customers/${body.data.id}`, { businessName: 'Whitehorse Hardware' })
    expect(titles(await find(owner, 'whitehorze'))).toEqual([['office.customers', 'Whitehorse Hardware']])
    expect(await find(owner, 'klondike')).toEqual([])
  })

  it('200: people of the business, by a slip too', async () => {
    const [group] = await find(owner, 'ownre')
    expect(group).toMatchObject({ resource: 'platform.users', hits: [{ title: 'The owner', match: 'similar' }] })
  })

  it('200: what somebody may not see leaves no trace', async () => {
    const driver = await signedIn(app, 'driver', owner.tenantId)
    expect(await find(driver, 'The owner')).toEqual([])
    const key = await withApiKey(app, owner, ['waste.bins.read'])
    expect(titles(await find(key, 'scioto'))).toEqual([])
    expect(titles(await find(key, 'sciotto'))).toEqual([])
    expect(titles(await find(key, 'mound'))).toEqual([['waste.bins', 'YARD-7']])
    expect(await find(await signedIn(app), 'scioto')).toEqual([])
  })

  it('200: a module that is off is not searched', async () => {
    const other = await signedIn(app)
    await other.patch('/tenant', { modules: [] })
    expect(await find(other, 'yard')).toEqual([])
  })

  it('200: signs and nothing else find nothing', async () => {
    for (const q of ['%', '_', "'", '\\', '   x%_ ', '😀']) expect(await find(owner, q), q).toEqual([])
  })

  it('400: nothing typed, too much typed, more than there is', async () => {
    for (const query of ['', '?q=', '?q=%20', `?q=${'x'.repeat(201)}`, '?q=a&limit=21', '?q=a&kind=x'])
      expect((await owner.get(`/search${query}`)).status, query).toBe(400)
  })
})
