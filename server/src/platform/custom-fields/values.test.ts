import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { newRole } from '#platform/identity/roles/roles.factory.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'
import { COLOURS, newField } from './custom-fields.factory.ts'

const app = await testApp()
let owner: Caller
beforeEach(async () => {
  owner = await signedIn(app)
})

const set = (id: string, customFields: object, by = owner) => by.patch(`/customers/${id}`, { customFields })
const sideRows = (recordId: string) =>
  withConnection(app.database.adminUrl, async (client) => {
    const { rows } = await client.query<{ value: string }>(
      'select coalesce(text_value, number_value::text, day_value::text) as value from custom_values where record_id = $1 order by 1',
      [recordId],
    )
    return rows.map(({ value }) => value)
  })

describe('values of custom fields', () => {
  it('200: each kind is kept, a change sets what it names, null empties', async () => {
    const { id: other } = await newCustomer(owner)
    await newField(owner, { label: 'Note' })
    await newField(owner, { label: 'Weight', kind: 'number', decimals: 1 })
    await newField(owner, { label: 'Since', kind: 'date' })
    await newField(owner, { label: 'Colour', kind: 'choice', options: COLOURS })
    await newField(owner, { label: 'Parent', kind: 'reference', referenceTo: 'office.customers' })
    const { id } = await newCustomer(owner)
    const all = { note: 'Gate B', weight: 12.5, since: '2026-11-20', colour: 'blue', parent: other }
    expect((await set(id, all)).body.data.customFields).toEqual(all)
    expect((await set(id, { weight: 3, note: null })).body.data.customFields).toEqual({ ...all, weight: 3, note: null })
    expect(await sideRows(id)).toEqual(['3', '2026-11-20', other, 'blue'].sort())
    expect((await set(id, { weight: 3 })).body.data.version).toBe(3)
  })

  it.each([
    [{}, '', 'Must not be empty; null empties the field'],
    [{ minLength: 3 }, 'ab', 'At least 3 characters'],
    [{ maxLength: 3 }, 'abcd', 'At most 3 characters'],
    [{}, 12, 'Use a text'],
    [{ kind: 'number' }, '12', 'Use a number'],
    [{ kind: 'number', decimals: 0 }, 1.5, 'Use a whole number'],
    [{ kind: 'number', decimals: 2 }, 1.555, 'At most 2 decimals'],
    [{ kind: 'number', min: 1, max: 9 }, 10, 'Between 1 and 9'],
    [{ kind: 'date' }, '2026-02-30', 'Use a date as YYYY-MM-DD'],
    [{ kind: 'date', earliest: '2026-01-01' }, '2025-12-31', 'Not before 2026-01-01'],
    [{ kind: 'choice', options: COLOURS }, 'green', 'Use one of red, blue'],
    [{ kind: 'reference', referenceTo: 'office.customers' }, 'Ana', 'Use the id of a record'],
    [
      { kind: 'reference', referenceTo: 'office.customers' },
      randomUUID(),
      'There is no such record; choose one that you can see',
    ],
  ])('400: %j refuses %j', async (input, value, message) => {
    await newField(owner, { label: 'Gate', ...input })
    const { id } = await newCustomer(owner)
    const answer = await set(id, { gate: value })
    expect([answer.status, answer.body.details]).toEqual([400, [{ field: 'customFields.gate', message }]])
    const made = await owner.post('/customers', { kind: 'person', lastName: 'Diaz', customFields: { gate: value } })
    expect(made.body.details).toEqual([{ field: 'customFields.gate', message }])
    const operations = [{ action: 'update', id, data: { customFields: { gate: value } } }]
    const bulk = await owner.post('/customers/bulk', { atomic: false, operations })
    expect(bulk.body.data.results[0].error.details).toEqual([{ field: 'customFields.gate', message }])
  })

  it('400: names what there is not, and required ones that are missing', async () => {
    await newField(owner, { label: 'Contract', isRequired: true })
    const answer = await owner.post('/customers', {
      kind: 'person',
      lastName: 'Diaz',
      customFields: { no: 1, empty: null },
    })
    expect(answer.body.details.map(({ field }: { field: string }) => field)).toEqual([
      'customFields.no',
      'customFields.empty',
      'customFields.contract',
    ])
    const without = await owner.post('/customers', { kind: 'person', lastName: 'Diaz' })
    expect(without.body.details).toEqual([{ field: 'customFields.contract', message: 'Contract is required' }])
  })

  it('400: refers to no record that the caller may not see or that is in the trash', async () => {
    await newField(owner, { resource: 'office.tasks', label: 'Bin', kind: 'reference', referenceTo: 'waste.bins' })
    await newField(owner, {
      resource: 'office.tasks',
      label: 'Who',
      kind: 'reference',
      referenceTo: 'office.customers',
    })
    const trashed = await newCustomer(owner)
    await owner.delete(`/customers/${trashed.id}`)
    const task = { title: 'Look', customFields: { who: trashed.id } }
    expect((await owner.post('/tasks', task)).body.details[0].field).toBe('customFields.who')
    const customerId = (await newCustomer(owner)).id
    const location = { latitude: 39.96, longitude: -82.99, address: '1 Main St' }
    const bin = await owner.post('/waste/bins', { customerId, binType: 'standard', size: 'small', location })
    const ofBin = { title: 'Look', customFields: { bin: bin.body.data.id } }
    const editor = await signedIn(app, 'editor', owner.tenantId)
    expect((await editor.post('/tasks', ofBin)).body.details[0].field).toBe('customFields.bin')
    expect((await owner.post('/tasks', ofBin)).status).toBe(201)
  })

  it('history, events and the way back name each field by itself', async () => {
    await newField(owner, { label: 'Gate code' })
    const { id } = await newCustomer(owner)
    await set(id, { gateCode: '1111' })
    await set(id, { gateCode: '2222' })
    const [last] = (await owner.get(`/customers/${id}/history`)).body.data
    expect(last.changes).toEqual({ 'customFields.gateCode': { before: '1111', after: '2222' } })
    const [event] = (await owner.get(`/events?subjectId=${id}`)).body.data
    expect(event.payload.changedFields).toEqual(['customFields.gateCode'])
    expect(event.payload.record.customFields).toEqual({ gateCode: '2222' })
    const reverted = await owner.post(`/customers/${id}/revert`, { version: 2 })
    expect(reverted.body.data.customFields).toEqual({ gateCode: '1111' })
    expect((await owner.post(`/customers/${id}/revert`, { version: 1 })).body.data.customFields).toEqual({
      gateCode: null,
    })
  })

  it('deleting a record for good takes its values along', async () => {
    await newField(owner)
    const { id } = await newCustomer(owner)
    await set(id, { gateCode: '4417' })
    await owner.delete(`/customers/${id}`)
    expect(await sideRows(id)).toEqual(['4417'])
    await owner.delete(`/customers/${id}?permanent=true`)
    expect(await sideRows(id)).toEqual([])
  })
})

describe('roles and single custom fields', () => {
  it('a required field that is not theirs to set does not stop them', async () => {
    await newField(owner, { label: 'Contract', isRequired: true })
    const permissions = ['office.customers.read', 'office.customers.create'] as const
    const fields = { 'office.customers': { 'customFields.contract': 'read_only' } } as const
    const role = await newRole(owner, { permissions, fields })
    const clerk = await signedIn(app, role.id, owner.tenantId)
    expect((await clerk.post('/customers', { kind: 'person', lastName: 'Diaz' })).status).toBe(201)
  })

  it('400: a role names only fields that there are; a deleted one is forgotten', async () => {
    const { id } = await newField(owner)
    const limits = (key: string) => ({ 'office.customers': { [`customFields.${key}`]: 'hidden' } })
    const wrong = await owner.post('/roles', { name: 'Wrong', permissions: [], fields: limits('nothing') })
    expect(wrong.body.details[0].field).toBe('fields.office.customers.customFields.nothing')
    const offered = (await owner.get('/roles/fields')).body.data
    expect(offered).toContainEqual({
      resource: 'office.customers',
      field: 'customFields.gateCode',
      title: 'Gate code',
      limits: ['hidden', 'read_only'],
    })
    const made = await owner.post('/roles', { name: 'Yard', permissions: [], fields: limits('gateCode') })
    await owner.delete(`/custom-fields/${id}`)
    expect((await owner.get(`/roles/${made.body.data.id}`)).body.data.fields).toEqual({ 'office.customers': {} })
  })
})
