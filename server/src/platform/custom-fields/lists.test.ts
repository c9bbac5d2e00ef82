import { beforeAll, describe, expect, it } from 'vitest'
import { newRole } from '#platform/identity/roles/roles.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { COLOURS, newField } from './custom-fields.factory.ts'

const app = await testApp()
let owner: Caller

/** Named by their place: the first has everything, the last nothing. */
const RECORDS = [
  { colour: 'red', weight: 12.5, since: '2026-01-01', note: 'Behind the Dock' },
  { colour: 'blue', weight: 3, since: '2026-02-01', note: 'alley' },
  { colour: 'red', weight: 3, since: '2026-03-01' },
  { weight: 100 },
  {},
]

beforeAll(async () => {
  owner = await signedIn(app)
  await newField(owner, { label: 'Colour', kind: 'choice', options: COLOURS })
  await newField(owner, { label: 'Weight', kind: 'number', unit: 'kg' })
  await newField(owner, { label: 'Since', kind: 'date' })
  await newField(owner, { label: 'Note' })
  for (const [index, customFields] of RECORDS.entries()) {
    const answer = await owner.post('/customers', { kind: 'person', lastName: String(index), customFields })
    expect(answer.status, answer.text).toBe(201)
  }
})

const namesOf = (records: { name: string }[]) => records.map(({ name }) => name).join('')
const ask = async (query: string, by = owner) => {
  const { body } = await by.get(`/customers?${query}`)
  return namesOf(body.data)
}

describe('GET /customers?cf.*', () => {
  it.each([
    ['cf.colour=red', '02'],
    ['cf.colour=red,blue', '012'],
    ['cf.weight=3', '12'],
    ['cf.weight=3,100', '123'],
    ['cf.weight.from=3&cf.weight.to=12.5', '012'],
    ['cf.weight.from=12.5', '03'],
    ['cf.since=2026-02-01', '1'],
    ['cf.since.after=2026-02-01', '12'],
    ['cf.since.after=2026-01-01&cf.since.before=2026-03-01', '01'],
    ['cf.note=behind%20the%20dock', '0'],
    ['cf.colour=red&cf.weight.to=5', '2'],
    ['cf.colour=red&search=2', '2'],
  ])('%s finds %s', async (query, names) => {
    const { body } = await owner.get(`/customers?${query}&sort=name`)
    expect([namesOf(body.data), body.pagination.total]).toEqual([names, names.length])
  })

  it.each([
    ['cf.nothing=1', 'cf.nothing', /no custom field 'nothing' of a customer; GET .api.custom-fields/],
    ['cf.weight.below=1', 'cf.weight.below', /takes cf.weight, cf.weight.from, cf.weight.to/],
    ['cf.weight.from=heavy', 'cf.weight.from', /Use a number/],
    ['cf.since.after=soon', 'cf.since.after', /YYYY-MM-DD/],
    ['cf.colour=green', 'cf.colour', /red, blue/],
    ['cf.colour', 'cf.colour', /one or several/],
    ['cf..colour=1', 'cf..colour', /Unknown parameter/],
    ['colour=red', 'colour', /Unknown parameter/],
    ['sort=cf.nothing', 'sort', /no custom field/],
    ['sort=cf.weight,name', 'sort', /alone/],
    ['sort=weight', 'sort.0', /Use one of name/],
  ])('400: %s names %s', async (query, field, message) => {
    const answer = await owner.get(`/customers?${query}`)
    expect([answer.status, answer.body.details?.[0]?.field]).toEqual([400, field])
    expect(answer.body.details[0].message).toMatch(message)
  })

  it('400: lists whose records take no custom fields know no such parameter', async () => {
    expect((await owner.get('/automations?cf.colour=red')).status).toBe(400)
    expect((await owner.get('/automations?sort=cf.colour')).status).toBe(400)
  })
})

describe('sort=cf.*', () => {
  const SORTED = [
    ['cf.weight', '12034'],
    ['-cf.weight', '30214'],
    ['cf.since', '01234'],
    ['-cf.since', '21043'],
    ['cf.note', '10234'],
    ['-cf.colour', '20143'],
  ] as const

  it.each(SORTED)('%s puts records without a value last', async (sort, names) => {
    expect(await ask(`sort=${sort}`)).toBe(names)
  })

  it.each(SORTED)('%s: pages by cursor and by number are the same list', async (sort, names) => {
    for (const limit of [1, 2, 3]) {
      let byCursor = ''
      let byNumber = ''
      let cursor = ''
      for (let page = 1; page <= Math.ceil(RECORDS.length / limit); page++) {
        const next = await owner.get(`/customers?sort=${sort}&limit=${limit}${cursor}`)
        byCursor += namesOf(next.body.data)
        cursor = `&cursor=${next.body.pagination.nextCursor}`
        byNumber += await ask(`sort=${sort}&limit=${limit}&page=${page}`)
      }
      expect([byCursor, byNumber]).toEqual([names, names])
    }
  })

  it('with a filter, a search and in the trash', async () => {
    expect(await ask('sort=-cf.weight&cf.colour=red')).toBe('02')
    expect(await ask('sort=-cf.weight&search=2')).toBe('2')
    const trashed = await owner.get('/customers?sort=-cf.weight&trashed=true')
    expect([trashed.status, trashed.body.data]).toEqual([200, []])
  })

  it('400: a cursor of another sort is none of this one', async () => {
    const { pagination } = (await owner.get('/customers?sort=cf.weight&limit=1')).body
    const other = await owner.get(`/customers?sort=cf.since&cursor=${pagination.nextCursor}`)
    expect([other.status, other.body.rule]).toEqual([400, 'request.cursor-invalid'])
  })
})

describe('fields that a role hides', () => {
  it('are not filtered, sorted, exported or found, and the others are', async () => {
    const permissions = ['office.customers.read', 'office.customers.export'] as const
    const fields = { 'office.customers': { 'customFields.weight': 'hidden' } } as const
    const role = await newRole(owner, { permissions, fields })
    const clerk = await signedIn(app, role.id, owner.tenantId)
    for (const query of ['cf.weight=3', 'cf.weight.from=1', 'sort=cf.weight', 'sort=-cf.weight']) {
      const answer = await clerk.get(`/customers?${query}`)
      expect([query, answer.body.rule]).toEqual([query, 'access.field-hidden'])
    }
    expect(await ask('cf.colour=red&sort=-cf.since', clerk)).toBe('20')
    const { data } = (await clerk.get('/customers?fields=customFields&sort=name')).body
    expect(data[0]).toEqual({ customFields: { colour: 'red', since: '2026-01-01', note: 'Behind the Dock' } })
    const wanted = { resource: 'office.customers', format: 'csv' }
    const refused = await clerk.post('/exports', { ...wanted, query: { sort: 'cf.weight' } })
    expect(refused.body.rule).toBe('access.field-hidden')
    const made = await clerk.post('/exports', wanted)
    expect(made.body.data.columns).not.toContain('customFields.weight')
    expect(made.body.data.columns).toContain('customFields.colour')
  })
})
