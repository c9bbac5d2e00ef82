import { beforeAll, describe, expect, it } from 'vitest'
import { customerInput } from '#office/customers/customers.factory.ts'
import { Random } from '#platform/random.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { binInput } from './bins.factory.ts'

const app = await testApp()
const random = new Random(1)
const PLACE = { address: '120 E Broad St, Columbus, OH', latitude: 39.9625, longitude: -82.9988 }
let owner: Caller
let customerId: string
let number = 0

beforeAll(async () => {
  owner = await signedIn(app)
  customerId = (await owner.post('/customers', customerInput(random, 1))).body.data.id
})

const input = (changes: object = {}) => ({
  ...binInput(random, ++number, customerId, PLACE),
  status: 'empty',
  ...changes,
})
const make = async (changes: object = {}) => (await owner.post('/waste/bins', input(changes))).body.data

describe('POST /waste/bins', () => {
  it('201: answers the bin with its address and version', async () => {
    const { status, body, headers } = await owner.post('/waste/bins', input({ qrCode: 'Q-1', rfidTag: 'e2000017' }))
    expect(status).toBe(201)
    expect(body.data).toMatchObject({
      qrCode: 'Q-1',
      rfidTag: 'E2000017',
      version: 1,
      location: { address: PLACE.address },
    })
    expect(headers).toMatchObject({ etag: '"1"', location: `/api/waste/bins/${body.data.id}` })
  })

  it('400: names every wrong field at once', async () => {
    const { status, body } = await owner.post('/waste/bins', {
      ...input(),
      binType: 'gold',
      fillPercent: 101,
      colour: 'red',
      location: { ...PLACE, latitude: 91 },
    })
    expect(status).toBe(400)
    expect(body.details.map((problem: { field: string }) => problem.field).sort()).toEqual([
      'binType',
      'colour',
      'fillPercent',
      'location.latitude',
    ])
  })

  it('409: a QR code is unique within a tenant, not across tenants', async () => {
    await make({ qrCode: 'TWICE' })
    const { status, body } = await owner.post('/waste/bins', input({ qrCode: 'TWICE' }))
    expect([status, body.rule, body.details[0].field]).toEqual([409, 'waste.bin-qr-code-taken', 'qrCode'])
    const other = await signedIn(app)
    const theirs = (await other.post('/customers', customerInput(random, 1))).body.data.id
    expect((await other.post('/waste/bins', input({ qrCode: 'TWICE', customerId: theirs }))).status).toBe(201)
  })

  it("409: another tenant's customer is as good as none", async () => {
    const other = await signedIn(app)
    const { status, body } = await other.post('/waste/bins', input())
    expect([status, body.rule, body.details[0].field]).toEqual([409, 'record.reference-missing', 'customerId'])
  })
})

describe('GET /waste/bins', () => {
  it('filters, sorts with never serviced lowest, and pages by cursor without repeating or losing a row', async () => {
    const hauler = await signedIn(app)
    const customer = (await hauler.post('/customers', customerInput(random, 5))).body.data.id
    for (let index = 0; index < 7; index++)
      await hauler.post(
        '/waste/bins',
        input({ customerId: customer, status: index % 2 ? 'full' : 'empty', fillPercent: index < 3 ? null : index }),
      )
    for (const sort of [
      'fillPercent',
      '-fillPercent',
      'createdAt',
      'status',
      '-status',
      '-status,fillPercent',
      'fillPercent,status',
    ]) {
      const whole = (await hauler.get(`/waste/bins?sort=${sort}&limit=100`)).body.data.map(
        (bin: { id: string }) => bin.id,
      )
      expect(whole).toHaveLength(7)
      const read: string[] = []
      let cursor = ''
      do {
        const { body } = await hauler.get(`/waste/bins?sort=${sort}&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
        read.push(...body.data.map((bin: { id: string }) => bin.id))
        cursor = body.pagination.nextCursor
      } while (cursor)
      expect(read, sort).toEqual(whole)
    }
    const full = await hauler.get('/waste/bins?status=full,overflowing')
    expect(full.body.pagination).toMatchObject({ total: 3, page: 1, pages: 1, hasNext: false })
  })

  it('finds by parts of code, address and short beginnings', async () => {
    const hauler = await signedIn(app)
    const customer = (await hauler.post('/customers', customerInput(random, 5))).body.data.id
    await hauler.post(
      '/waste/bins',
      input({ customerId: customer, qrCode: 'ALPHA-17', location: { ...PLACE, address: '9 Østergade, Århus' } }),
    )
    for (const search of ['alpha', 'PHA-1', 'arhus', 'al', 'alpha Ost'])
      expect((await hauler.get(`/waste/bins?search=${encodeURIComponent(search)}`)).body.pagination.total, search).toBe(
        search === 'alpha Ost' ? 0 : 1,
      )
  })

  it('finds within a radius', async () => {
    const hauler = await signedIn(app)
    const customer = (await hauler.post('/customers', customerInput(random, 5))).body.data.id
    await hauler.post('/waste/bins', input({ customerId: customer }))
    await hauler.post('/waste/bins', input({ customerId: customer, location: { ...PLACE, latitude: 40.1 } }))
    expect((await hauler.get('/waste/bins?near=39.9625,-82.9988&radiusKm=5')).body.pagination.total).toBe(1)
    expect((await hauler.get('/waste/bins?near=39.9625,-82.9988&radiusKm=50')).body.pagination.total).toBe(2)
    expect((await hauler.get('/waste/bins?near=39.9625,-82.9988&radiusKm=500')).status).toBe(400)
  })

  it('400: names an unknown parameter, a foreign cursor and a page too deep', async () => {
    expect((await owner.get('/waste/bins?colour=red')).body.details[0].field).toBe('colour')
    expect((await owner.get('/waste/bins?cursor=nonsense')).body.rule).toBe('request.cursor-invalid')
    expect((await owner.get('/waste/bins?page=1000&limit=100')).body.rule).toBe('request.page-too-deep')
  })

  it('shows only the fields asked for, and the customer and abilities when expanded', async () => {
    const { body } = await owner.get('/waste/bins?fields=id,qrCode&limit=1')
    expect(Object.keys(body.data[0]).sort()).toEqual(['id', 'qrCode'])
    const expanded = await owner.get('/waste/bins?expand=customer,can&limit=1')
    expect(expanded.body.data[0]).toMatchObject({ customer: { id: customerId }, can: { update: true, restore: false } })
  })
})

describe('PATCH /waste/bins/:id', () => {
  it('200: keeps what is absent, clears what is null, counts the version', async () => {
    const bin = await make({ notes: 'old', fillPercent: 5 })
    const { status, body, headers } = await owner.patch(
      `/waste/bins/${bin.id}`,
      { notes: null, location: { address: 'New place 1' } },
      { 'if-match': '"1"' },
    )
    expect(status).toBe(200)
    expect(body.data).toMatchObject({
      notes: null,
      fillPercent: 5,
      version: 2,
      location: { address: 'New place 1', latitude: PLACE.latitude },
    })
    expect(headers['etag']).toBe('"2"')
  })

  it('412: an old version is refused and carries the record as it stands', async () => {
    const bin = await make()
    await owner.patch(`/waste/bins/${bin.id}`, { status: 'full' })
    const { status, body } = await owner.patch(`/waste/bins/${bin.id}`, { status: 'empty' }, { 'if-match': '"1"' })
    expect([status, body.rule, body.current.status, body.current.version]).toEqual([412, 'record.changed', 'full', 2])
  })

  it('404: another tenant’s bin is as good as none, with the same words', async () => {
    const bin = await make()
    const other = await signedIn(app)
    const foreign = await other.patch(`/waste/bins/${bin.id}`, { status: 'full' })
    const absent = await other.patch('/waste/bins/019a9c5e-6f00-7000-8000-000000000001', { status: 'full' })
    expect([foreign.status, foreign.body.detail]).toEqual([404, absent.body.detail])
  })
})

describe('the life of a bin', () => {
  it('304 for who has it; trash, restore, revert and history tell the same story', async () => {
    const bin = await make({ status: 'empty' })
    const { headers } = await owner.get(`/waste/bins/${bin.id}`)
    expect((await owner.get(`/waste/bins/${bin.id}`, { 'if-none-match': String(headers['etag']) })).status).toBe(304)
    await owner.patch(`/waste/bins/${bin.id}`, { status: 'full' })
    await owner.patch(`/waste/bins/${bin.id}`, { status: 'overflowing', notes: 'again' })
    expect((await owner.delete(`/waste/bins/${bin.id}`)).status).toBe(204)
    expect((await owner.get('/waste/bins?trashed=true')).body.data.map((one: { id: string }) => one.id)).toContain(
      bin.id,
    )
    expect((await owner.post(`/waste/bins/${bin.id}/restore`)).body.data.deletedAt).toBeNull()
    expect((await owner.post(`/waste/bins/${bin.id}/revert`, { version: 2 })).body.data).toMatchObject({
      status: 'full',
      notes: null,
    })
    const history = (await owner.get(`/waste/bins/${bin.id}/history`)).body.data
    expect(history.map((entry: { action: string }) => entry.action)).toEqual([
      'waste.bin.updated',
      'waste.bin.restored',
      'waste.bin.trashed',
      'waste.bin.updated',
      'waste.bin.updated',
      'waste.bin.created',
    ])
  })

  it('404: an unknown code, 200: QR code or RFID tag in any case', async () => {
    await make({ qrCode: 'SCAN-1', rfidTag: 'ABC1' })
    expect((await owner.get('/waste/bins/scan/SCAN-1')).body.data).toMatchObject({
      bin: { qrCode: 'SCAN-1' },
      customer: { id: customerId },
    })
    expect((await owner.get('/waste/bins/scan/abc1')).body.data.bin.rfidTag).toBe('ABC1')
    expect((await owner.get('/waste/bins/scan/NOPE')).body.rule).toBe('waste.bin-code-unknown')
  })

  it('409: a customer with bins on the street is not deleted, and hears why', async () => {
    await make()
    const { status, body } = await owner.delete(`/customers/${customerId}`)
    expect([status, body.rule]).toEqual([409, 'customer.in-use'])
    expect(body.detail).toMatch(/bins that are not retired/)
  })
})
