import { Readable } from 'node:stream'
import { withConnection } from '#platform/database/connection.ts'
import { readCsvRows } from '#platform/sheets/csv-reader.ts'
import type { TestApp } from './app.ts'
import type { Caller } from './callers.ts'

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
