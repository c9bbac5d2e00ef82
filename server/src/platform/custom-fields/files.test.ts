import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { Importer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { newField } from './custom-fields.factory.ts'

const app = await testApp()
let owner: Caller
let importer: Importer

beforeAll(async () => {
  owner = await signedIn(app)
  importer = new Importer(app, owner)
  const options = [
    { value: 'mon', label: 'Monday, "early"' },
    { value: 'cost', label: 'Costs $1' },
  ]
  await newField(owner, { label: 'Gate code' })
  await newField(owner, { label: 'Preferred day', kind: 'choice', options })
  await newField(owner, { label: 'Weight', kind: 'number', unit: 'kg', decimals: 2, min: 0 })
})

const RESOURCE = { resource: 'office.customers', fileName: 'customers.csv' }
const customerCalled = async (name: string) => (await owner.get(`/customers?search=${name}`)).body.data[0]

async function exported(format: string, columns?: string[], query: object = {}): Promise<string> {
  const made = await owner.post('/exports', { resource: 'office.customers', format, columns, query })
  expect(made.status, made.text).toBe(201)
  await runJobs(app)
  return (await owner.get(`/exports/${made.body.data.id}/download`)).text.replace('\uFEFF', '')
}

const COLUMNS = ['businessName', 'customFields.gateCode', 'customFields.preferredDay', 'customFields.weight']

describe('custom fields in files', () => {
  it('are imported by label or key, choices by their label, and undone', async () => {
    const file = [
      'Business name,Gate code,preferredDay,Weight (kg)',
      'Alpha,0044,"monday, ""EARLY""",12.5',
      'Beta,,cost,3',
    ].join('\n')
    const id = await importer.uploaded(file, RESOURCE)
    const { columns } = await importer.get(id)
    expect(columns.map(({ mapsTo }: { mapsTo: string }) => mapsTo)).toEqual(COLUMNS)
    await owner.patch(`/imports/${id}`, { mode: 'create' })
    const checked = await importer.step(id, 'check')
    expect(checked).toMatchObject({ state: 'checked', created: 2, failed: 0 })
    expect(checked.sample[0].changes).toMatchObject({ 'customFields.gateCode': { before: null, after: '0044' } })
    expect(await importer.step(id, 'run')).toMatchObject({ state: 'finished', created: 2 })
    expect((await customerCalled('Alpha')).customFields).toEqual({
      gateCode: '0044',
      preferredDay: 'mon',
      weight: 12.5,
    })
    const [found] = (await owner.get('/customers?cf.weight.from=10')).body.data
    expect(found.businessName).toBe('Alpha')
  })

  it('a wrong cell is told at its column before anything is written', async () => {
    const file = 'Business name,Gate code,Preferred day,Weight\nGamma,1,Sunday,-4\nDelta,2,,heavy'
    const id = await importer.uploaded(file, RESOURCE)
    await owner.patch(`/imports/${id}`, { mode: 'create' })
    expect(await importer.step(id, 'check')).toMatchObject({ failed: 2 })
    expect((await importer.errorsOf(id)).map(({ problems }: { problems: object[] }) => problems)).toEqual([
      [
        { column: 'Preferred day', value: 'Sunday', message: 'Use one of mon, cost' },
        { column: 'Weight', value: '-4', message: 'At least 0' },
      ],
      [{ column: 'Weight', value: 'heavy', message: 'Use a number' }],
    ])
  })

  it('a second import changes what it names, and undoing it brings the values back', async () => {
    const before = await customerCalled('Alpha')
    const id = await importer.uploaded(`Id,Weight\n${before.id},99`, RESOURCE)
    await owner.patch(`/imports/${id}`, { mode: 'update', updateKey: 'id' })
    expect(await importer.step(id, 'run')).toMatchObject({ updated: 1 })
    expect((await customerCalled('Alpha')).customFields).toEqual({ gateCode: '0044', preferredDay: 'mon', weight: 99 })
    await importer.step(id, 'undo')
    expect((await customerCalled('Alpha')).customFields).toEqual(before.customFields)
    expect((await owner.get('/customers?cf.weight=99')).body.data).toEqual([])
    expect((await owner.get('/customers?cf.weight=12.5')).body.data).toHaveLength(1)
  })

  it.each(['csv', 'xlsx', 'json', 'pdf'])('are columns of %s', async (format) => {
    const made = await owner.post('/exports', { resource: 'office.customers', format })
    expect(made.body.data.columns).toEqual(expect.arrayContaining(COLUMNS.slice(1)))
    await runJobs(app)
    expect((await owner.get(`/exports/${made.body.data.id}`)).body.data).toMatchObject({ state: 'finished', rows: 2 })
  })

  it('CSV says labels, whether the database writes it or we do; filters and sorts hold', async () => {
    const copied = await exported('csv', COLUMNS, { sort: '-cf.weight' })
    expect(copied.split('\r\n')).toEqual([
      'Business name,Gate code,Preferred day,Weight',
      'Alpha,0044,"Monday, ""early""",12.5',
      'Beta,,Costs $1,3',
      '',
    ])
    // Contacts are more than a column of a table, so this file is written by us.
    const written = await exported('csv', [...COLUMNS, 'contacts'], { sort: '-cf.weight' })
    expect(written.split('\r\n').map((line) => line.replace(/,(Contacts)?$/, ''))).toEqual(copied.split('\r\n'))
    expect((await exported('csv', COLUMNS, { 'cf.weight.to': '5' })).split('\r\n')).toHaveLength(3)
  })

  it('JSON has them as the API does', async () => {
    const records = JSON.parse(await exported('json', COLUMNS, { sort: 'cf.weight' }))
    expect(records[1]).toEqual({
      businessName: 'Alpha',
      customFields: { gateCode: '0044', preferredDay: 'mon', weight: 12.5 },
    })
  })
})
