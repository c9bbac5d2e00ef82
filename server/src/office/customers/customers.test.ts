import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '#platform/random.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { customerInput } from './customers.factory.ts'

const app = await testApp()
const random = new Random(2)
let clerk: Caller
let number = 1000

beforeAll(async () => {
  clerk = await signedIn(app, 'clerk')
})

const business = (changes: object = {}) => ({
  ...customerInput(random, ++number),
  kind: 'business',
  businessName: `Bakery ${number}`,
  ...changes,
})
const make = async (changes: object = {}) => (await clerk.post('/customers', business(changes))).body.data

describe('POST /customers', () => {
  it('201: accepts a phone as people write it and keeps it as E.164', async () => {
    expect((await make({ phone: '+1 (614) 555-0199' })).phone).toBe('+16145550199')
  })

  it('201: notes when and where the customer agreed to be notified', async () => {
    const { consentSource, consentAt } = await make({ consentSource: 'Signed contract' })
    expect(consentSource).toBe('Signed contract')
    expect(Date.parse(consentAt)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('400: a business needs its name, a person a last name', async () => {
    expect((await clerk.post('/customers', { kind: 'business' })).body.details).toEqual([
      { field: 'businessName', message: 'A business needs its name' },
    ])
    expect((await clerk.post('/customers', { kind: 'person', firstName: 'Ana' })).body.details[0].field).toBe(
      'lastName',
    )
  })

  it('400: a phone without country code is refused with the way out', async () => {
    const { body } = await clerk.post('/customers', business({ phone: '614 555 0199' }))
    expect(body.details[0]).toMatchObject({ field: 'phone', message: expect.stringContaining('country code') })
  })

  it('409: a business name is taken whatever its case and spaces, until its customer is in the trash', async () => {
    const first = await make({ businessName: 'Olde Towne Books' })
    const again = await clerk.post('/customers', business({ businessName: '  olde  TOWNE books ' }))
    expect([again.status, again.body.rule, again.body.details[0].field]).toEqual([
      409,
      'customer.business-name-taken',
      'businessName',
    ])
    const manager = await signedIn(app, 'manager', clerk.tenantId)
    await manager.delete(`/customers/${first.id}`)
    expect((await clerk.post('/customers', business({ businessName: 'Olde Towne Books' }))).status).toBe(201)
    const restored = await manager.post(`/customers/${first.id}/restore`)
    expect([restored.status, restored.body.rule]).toEqual([409, 'customer.business-name-taken'])
  })
})

describe('GET /customers', () => {
  it('finds by name, by parts of the e-mail and by phone digits however they are written', async () => {
    const { id } = await make({ businessName: 'Žižkov Brewing', email: 'hello@zizkov.example', phone: '+420777123456' })
    for (const search of ['zizkov', 'ŽIŽKOV brew', '@zizkov.ex', '777123', '+420-777-123-456']) {
      const { body } = await clerk.get(`/customers?search=${encodeURIComponent(search)}`)
      expect(
        body.data.map((one: { id: string }) => one.id),
        search,
      ).toEqual([id])
    }
  })

  it('filters by tag', async () => {
    const { id } = await make({ tags: ['only this one'] })
    expect(
      (await clerk.get('/customers?tag=only%20this%20one')).body.data.map((one: { id: string }) => one.id),
    ).toEqual([id])
  })

  it('GET /customers/duplicates: names who is probably the same, and why', async () => {
    const { id, phone, email } = await make({ businessName: 'Merion Pharmacy', phone: '+16145559001' })
    const by = async (query: string) => (await clerk.get(`/customers/duplicates?${query}`)).body.data
    expect(await by(`phone=${encodeURIComponent(phone)}`)).toEqual([{ id, name: 'Merion Pharmacy', reason: 'phone' }])
    expect(await by(`email=${email.toUpperCase()}`)).toEqual([{ id, name: 'Merion Pharmacy', reason: 'email' }])
    expect(await by('name=Merion%20Pharmcy')).toEqual([{ id, name: 'Merion Pharmacy', reason: 'name' }])
    expect(await by(`phone=${encodeURIComponent(phone)}&exceptId=${id}`)).toEqual([])
  })
})

describe('PATCH /customers/:id', () => {
  it('400: taking the name away from a business is refused, and nothing changed', async () => {
    const { id, businessName } = await make()
    expect((await clerk.patch(`/customers/${id}`, { businessName: null })).body.details[0].field).toBe('businessName')
    expect((await clerk.get(`/customers/${id}`)).body.data).toMatchObject({ businessName, version: 1 })
  })

  it('200: saving without a change leaves no trace', async () => {
    const { id, businessName } = await make()
    expect((await clerk.patch(`/customers/${id}`, { businessName })).body.data.version).toBe(1)
    expect((await clerk.get(`/customers/${id}/history`)).body.data).toHaveLength(1)
  })
})

describe('POST /customers/bulk', () => {
  it('422: atomic, nothing is done when one fails, and its place is named', async () => {
    const operations = [
      { action: 'create', data: business({ businessName: 'Bulk One' }) },
      { action: 'create', data: { kind: 'business' } },
    ]
    const { status, body } = await clerk.post('/customers/bulk', { operations })
    expect([status, body.rule, body.details[0].field]).toEqual([
      422,
      'bulk.rolled-back',
      'operations.1.data.businessName',
    ])
    expect((await clerk.get('/customers?search=Bulk%20One')).body.pagination.total).toBe(0)
  })

  it('200: not atomic, each for itself with its result in order', async () => {
    const { id } = await make()
    const operations = [
      { action: 'create', data: business({ businessName: 'Bulk Two' }) },
      { action: 'update', id, version: 7, data: { notes: 'late' } },
      { action: 'update', id, version: 1, data: { notes: 'in time' } },
    ]
    const { body } = await clerk.post('/customers/bulk', { atomic: false, operations })
    expect(body.data.results.map((result: { status: number }) => result.status)).toEqual([201, 412, 200])
    expect((await clerk.get(`/customers/${id}`)).body.data.notes).toBe('in time')
  })

  it('403: every action needs its own permission', async () => {
    const { id } = await make()
    expect((await clerk.post('/customers/bulk', { operations: [{ action: 'trash', id }] })).body.rule).toBe(
      'access.permission-missing',
    )
  })
})

describe('Idempotency-Key', () => {
  it('the second request answers like the first and does nothing', async () => {
    const body = business({ businessName: 'Only Once' })
    const first = await clerk.post('/customers', body, { 'idempotency-key': 'k-1' })
    const second = await clerk.post('/customers', body, { 'idempotency-key': 'k-1' })
    expect([second.status, second.text, second.headers['idempotent-replayed']]).toEqual([201, first.text, 'true'])
    expect((await clerk.get('/customers?search=Only%20Once')).body.pagination.total).toBe(1)
  })

  it('422: another body under the same key', async () => {
    await clerk.post('/customers', business(), { 'idempotency-key': 'k-2' })
    expect((await clerk.post('/customers', business(), { 'idempotency-key': 'k-2' })).body.rule).toBe(
      'idempotency.key-reused',
    )
  })

  it('twenty at once do it once', async () => {
    const body = business({ businessName: 'Twenty At Once' })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => clerk.post('/customers', body, { 'idempotency-key': 'k-3' })),
    )
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1)
    expect((await clerk.get('/customers?search=Twenty%20At%20Once')).body.pagination.total).toBe(1)
  })
})
