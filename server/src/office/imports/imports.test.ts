import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { writeXlsx } from '#platform/sheets/xlsx-writer.ts'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { BINS, Importer, newCode, newCustomer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'

const app = await testApp()
const owner = await signedIn(app)
const owners = new Importer(app, owner)

describe('POST /imports', () => {
  it('201: says what the file is and guesses what its columns mean', async () => {
    const answer = await owners.upload(
      `${BINS}\nB-1,,Nobody,recycling,medium,39.96,-82.99,"120 E Broad St, Columbus",40\n`,
    )
    expect(answer.status).toBe(201)
    expect(answer.headers['location']).toBe(`/api/imports/${answer.body.data.id}`)
    expect(answer.body.data).toMatchObject({
      state: 'uploaded',
      format: 'csv',
      fileName: 'bins.csv',
      mode: 'both',
      updateKey: 'qrCode',
      created: 0,
    })
    expect(answer.body.data.columns.map((column: { mapsTo: string }) => column.mapsTo)).toEqual([
      'qrCode',
      'rfidTag',
      'customer',
      'binType',
      'size',
      'location.latitude',
      'location.longitude',
      'location.address',
      'fillPercent',
    ])
    expect(answer.body.data.preview).toEqual([
      {
        row: 2,
        cells: ['B-1', '', 'Nobody', 'recycling', 'medium', '39.96', '-82.99', '120 E Broad St, Columbus', '40'],
      },
    ])
    expect(answer.body.data.fields.find((field: { key: string }) => field.key === 'binType')).toEqual({
      key: 'binType',
      title: 'Type',
      isRequired: true,
    })
  })

  it('201: reads UTF-16, semicolons and Windows-1252 as well', async () => {
    const utf16 = await owners.upload(Buffer.from('\uFEFFQR code\tAdresse\nB-1\tStraße 1\n', 'utf16le'))
    expect(utf16.body.data.preview[0].cells).toEqual(['B-1', 'Straße 1'])
    const western = await owners.upload(Buffer.from('QR code;Adresse\nB-1;Straße 1\n', 'latin1'))
    expect(western.body.data.preview[0].cells).toEqual(['B-1', 'Straße 1'])
  })

  it('201: an Excel file is read by a job', async () => {
    const { name } = await newCustomer(owner)
    const [text, other] = [newCode(), newCode()]
    const columns = ['QR code', 'Customer', 'Type', 'Size', 'Latitude', 'Longitude', 'Address'].map((title) => ({
      title,
      widthCharacters: 10,
      isTime: false,
    }))
    const rows = [
      [text, name, 'standard', 'small', 39.9, -82.9, '=HYPERLINK("x")'],
      [other, name, 'standard', 'small', 39.9, -82.9, 'Main St'],
    ]
    const answer = await owners.upload(
      await buffer(writeXlsx('Bins', columns, Readable.from(rows, { objectMode: true }))),
      {
        fileName: 'bins.xlsx',
      },
    )
    expect(answer.body.data).toMatchObject({ state: 'reading', format: 'xlsx' })
    await runJobs(app)
    const read = (await owner.get(`/imports/${answer.body.data.id}`)).body.data
    expect(read).toMatchObject({ state: 'uploaded', rows: 2, updateKey: 'qrCode' })
    expect(read.preview[0]).toEqual({
      row: 2,
      cells: [text, name, 'standard', 'small', '39.9', '-82.9', '=HYPERLINK("x")'],
    })
    expect(await owners.step(read.id, 'run')).toMatchObject({ state: 'finished', created: 2, failed: 0 })
    expect((await owners.binOf(text)).location).toMatchObject({ address: '=HYPERLINK("x")', longitude: -82.9 })
  })

  it('400: names what cannot be read, and says what to do', async () => {
    const cases: [string | Buffer, string][] = [
      ['QR code\n', 'no rows below'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'save it as .xlsx'],
      ['a,b\n"x', 'never closed'],
    ]
    for (const [content, sentence] of cases) {
      const answer = await owners.upload(content)
      expect(answer.body, sentence).toMatchObject({
        status: 400,
        rule: 'import.file-unreadable',
        detail: expect.stringContaining(sentence),
      })
    }
    expect((await owners.upload('a,b\n1,2', { resource: 'waste.unicorns' })).body).toMatchObject({
      status: 400,
      details: [{ field: 'resource' }],
    })
    expect((await owner.post('/imports?resource=waste.bins')).body.rule).toBe('import.file-unreadable')
  })

  it('an Excel file that is none ends unreadable and says why', async () => {
    const id = await owners.uploaded(Buffer.from('PK\x03\x04 this is not a workbook, whatever it begins like'))
    expect((await owner.get(`/imports/${id}`)).body.data).toMatchObject({
      state: 'unreadable',
      problem: expect.stringContaining('damaged'),
      can: { run: false },
    })
  })

  it('403: needs the permission to import just this', async () => {
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    expect((await new Importer(app, viewer).upload(BINS)).body).toMatchObject({
      status: 403,
      rule: 'access.permission-missing',
    })
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    expect((await new Importer(app, clerk).upload('Business name\nX\n', { resource: 'office.customers' })).status).toBe(
      201,
    )
    expect((await new Importer(app, clerk).upload(BINS)).status).toBe(403)
  })

  it('415: no other route takes a file', async () => {
    expect((await owner.upload('/customers', BINS)).body).toMatchObject({ status: 415, rule: 'request.media-type' })
  })

  it('413: takes 50 MB and no more', async () => {
    const answer = await owners.upload(Buffer.alloc(50 * 1024 * 1024 + 1, 'a'))
    expect(answer.body).toMatchObject({ status: 413, rule: 'request.too-large' })
  })
})

describe('who sees an import', () => {
  it('404: for another tenant, and for colleagues who do not look after jobs', async () => {
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    const id = (await new Importer(app, clerk).upload('Business name\nX\n', { resource: 'office.customers' })).body.data
      .id
    const strangers = [await signedIn(app), await signedIn(app, 'clerk', owner.tenantId)]
    for (const stranger of strangers) {
      for (const path of ['', '/errors', '/errors.csv'])
        expect((await stranger.get(`/imports/${id}${path}`)).status).toBe(404)
      for (const move of ['check', 'run', 'undo', 'cancel'])
        expect((await stranger.post(`/imports/${id}/${move}`)).status).toBe(404)
      expect((await stranger.patch(`/imports/${id}`, { mode: 'create' })).status).toBe(404)
      expect((await stranger.get('/imports')).body.data).toEqual([])
    }
    expect((await owner.get(`/imports/${id}`)).status).toBe(200)
    expect((await clerk.get('/imports')).body.data).toMatchObject([{ id }])
  })

  it('lists the newest first, page by page', async () => {
    const reader = await signedIn(app)
    for (const name of ['one', 'two', 'three'])
      await new Importer(app, reader).upload('Business name\nX\n', { resource: 'office.customers', fileName: name })
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
    const id = await owners.uploaded('Code,Whatever\nB-1,recycling\n')
    const answer = await owner.patch(`/imports/${id}`, {
      mapping: ['qrCode', 'binType'],
      mode: 'both',
      updateKey: 'rfidTag',
    })
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
    const id = await owners.uploaded('Code,Whatever\nB-1,recycling\n')
    expect((await owner.patch(`/imports/${id}`, input)).body).toMatchObject({ status: 400, details: [{ field }] })
  })
})
