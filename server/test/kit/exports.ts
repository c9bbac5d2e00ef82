import { Readable } from 'node:stream'
import { expect } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { readCsvRows } from '#platform/sheets/csv-reader.ts'
import type { TestApp } from './app.ts'
import { type Caller, signedIn } from './callers.ts'
import { runJobs } from './run-job.ts'

/** A bakery with notes that spreadsheets would run, and three bins at one place: BIN-0, BIN-1, BIN-2; the second is empty. */
export async function openBakery(owner: Caller): Promise<{ id: string; name: string }> {
  const { body } = await owner.post('/customers', {
    kind: 'business',
    businessName: 'Short North Bakery',
    phone: '+1 614 555 0123',
    notes: '=HYPERLINK("http://evil.example")',
    tags: ['a; b', 'c\\d'],
  })
  const bakery = body.data
  const location = {
    latitude: 39.9612,
    longitude: -82.9988,
    address: '120 E Broad St, "Rear"\nColumbus',
    notes: '-5.2',
  }
  for (const [index, status] of ['full', 'empty', 'full'].entries()) {
    await owner.post('/waste/bins', {
      customerId: bakery.id,
      binType: 'recycling',
      size: 'extra_large',
      status,
      location,
      qrCode: `BIN-${index}`,
      fillPercent: index * 10,
    })
  }
  return bakery
}

/** A business with a bakery, and exports of its bins. */
export async function exportOffice(app: TestApp) {
  const owner = await signedIn(app)
  const bakery = await openBakery(owner)
  const ask = (input: object, by = owner) => by.post('/exports', { resource: 'waste.bins', format: 'csv', ...input })

  async function exported(input: object = {}, by = owner) {
    const asked = await ask(input, by)
    expect(asked.status, asked.text).toBe(201)
    await runJobs(app)
    return (await by.get(`/exports/${asked.body.data.id}`)).body.data
  }

  const csvOf = async (id: string, by = owner) => csvRowsOf((await by.get(`/exports/${id}/download`)).bytes)
  return { owner, bakery, ask, exported, csvOf }
}

export async function csvRowsOf(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of readCsvRows(Readable.from([bytes]), { encoding: 'utf-8', separator: ',' }))
    rows.push(cells)
  return rows
}

/** Behind the API, many at once. */
export async function addBins(app: TestApp, by: Caller, customerId: string, count: number): Promise<void> {
  await withConnection(app.database.adminUrl, (client) =>
    client.query(
      `insert into waste_bins (tenant_id, id, customer_id, bin_type, size, status, latitude, longitude, address, search_text)
       select $1, gen_random_uuid(), $2, 'organic', 'small', 'empty', 1, 1, 'No ' || n, ' no ' || n from generate_series(1, $3::int) n`,
      [by.tenantId, customerId, count],
    ),
  )
}
