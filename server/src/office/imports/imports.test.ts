import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { writeXlsx } from '#platform/sheets/xlsx-writer.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
})

const BINS = 'QR code,RFID,Customer,Type,Size,Lat,Lng,Address,Fill'
const upload = (content: string | Buffer, { by = owner, resource = 'waste.bins', fileName = 'bins.csv' } = {}) =>
  by.upload(`/imports?resource=${resource}&fileName=${fileName}`, content)

async function uploaded(content: string | Buffer, options?: Parameters<typeof upload>[1]): Promise<string> {
  const answer = await upload(content, options)
  expect(answer.status, answer.text).toBe(201)
  await runJobs(app)
  return answer.body.data.id
}

const step = async (id: string, what: 'check' | 'run' | 'undo', by = owner) => {
  const answer = await by.post(`/imports/${id}/${what}`)
  expect(answer.status, answer.text).toBe(202)
  await runJobs(app)
  return (await by.get(`/imports/${id}`)).body.data
}
const errorsOf = async (id: string) => (await owner.get(`/imports/${id}/errors?limit=100`)).body.data
const binOf = async (code: string, by = owner) => (await by.get(`/waste/bins/scan/${code}`)).body.data?.bin
const newCode = () => `B-${randomUUID()}`

/** A customer of the caller's with a name nobody else has. */
async function customer(by = owner, name = `Bakery ${randomUUID()}`): Promise<{ id: string; name: string }> {
  const answer = await by.post('/customers', { kind: 'business', businessName: name, email: `${randomUUID()}@example.com` })
  expect(answer.status).toBe(201)
  return answer.body.data
}

const binLine = (code: string, customer: string, rest: Partial<{ rfid: string; type: string; lat: string; fill: string }> = {}) =>
  `${code},${rest.rfid ?? ''},${customer},${rest.type ?? 'recycling'},Medium,${rest.lat ?? '39.96'},-82.99,"120 E Broad St, Columbus",${rest.fill ?? ''}`

async function count(table: string): Promise<number> {
  return withConnection(app.database.adminUrl, async (client) => (await client.query(`select count(*)::int as n from ${table}`)).rows[0].n)
}

describe('POST /imports', () => {
  it('201: says what the file is and guesses what its columns mean', async () => {
    const answer = await upload(`${BINS}\nB-1,,Nobody,recycling,medium,39.96,-82.99,"120 E Broad St, Columbus",40\n`)
    expect(answer.status).toBe(201)
    expect(answer.headers['location']).toBe(`/api/imports/${answer.body.data.id}`)
    expect(answer.body.data).toMatchObject({ state: 'uploaded', format: 'csv', fileName: 'bins.csv', mode: 'both', updateKey: 'qrCode', created: 0 })
    expect(answer.body.data.columns.map((column: { mapsTo: string }) => column.mapsTo)).toEqual([
      'qrCode', 'rfidTag', 'customer', 'binType', 'size', 'location.latitude', 'location.longitude', 'location.address', 'fillPercent',
    ])
    expect(answer.body.data.preview).toEqual([{ row: 2, cells: ['B-1', '', 'Nobody', 'recycling', 'medium', '39.96', '-82.99', '120 E Broad St, Columbus', '40'] }])
    expect(answer.body.data.fields.find((field: { key: string }) => field.key === 'binType')).toEqual({ key: 'binType', title: 'Type', isRequired: true })
  })

  it('201: reads UTF-16, semicolons and Windows-1252 as well', async () => {
    const utf16 = await upload(Buffer.from('\uFEFFQR code\tAdresse\nB-1\tStraße 1\n', 'utf16le'))
    expect(utf16.body.data.preview[0].cells).toEqual(['B-1', 'Straße 1'])
    const western = await upload(Buffer.from('QR code;Adresse\nB-1;Straße 1\n', 'latin1'))
    expect(western.body.data.preview[0].cells).toEqual(['B-1', 'Straße 1'])
  })

  it('201: an Excel file is read by a job', async () => {
    const { name } = await customer()
    const [text, other] = [newCode(), newCode()]
    const columns = ['QR code', 'Customer', 'Type', 'Size', 'Latitude', 'Longitude', 'Address'].map((title) => ({ title, widthCharacters: 10, isTime: false }))
    const rows = [
      [text, name, 'standard', 'small', 39.9, -82.9, '=HYPERLINK("x")'],
      [other, name, 'standard', 'small', 39.9, -82.9, 'Main St'],
    ]
    const answer = await upload(await buffer(writeXlsx('Bins', columns, Readable.from(rows, { objectMode: true }))), { fileName: 'bins.xlsx' })
    expect(answer.body.data).toMatchObject({ state: 'reading', format: 'xlsx' })
    await runJobs(app)
    const read = (await owner.get(`/imports/${answer.body.data.id}`)).body.data
    expect(read).toMatchObject({ state: 'uploaded', rows: 2, updateKey: 'qrCode' })
    expect(read.preview[0]).toEqual({ row: 2, cells: [text, name, 'standard', 'small', '39.9', '-82.9', '=HYPERLINK("x")'] })
    expect(await step(read.id, 'run')).toMatchObject({ state: 'finished', created: 2, failed: 0 })
    expect((await binOf(text)).location).toMatchObject({ address: '=HYPERLINK("x")', longitude: -82.9 })
  })

  it('400: names what cannot be read, and says what to do', async () => {
    const cases: [string | Buffer, string][] = [
      ['QR code\n', 'no rows below'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'save it as .xlsx'],
      ['a,b\n"x', 'never closed'],
    ]
    for (const [content, sentence] of cases) {
      const answer = await upload(content)
      expect(answer.body, sentence).toMatchObject({ status: 400, rule: 'import.file-unreadable', detail: expect.stringContaining(sentence) })
    }
    expect((await upload('a,b\n1,2', { resource: 'waste.unicorns' })).body).toMatchObject({ status: 400, details: [{ field: 'resource' }] })
    expect((await owner.post('/imports?resource=waste.bins')).body.rule).toBe('import.file-unreadable')
  })

  it('an Excel file that is none ends unreadable and says why', async () => {
    const id = await uploaded(Buffer.from('PK\x03\x04 this is not a workbook, whatever it begins like'))
    expect((await owner.get(`/imports/${id}`)).body.data).toMatchObject({ state: 'unreadable', problem: expect.stringContaining('damaged'), can: { run: false } })
  })

  it('403: needs the permission to import just this', async () => {
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    expect((await upload(BINS, { by: viewer })).body).toMatchObject({ status: 403, rule: 'access.permission-missing' })
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    expect((await upload('Business name\nX\n', { by: clerk, resource: 'office.customers' })).status).toBe(201)
    expect((await upload(BINS, { by: clerk })).status).toBe(403)
  })

  it('413: takes 50 MB and no more', async () => {
    const answer = await upload(Buffer.alloc(50 * 1024 * 1024 + 1, 'a'))
    expect(answer.body).toMatchObject({ status: 413, rule: 'request.too-large' })
  })
})

describe('who sees an import', () => {
  it('404: for another tenant, and for colleagues who do not look after jobs', async () => {
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    const id = (await upload('Business name\nX\n', { by: clerk, resource: 'office.customers' })).body.data.id
    const strangers = [await signedIn(app), await signedIn(app, 'clerk', owner.tenantId)]
    for (const stranger of strangers) {
      for (const path of ['', '/errors', '/errors.csv']) expect((await stranger.get(`/imports/${id}${path}`)).status).toBe(404)
      for (const move of ['check', 'run', 'undo', 'cancel']) expect((await stranger.post(`/imports/${id}/${move}`)).status).toBe(404)
      expect((await stranger.patch(`/imports/${id}`, { mode: 'create' })).status).toBe(404)
      expect((await stranger.get('/imports')).body.data).toEqual([])
    }
    expect((await owner.get(`/imports/${id}`)).status).toBe(200)
    expect((await clerk.get('/imports')).body.data).toMatchObject([{ id }])
  })

  it('lists the newest first, page by page', async () => {
    const reader = await signedIn(app)
    for (const name of ['one', 'two', 'three']) await upload('Business name\nX\n', { by: reader, resource: 'office.customers', fileName: name })
    const first = (await reader.get('/imports?limit=2')).body
    expect(first.data.map((one: { fileName: string }) => one.fileName)).toEqual(['three', 'two'])
    const second = (await reader.get(`/imports?limit=2&cursor=${first.pagination.nextCursor}`)).body
    expect(second.data.map((one: { fileName: string }) => one.fileName)).toEqual(['one'])
    expect((await reader.get('/imports?state=finished')).body.data).toEqual([])
    expect((await reader.get('/imports?state=uploaded&resource=waste.bins')).body.data).toEqual([])
  })
})

describe('PATCH /imports/:id', () => {
  it('200: maps by hand; an incomplete mapping is told when it is used, all of it at once', async () => {
    const id = await uploaded('Code,Whatever\nB-1,recycling\n')
    const answer = await owner.patch(`/imports/${id}`, { mapping: ['qrCode', 'binType'], mode: 'both', updateKey: 'rfidTag' })
    expect(answer.body.data.columns.map((column: { mapsTo: string }) => column.mapsTo)).toEqual(['qrCode', 'binType'])
    const refused = await owner.post(`/imports/${id}/run`)
    expect(refused.body).toMatchObject({ status: 422, rule: 'import.mapping-incomplete' })
    expect(refused.body.details.map((one: { message: string }) => one.message)).toEqual([
      'Map a column to Customer id (customerId), which every new bin needs',
      'Map a column to Size (size), which every new bin needs',
      'Map a column to Latitude (location.latitude), which every new bin needs',
      'Map a column to Longitude (location.longitude), which every new bin needs',
      'Map a column to Address (location.address), which every new bin needs',
      'Map a column to rfidTag, by which rows find their bin',
    ])
  })

  it.each([
    [{ mapping: ['qrCode'] }, 'mapping'],
    [{ mapping: ['qrCode', 'unicorns'] }, 'mapping.1'],
    [{ mapping: ['qrCode', 'qrCode'] }, 'mapping.1'],
    [{ mapping: ['qrCode', 'lastServiced'] }, 'mapping.1'],
    [{ updateKey: 'notes' }, 'updateKey'],
    [{ mode: 'destroy' }, 'mode'],
    [{ unicorns: 1 }, 'unicorns'],
  ])('400: %j is refused at %s', async (input, field) => {
    const id = await uploaded('Code,Whatever\nB-1,recycling\n')
    expect((await owner.patch(`/imports/${id}`, input)).body).toMatchObject({ status: 400, details: [{ field }] })
  })
})

describe('POST /imports/:id/check', () => {
  it('writes nothing but what it found, and says what would happen', async () => {
    const { id: customerId, name } = await customer()
    const [same, changed] = [newCode(), newCode()]
    const location = { latitude: 39.96, longitude: -82.99, address: '120 E Broad St, Columbus' }
    for (const qrCode of [same, changed]) await owner.post('/waste/bins', { customerId, binType: 'recycling', size: 'medium', location, qrCode })
    const file = [
      BINS,
      binLine(newCode(), name),
      binLine(same, name),
      binLine(changed, name, { fill: '60%' }),
      binLine(newCode(), 'Nobody Ever'),
      binLine(newCode(), name, { type: 'unicorn', lat: '139' }),
    ].join('\n')
    const tables = ['waste_bins', 'audit_entries where action not like \'import.%\'', "events where type not like 'job.%'"]
    const id = await uploaded(file)
    const before = await Promise.all(tables.map(count))

    const checked = await step(id, 'check')

    expect(checked).toMatchObject({ state: 'checked', rows: 5, created: 1, updated: 1, unchanged: 1, failed: 2 })
    expect(checked.sample).toMatchObject([
      { row: 2, action: 'create', id: null },
      { row: 4, action: 'update', changes: { fillPercent: { before: null, after: 60 } } },
    ])
    expect(await errorsOf(id)).toEqual([
      { row: 5, problems: [{ column: 'Customer', value: 'Nobody Ever', message: "There is no customer 'Nobody Ever'; import the customers first, or check the spelling" }] },
      {
        row: 6,
        problems: [
          { column: 'Type', value: 'unicorn', message: 'Use one of standard, recycling, organic, hazardous' },
          { column: 'Lat', value: '139', message: 'Between -90 and 90' },
        ],
      },
    ])
    expect(await Promise.all(tables.map(count))).toEqual(before)
  })

  it('finds what stands twice in the file, and names both rows', async () => {
    const { name } = await customer()
    const [code, rfid] = [newCode(), `E200${Date.now()}`]
    const id = await uploaded([BINS, binLine(code, name), binLine(newCode(), name, { rfid }), '', binLine(code, name), binLine(newCode(), name, { rfid: rfid.toLowerCase() })].join('\n'))
    expect(await step(id, 'check')).toMatchObject({ created: 2, failed: 2 })
    expect(await errorsOf(id)).toEqual([
      { row: 5, problems: [{ column: 'QR code', value: code, message: 'Stands in row 2 already' }] },
      { row: 6, problems: [{ column: 'RFID', value: rfid.toLowerCase(), message: 'Stands in row 3 already' }] },
    ])
  })

  it('finds what another record has already', async () => {
    const { id: customerId, name } = await customer()
    const rfidTag = `E2${Date.now()}`
    await owner.post('/waste/bins', { customerId, binType: 'organic', size: 'small', location: { latitude: 1, longitude: 1, address: 'x' }, rfidTag })
    const id = await uploaded([BINS, binLine(newCode(), name, { rfid: rfidTag })].join('\n'))
    expect(await step(id, 'check')).toMatchObject({ failed: 1 })
    expect((await errorsOf(id))[0].problems).toEqual([{ column: 'RFID', value: rfidTag, message: 'Another bin has this RFID tag' }])
  })

  it('a row with more cells than the header, or with characters nobody can store, is told as such', async () => {
    const { name } = await customer()
    // Behind what is looked at to tell text from data.
    const padding = '\n'.repeat(12_000)
    const id = await uploaded([BINS, `${binLine(newCode(), name)},surplus`, padding, binLine(newCode(), `x\0${name}`)].join('\n'))
    await step(id, 'check')
    const messages = (await errorsOf(id)).map((row: { problems: { message: string }[] }) => row.problems[0]?.message)
    expect(messages).toEqual(['The row has more cells than the header; is a quotation mark missing?', 'Contains characters that cannot be stored'])
  })

  it('another tenant’s customers are nobody’s', async () => {
    const theirs = await customer(await signedIn(app))
    const id = await uploaded([BINS, binLine(newCode(), theirs.name), binLine(newCode(), theirs.id)].join('\n'))
    expect(await step(id, 'check')).toMatchObject({ created: 0, failed: 2 })
  })
})

describe('POST /imports/:id/run', () => {
  it('creates and updates, each row with its history and event', async () => {
    const { id: customerId, name } = await customer()
    const [made, changed] = [newCode(), newCode()]
    await owner.post('/waste/bins', { customerId, binType: 'organic', size: 'small', location: { latitude: 1, longitude: 1, address: 'Old St', notes: 'Gate 4' }, qrCode: changed, notes: 'keep me' })
    const id = await uploaded([BINS, binLine(made, name, { rfid: `e2${Date.now()}` }), binLine(changed, name)].join('\n'))

    expect(await step(id, 'run')).toMatchObject({ state: 'finished', rows: 2, created: 1, updated: 1, failed: 0, can: { undo: true, run: false } })

    const bin = await binOf(made)
    expect(bin).toMatchObject({ customerId, binType: 'recycling', status: 'empty', version: 1, createdBy: owner.userId })
    expect(bin.rfidTag).toMatch(/^E2\d+$/)
    expect(await binOf(changed)).toMatchObject({ binType: 'recycling', notes: 'keep me', version: 2, location: { latitude: 39.96, notes: 'Gate 4' } })
    const history = (await owner.get(`/waste/bins/${(await binOf(changed)).id}/history`)).body.data
    expect(history[0]).toMatchObject({ action: 'waste.bin.updated', version: 2, changes: { binType: { before: 'organic', after: 'recycling' } } })
    expect(await count(`events where type = 'waste.bin.created' and subject_id = '${bin.id}'`)).toBe(1)
    expect(await count(`events where type = 'import.finished' and subject_id = '${id}'`)).toBe(1)
    expect(await count(`audit_entries where action = 'import.finished' and resource_id = '${id}'`)).toBe(1)
    expect((await owner.get('/waste/bins?search=broad')).body.data.map((one: { qrCode: string }) => one.qrCode)).toContain(made)
  })

  it('customers: national phone numbers, guessed kinds, addresses in parts, names unique as through the API', async () => {
    const name = `Brewery ${randomUUID()}`
    const person = `Diaz ${randomUUID()}`
    await customer(owner, `Taken ${name}`)
    const file = `Company,First name,Last name,Email,Phone,Address,City,State,Zip,Tags\n${name},,,A@Example.com,(614) 555-0123,1 Main St,Columbus,OH,43215,downtown; priority\n,Ana,${person},,,,,,,\nTAKEN ${name.toUpperCase()},,,,,,,,,\n,Only first,,,,,,,,\n`
    const id = await uploaded(file, { resource: 'office.customers' })
    await owner.patch(`/imports/${id}`, { mode: 'create' })
    expect(await step(id, 'run')).toMatchObject({ state: 'finished', created: 2, failed: 2 })
    const [found] = (await owner.get(`/customers?search=${encodeURIComponent(name)}&sort=-createdAt`)).body.data
    expect(found).toMatchObject({ kind: 'business', phone: '+16145550123', tags: ['downtown', 'priority'], serviceAddress: { city: 'Columbus', zipCode: '43215', country: 'US' }, notificationPreferences: { email: true } })
    expect((await owner.get(`/customers?search=${encodeURIComponent(person)}`)).body.data).toMatchObject([{ kind: 'person', name: `Ana ${person}` }])
    expect(await errorsOf(id)).toEqual([
      { row: 4, problems: [{ column: 'Company', value: `TAKEN ${name.toUpperCase()}`, message: 'There is a customer with this business name' }] },
      { row: 5, problems: [{ column: 'Last name', value: null, message: 'A person needs a last name' }] },
    ])
  })

  it('an empty cell keeps what is there, or clears it where that is asked for', async () => {
    const { id: customerId, name } = await customer()
    const code = newCode()
    await owner.post('/waste/bins', { customerId, binType: 'organic', size: 'small', location: { latitude: 1, longitude: 1, address: 'x' }, qrCode: code, fillPercent: 10 })
    const file = [BINS, binLine(code, name)].join('\n')
    await step(await uploaded(file), 'run')
    expect(await binOf(code)).toMatchObject({ fillPercent: 10 })
    const clearing = await uploaded(file)
    await owner.patch(`/imports/${clearing}`, { emptyCells: 'clear' })
    await step(clearing, 'run')
    expect(await binOf(code)).toMatchObject({ fillPercent: null, rfidTag: null, binType: 'recycling' })
  })

  it('abort: imports nothing unless every row is right', async () => {
    const { name } = await customer()
    const code = newCode()
    const id = await uploaded([BINS, binLine(code, name), binLine(newCode(), 'Nobody')].join('\n'))
    await owner.patch(`/imports/${id}`, { onError: 'abort' })
    expect(await step(id, 'run')).toMatchObject({ state: 'stopped', problem: expect.stringContaining('1 row is wrong'), failed: 1 })
    expect(await binOf(code)).toBeUndefined()
    expect((await errorsOf(id))[0]).toMatchObject({ row: 3 })
  })

  it('update: a row without its record is wrong, and a key that several have finds none', async () => {
    const [email, phone] = [`${randomUUID()}@example.com`, '+16145550199']
    for (const lastName of ['One', 'Two']) await owner.post('/customers', { kind: 'person', lastName, email, phone })
    const id = await uploaded(`Email,Notes\n${email},x\n${randomUUID()}@example.com,x\n,x\n`, { resource: 'office.customers' })
    await owner.patch(`/imports/${id}`, { mode: 'update', updateKey: 'email' })
    expect(await step(id, 'run')).toMatchObject({ updated: 0, failed: 3 })
    expect((await errorsOf(id)).map((row: { problems: { message: string }[] }) => row.problems[0]?.message)).toEqual([
      '2 customers have this; choose another update key, or change them one by one',
      'There is no customer with this',
      'Is needed to find the customer',
    ])
  })

  it('goes on after a crash, and doubles nothing', async () => {
    const by = await signedIn(app)
    const { name } = await customer(by)
    const codes = Array.from({ length: 2_500 }, newCode)
    const id = await uploaded([BINS, ...codes.map((code) => binLine(code, name)), binLine('not a code', name)].join('\n'), { by })
    expect((await by.post(`/imports/${id}/run`)).status).toBe(202)

    // Clears, writes the first batch, and dies in the second.
    await runJobs(app, { diesAtWrite: 3 })
    expect((await by.get(`/imports/${id}`)).body.data).toMatchObject({ state: 'running', created: 1_000 })
    await runJobs(app)

    expect((await by.get(`/imports/${id}`)).body.data).toMatchObject({ state: 'finished', rows: 2_501, created: 2_500, failed: 1 })
    const tenant = `tenant_id = '${by.tenantId}'`
    expect(await count(`waste_bins where ${tenant}`)).toBe(2_500)
    expect(await count(`events where ${tenant} and type = 'waste.bin.created'`)).toBe(2_500)
    expect(await count(`audit_entries where ${tenant} and action = 'waste.bin.created'`)).toBe(2_500)
    expect(await count(`import_row_errors where ${tenant}`)).toBe(1)
  }, 60_000)

  it('stops when it is cancelled, keeps what is done, and goes on when it is run again', async () => {
    const by = await signedIn(app)
    const { name } = await customer(by)
    const id = await uploaded([BINS, binLine(newCode(), name)].join('\n'), { by })
    await by.post(`/imports/${id}/run`)
    expect((await by.post(`/imports/${id}/cancel`)).body.data).toMatchObject({ state: 'stopped', problem: 'It was cancelled', can: { run: true, undo: true } })
    expect(await step(id, 'run', by)).toMatchObject({ state: 'finished', created: 1 })
  })

  it('has the rights of now, not of when it was asked for', async () => {
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    const id = await uploaded(`Business name\nShop ${randomUUID()}\n`, { by: clerk, resource: 'office.customers' })
    await clerk.post(`/imports/${id}/run`)
    await withConnection(app.database.adminUrl, (client) => client.query("update memberships set role = 'viewer' where user_id = $1", [clerk.userId]))
    await runJobs(app)
    expect((await owner.get(`/imports/${id}`)).body.data).toMatchObject({ state: 'stopped', created: 0, problem: expect.stringContaining('office.customers.import') })
  })

  it('409: not twice, and not while something is under way', async () => {
    const { name } = await customer()
    const id = await uploaded([BINS, binLine(newCode(), name)].join('\n'))
    await owner.post(`/imports/${id}/check`)
    for (const move of ['check', 'run', 'undo']) expect((await owner.post(`/imports/${id}/${move}`)).body).toMatchObject({ status: 409, rule: 'import.not-in-state' })
    expect((await owner.patch(`/imports/${id}`, { mode: 'create' })).status).toBe(409)
    await runJobs(app)
    await step(id, 'run')
    for (const move of ['check', 'run', 'cancel']) expect((await owner.post(`/imports/${id}/${move}`)).status).toBe(409)
  })

  it('an API key imports what it may', async () => {
    const { name } = await customer()
    const key = await withApiKey(app, owner, ['waste.bins.import', 'waste.bins.read', 'office.customers.read'])
    const id = await uploaded([BINS, binLine(newCode(), name)].join('\n'), { by: key })
    expect(await step(id, 'run', key)).toMatchObject({ state: 'finished', created: 1 })
    expect((await upload('Business name\nX\n', { by: key, resource: 'office.customers' })).status).toBe(403)
  })
})

describe('GET /imports/:id/errors.csv', () => {
  it('gives the wrong rows back, to mend and upload again', async () => {
    const { name } = await customer()
    const good = newCode()
    const mended = newCode()
    const id = await uploaded([BINS, binLine(good, name), `${mended},,=cmd,recycling,medium,-39.9,-82.99,"1 ""A"" St",`].join('\n'))
    await step(id, 'run')
    const file = await owner.get(`/imports/${id}/errors.csv`)
    expect(file.headers['content-disposition']).toContain('attachment; filename="bins-errors.csv"')
    expect(file.headers['x-content-type-options']).toBe('nosniff')
    expect(file.text).toBe(`\uFEFF${BINS},Problems\r\n${mended},,'=cmd,recycling,medium,-39.9,-82.99,"1 ""A"" St",,"Customer: There is no customer '=cmd'; import the customers first, or check the spelling"\r\n`)
    const again = await uploaded(file.text.replace("'=cmd", name))
    expect(await step(again, 'run')).toMatchObject({ created: 1, failed: 0 })
    expect((await binOf(mended)).location).toMatchObject({ latitude: -39.9, address: '1 "A" St' })
  })
})

describe('POST /imports/:id/undo', () => {
  it('takes back what nobody touched since, and says why it left the rest', async () => {
    const { id: customerId, name } = await customer()
    const [made, touched, changed, changedSince] = [newCode(), newCode(), newCode(), newCode()]
    for (const qrCode of [changed, changedSince]) {
      await owner.post('/waste/bins', { customerId, binType: 'organic', size: 'small', location: { latitude: 1, longitude: 1, address: 'Old St' }, qrCode })
    }
    const id = await uploaded([BINS, ...[made, touched, changed, changedSince].map((code) => binLine(code, name))].join('\n'))
    await step(id, 'run')
    for (const code of [touched, changedSince]) await owner.patch(`/waste/bins/${(await binOf(code)).id}`, { notes: 'mine now' })

    const undone = await step(id, 'undo')

    expect(undone).toMatchObject({ state: 'undone', undo: { undone: 2, left: 2 }, can: { undo: false } })
    expect(undone.undo.reasons.map((one: { reason: string }) => one.reason)).toEqual(['Somebody changed it after the import', 'Somebody changed it after the import'])
    expect(await binOf(made)).toBeUndefined()
    expect(await binOf(changed)).toMatchObject({ binType: 'organic', size: 'small', version: 3, location: { address: 'Old St', latitude: 1 } })
    expect(await binOf(touched)).toMatchObject({ notes: 'mine now' })
    const history = (await owner.get(`/waste/bins/${(await binOf(changed)).id}/history`)).body.data
    expect(history.map((entry: { action: string }) => entry.action)).toEqual(['waste.bin.updated', 'waste.bin.updated', 'waste.bin.created'])
  })

  it('leaves what something hangs on, and what would take a name that is taken now', async () => {
    const [kept, renamed] = [`Kept ${randomUUID()}`, `Renamed ${randomUUID()}`]
    const old = await customer(owner, `Old ${renamed}`)
    const id = await uploaded(`Id,Business name\n,${kept}\n${old.id},${renamed}\n`, { resource: 'office.customers' })
    expect(await step(id, 'run')).toMatchObject({ created: 1, updated: 1 })
    const [made] = (await owner.get(`/customers?search=${encodeURIComponent(kept)}`)).body.data
    await owner.post('/waste/bins', { customerId: made.id, binType: 'organic', size: 'small', location: { latitude: 1, longitude: 1, address: 'x' } })
    await customer(owner, `Old ${renamed}`)

    const { undo } = await step(id, 'undo')

    expect(undo).toMatchObject({ undone: 0, left: 2 })
    expect(undo.reasons.map((one: { reason: string }) => one.reason).sort()).toEqual([
      `${kept} still has 1 bin that is not retired; settle that first`,
      'There is a customer with this business name; use that one, or tell the two apart by name',
    ])
  })

  it('goes on after a crash, and undoes nothing twice', async () => {
    const by = await signedIn(app)
    const { name } = await customer(by)
    const id = await uploaded([BINS, ...Array.from({ length: 2_100 }, () => binLine(newCode(), name))].join('\n'), { by })
    await step(id, 'run', by)
    await by.post(`/imports/${id}/undo`)
    await runJobs(app, { diesAtWrite: 2 })
    await runJobs(app)
    expect((await by.get(`/imports/${id}`)).body.data).toMatchObject({ state: 'undone', undo: { undone: 2_100, left: 0 } })
    expect(await count(`events where tenant_id = '${by.tenantId}' and type = 'waste.bin.trashed'`)).toBe(2_100)
  }, 60_000)
})
