import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'
import { COLOURS, newField } from './custom-fields.factory.ts'

const app = await testApp()
let owner: Caller
beforeEach(async () => {
  owner = await signedIn(app)
})

const listed = async (by = owner, resource = 'office.customers') =>
  (await by.get(`/custom-fields?resource=${resource}`)).body.data
const set = (id: string, customFields: object) => owner.patch(`/customers/${id}`, { customFields })

describe('POST /custom-fields', () => {
  it('201: the key is made of the label and stays apart from others', async () => {
    const first = await newField(owner, { label: 'Gate code (yard)' })
    const second = await newField(owner, { label: 'gate Code: Yard' })
    const third = await newField(owner, { label: '2nd phone' })
    expect([first.key, second.key, third.key]).toEqual(['gateCodeYard', 'gateCodeYard2', 'field2ndPhone'])
    expect((await listed()).map(({ key }: { key: string }) => key)).toEqual([first.key, second.key, third.key])
    const [entry] = (await owner.get('/audit?action=custom-field.')).body.data
    expect(entry).toMatchObject({ action: 'custom-field.created', note: '2nd phone of office.customers' })
    const [event] = (await owner.get('/events?type=custom-field.created')).body.data
    expect(event.payload).toMatchObject({ key: 'field2ndPhone', resource: 'office.customers' })
  })

  it('201: no key is what every object has', async () => {
    expect((await newField(owner, { label: 'Constructor' })).key).toBe('constructor2')
  })

  it('201: options without a value get one of their label', async () => {
    const { options } = await newField(owner, {
      kind: 'choice',
      label: 'Day',
      options: [{ label: 'Monday morning' }, { label: 'Any day', value: 'any' }],
    })
    expect(options).toEqual([
      { value: 'monday-morning', label: 'Monday morning' },
      { value: 'any', label: 'Any day' },
    ])
  })

  it.each([
    [{ resource: 'office.nothing' }, 'resource'],
    [{ resource: 'office.automations' }, 'resource'],
    [{ kind: 'choice', options: [] }, 'options'],
    [{ kind: 'choice', options: [{ label: 'A' }, { label: 'a' }] }, 'options.1.label'],
    [{ kind: 'reference', referenceTo: 'no.where' }, 'referenceTo'],
    [{ kind: 'number', min: 5, max: 4 }, 'max'],
    [{ kind: 'text', unit: 'kg' }, 'unit'],
    [{ key: 'Gate code' }, 'key'],
    [{ key: 'constructor' }, 'key'],
  ])('400: %j names %s', async (input, field) => {
    const answer = await owner.post('/custom-fields', {
      resource: 'office.customers',
      kind: 'text',
      label: 'X',
      ...input,
    })
    expect([answer.status, answer.body.details[0].field]).toEqual([400, field])
  })

  it('403: a clerk sees the fields and defines none', async () => {
    await newField(owner)
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    expect(await listed(clerk)).toHaveLength(1)
    const refused = await clerk.post('/custom-fields', { resource: 'office.customers', kind: 'text', label: 'X' })
    expect(refused.status).toBe(403)
  })

  it('409: a key is unique for its records, the archived ones included', async () => {
    const { id } = await newField(owner, { key: 'gate' })
    await owner.post(`/custom-fields/${id}/archive`)
    const again = { resource: 'office.customers', kind: 'text', label: 'Gate', key: 'gate' }
    expect((await owner.post('/custom-fields', again)).body.rule).toBe('custom-field.key-taken')
    expect((await owner.post('/custom-fields', { ...again, resource: 'waste.bins' })).status).toBe(201)
  })

  it('422: a hundred of each are enough', async () => {
    for (let number = 0; number < 100; number++) await newField(owner, { label: `F${number}` })
    const more = await owner.post('/custom-fields', { resource: 'office.customers', kind: 'text', label: 'X' })
    expect([more.status, more.body.rule]).toEqual([422, 'custom-field.too-many'])
    expect((await owner.post('/custom-fields', { resource: 'waste.bins', kind: 'text', label: 'X' })).status).toBe(201)
  })
})

describe('PATCH /custom-fields/:id', () => {
  it('200: another label of an option keeps what records hold; a used option stays', async () => {
    const field = await newField(owner, { kind: 'choice', label: 'Colour', options: COLOURS })
    const { id } = await newCustomer(owner)
    await set(id, { colour: 'red' })
    const path = `/custom-fields/${field.id}`
    const renamed = await owner.patch(path, { options: [{ value: 'red', label: 'Crimson' }] })
    expect(renamed.body.data.options).toEqual([{ value: 'red', label: 'Crimson' }])
    expect((await owner.get(`/customers/${id}`)).body.data.customFields).toEqual({ colour: 'red' })
    const refused = await owner.patch(path, { options: [{ value: 'blue', label: 'Blue' }] })
    expect([refused.status, refused.body.rule]).toEqual([409, 'custom-field.in-use'])
    expect(refused.body.detail).toContain("1 customer has the option 'Crimson'")
  })

  it('200: new rules leave old records saveable', async () => {
    const field = await newField(owner, { kind: 'number', label: 'Weight' })
    const { id } = await newCustomer(owner)
    await set(id, { weight: 500 })
    await owner.patch(`/custom-fields/${field.id}`, { max: 100, isRequired: true })
    await newField(owner, { label: 'Contract', isRequired: true })
    expect((await owner.patch(`/customers/${id}`, { notes: 'still fine' })).status).toBe(200)
    const whole = await set(id, { weight: 500, contract: 'C-1' })
    expect(whole.body.data.customFields).toEqual({ weight: 500, contract: 'C-1' })
    expect((await set(id, { weight: 501 })).body.details).toEqual([
      { field: 'customFields.weight', message: 'At most 100' },
    ])
  })

  it('412: somebody else was faster', async () => {
    const { id } = await newField(owner)
    await owner.patch(`/custom-fields/${id}`, { label: 'Code' })
    const late = await owner.patch(`/custom-fields/${id}`, { label: 'Gate' }, { 'if-match': '"1"' })
    expect([late.status, late.body.current.label]).toEqual([412, 'Code'])
  })
})

describe('the life of a custom field', () => {
  it('archived: its values are kept, not shown and not set', async () => {
    const { id: fieldId } = await newField(owner)
    const { id } = await newCustomer(owner)
    await set(id, { gateCode: '4417' })
    await owner.post(`/custom-fields/${fieldId}/archive`)
    expect((await owner.get(`/customers/${id}`)).body.data.customFields).toEqual({})
    expect((await set(id, { gateCode: '1' })).body.details[0].field).toBe('customFields.gateCode')
    expect((await owner.get('/customers?cf.gateCode=4417')).status).toBe(400)
    await owner.patch(`/customers/${id}`, { notes: 'changed meanwhile' })
    await owner.post(`/custom-fields/${fieldId}/restore`)
    expect((await owner.get(`/customers/${id}`)).body.data.customFields).toEqual({ gateCode: '4417' })
  })

  it('409: is deleted for good only when no record holds a value; then its key is free', async () => {
    const { id: fieldId } = await newField(owner)
    const { id } = await newCustomer(owner)
    await set(id, { gateCode: '4417' })
    const refused = await owner.delete(`/custom-fields/${fieldId}`)
    expect([refused.status, refused.body.rule]).toEqual([409, 'custom-field.in-use'])
    expect(refused.body.detail).toContain('1 customer has a value in Gate code')
    await set(id, { gateCode: null })
    expect((await owner.delete(`/custom-fields/${fieldId}`)).status).toBe(204)
    expect((await newField(owner)).key).toBe('gateCode')
  })

  it('PUT /custom-fields/order: forms and pages follow', async () => {
    const [a, b, c] = [await newField(owner), await newField(owner), await newField(owner)]
    const ordered = await owner.put('/custom-fields/order', { resource: 'office.customers', ids: [c.id, a.id] })
    expect(ordered.body.data.map(({ id }: { id: string }) => id)).toEqual([c.id, a.id, b.id])
    const unknown = await owner.put('/custom-fields/order', { resource: 'office.customers', ids: [randomUUID()] })
    expect(unknown.body.details[0].field).toBe('ids.0')
  })

  it('another business has none of it', async () => {
    await newField(owner)
    const other = await signedIn(app)
    expect(await listed(other)).toEqual([])
    const { id } = await newCustomer(other)
    const refused = await other.patch(`/customers/${id}`, { customFields: { gateCode: '1' } })
    expect(refused.body.details[0].field).toBe('customFields.gateCode')
  })
})
