import { randomUUID } from 'node:crypto'
import { EXPORT_FORMATS } from '@groundwork/contract/office/exports.ts'
import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { readXlsxRows } from '#platform/sheets/xlsx-reader.ts'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { addBins, exportOffice } from '#test/kit/exports.ts'
import { pdfPages } from '#test/kit/pdf-text.ts'
import { runJobs } from '#test/kit/run-job.ts'

const app = await testApp()
const { owner, bakery, ask, exported, csvOf } = await exportOffice(app)

describe('the file of an export', () => {
  it('xlsx: numbers and times keep their type, texts are no formulas', async () => {
    const file = await exported({ format: 'xlsx', query: { sort: 'qrCode' } })
    const { bytes, headers } = await owner.get(`/exports/${file.id}/download`)
    expect(headers['content-type']).toContain('spreadsheetml')
    const rows: string[][] = []
    for await (const { cells } of readXlsxRows(bytes)) rows.push(cells)
    const column = (title: string) => rows[0]?.indexOf(title) ?? -1
    expect(rows).toHaveLength(4)
    expect(rows[2]?.[column('Fill (%)')]).toBe('10')
    expect(rows[2]?.[column('Longitude')]).toBe('-82.9988')
    expect(rows[2]?.[column('Created at')]).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(rows[2]?.[column('Access notes')]).toBe("'-5.2")
  })

  it('json: the chosen fields with their types, as the API has them', async () => {
    const file = await exported({
      format: 'json',
      query: { sort: 'qrCode' },
      columns: ['qrCode', 'fillPercent', 'location.latitude', 'customer', 'rfidTag'],
    })
    expect(file.fileName).toMatch(/\.json$/)
    const { text, headers } = await owner.get(`/exports/${file.id}/download`)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(text.split('\n')).toHaveLength(6)
    expect(JSON.parse(text)[1]).toEqual({
      qrCode: 'BIN-1',
      fillPercent: 10,
      location: { latitude: 39.9612 },
      customer: { id: bakery.id, name: 'Short North Bakery' },
      rfidTag: null,
    })
    const none = await exported({ format: 'json', query: { search: 'nobody has this' } })
    expect(JSON.parse((await owner.get(`/exports/${none.id}/download`)).text)).toEqual([])
  })

  it('pdf: the rows with their header, the business and the filters on numbered pages', async () => {
    const file = await exported({
      format: 'pdf',
      query: { status: 'full', sort: '-qrCode' },
      columns: ['qrCode', 'customer', 'location.longitude', 'location.notes', 'createdAt'],
    })
    expect(file).toMatchObject({ state: 'finished', rows: 2 })
    const { bytes, headers } = await owner.get(`/exports/${file.id}/download`)
    expect(headers['content-type']).toBe('application/pdf')
    const [page = [], ...more] = pdfPages(bytes)
    expect(more).toEqual([])
    expect(page[0]).toBe('Bins')
    expect(page[1]).toContain('Status: full; sorted by Qr code, last first')
    expect(page).toContain('Page 1')
    const at = page.indexOf('BIN-2')
    expect(page.slice(at, at + 4)).toEqual(['BIN-2', 'Short North Bakery', '-82.9988', '-5.2'])
    expect(page).toContain('BIN-0')
    expect(page).not.toContain('BIN-1')
  })

  it('422: a PDF of more rows than anybody reads', async () => {
    const rich = await signedIn(app)
    const { id } = (await rich.post('/customers', { kind: 'person', lastName: 'Rich' })).body.data
    await addBins(app, rich, id, 10_001)
    expect((await ask({ format: 'pdf' }, rich)).body).toMatchObject({
      status: 422,
      rule: 'export.too-many-rows',
      detail: expect.stringContaining('at most 10,000 rows'),
    })
    expect((await ask({ format: 'pdf', query: { search: 'No 77' } }, rich)).status).toBe(201)
    await runJobs(app)
  })

  it('takes the selected rows of the list, in its order, and no others', async () => {
    const all = (await owner.get('/waste/bins?sort=qrCode&fields=id,qrCode')).body.data
    const ids = [all[2].id, all[0].id, randomUUID()]
    for (const format of ['csv', 'json']) {
      const file = await exported({ ids, format, query: { sort: 'qrCode' }, columns: ['qrCode'] })
      expect(file).toMatchObject({ rows: 2, selected: 3 })
    }
    const narrowed = await exported({ ids, query: { search: 'BIN-2' }, columns: ['qrCode'] })
    expect(await csvOf(narrowed.id)).toEqual([['QR code'], ['BIN-2']])
  })

  it('the same rows make the same file; a PDF says when it was asked for', async () => {
    for (const format of EXPORT_FORMATS.filter((one) => one !== 'pdf')) {
      const hashes = new Set<string>()
      for (let time = 0; time < 2; time++) hashes.add((await exported({ format })).sha256)
      expect([format, hashes.size]).toEqual([format, 1])
    }
  })

  it('writes as the language of the business expects', async () => {
    const german = await signedIn(app)
    await withConnection(app.database.adminUrl, (client) =>
      client.query("update tenants set locale = 'de-DE' where id = $1", [german.tenantId]),
    )
    const customer = (await german.post('/customers', { kind: 'person', lastName: 'Maier; Söhne' })).body.data
    await german.post('/waste/bins', {
      customerId: customer.id,
      binType: 'organic',
      size: 'small',
      location: { latitude: 52.5, longitude: 13.4, address: 'Straße 1' },
    })
    const file = await exported({ columns: ['customer', 'location.latitude'] }, german)
    const { text } = await german.get(`/exports/${file.id}/download`)
    expect(text).toBe('\uFEFFCustomer;Latitude\r\n"Maier; Söhne";52,5\r\n')
  })
})
