import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ActorTenant, systemActor } from '#platform/access/actor.ts'
import { withConnection } from '#platform/database/connection.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { findTenantById } from '#platform/identity/credentials/credential.queries.ts'
import { unguardText } from '#platform/sheets/formula-guard.ts'
import { readXlsxRows } from '#platform/sheets/xlsx-reader.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { addBins, csvRowsOf } from '#test/kit/exports.ts'
import { exportSourceOf } from '../export-source.ts'
import { copiedLines, writtenLines } from './csv-content.ts'
import { columnsOf, type ExportWork, storedColumns } from './export-work.ts'
import { xlsxContent } from './xlsx-content.ts'

const COUNT = 10_000
const TRIGGER = /^[=+\-@\t\r\0]/

let app: TestApp
let owner: Caller
let texts: string[]

const hostile = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string(), fc.stringMatching(/^[=+\-@\t\r'"\\ ,;\n]{0,6}[a-zN.]{0,3}$/))
  .filter((text) => text.isWellFormed() && !text.includes('\0') && text !== '')

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  const { id } = (await owner.post('/customers', { kind: 'business', businessName: '=SUM(A1)' })).body.data
  texts = fc.sample(hostile, { numRuns: COUNT, seed: 20261120 })
  await addBins(app, owner, id, COUNT)
  await withConnection(app.database.adminUrl, (client) =>
    client.query(
      `update waste_bins set notes = texts[number], tags = array[texts[number], 'plain', texts[$3 - number + 1]], qr_code = lpad(number::text, 5, '0'), last_serviced = now(), latitude = number / 7.0 / 1000
       from (select b.id, row_number() over (order by b.id) as number from waste_bins b where tenant_id = $1) numbered, (select $2::text[] as texts) given
       where waste_bins.id = numbered.id`,
      [owner.tenantId, texts, COUNT],
    ),
  )
  await addHostileCustomers()
}, 60_000)

/** People with hostile names and holes, at addresses that are hostile or none. */
async function addHostileCustomers(): Promise<void> {
  await withConnection(app.database.adminUrl, (client) =>
    client.query(
      `insert into customers (tenant_id, id, kind, name, name_norm, first_name, last_name, contacts, service_address, notify_sms, tags, search_text)
       select $1, gen_random_uuid(), 'person', 'Ana ' || n, 'ana ' || n, texts[n], texts[n],
         case when n % 3 = 0 then '[]' else jsonb_build_array(jsonb_build_object('name', texts[n], 'role', texts[n + 1]),
           jsonb_build_object('name', texts[n + 2], 'phone', '+16145550123', 'role', null)) end,
         case when n % 2 = 0 then jsonb_build_object('street', texts[n], 'city', 'Columbus', 'latitude', n / -7.0) end,
         n % 5 = 0, array[texts[n]], ' ana ' from (select $2::text[] as texts) given, generate_series(1, 2000) n`,
      [owner.tenantId, texts],
    ),
  )
}

/** The work of one export, as the job has it. */
async function working<T>(
  columns: string[],
  run: (work: ExportWork) => Promise<T>,
  [resource, sort] = ['waste.bins', 'qrCode'],
): Promise<T> {
  const { services } = app
  const tenant = await services.database.read(NO_TENANT, (tx) => findTenantById(tx, { id: owner.tenantId }))
  const actor = systemActor(tenant as ActorTenant)
  const ctx = await services.read(actor, { id: 'test', address: 'test', userAgent: null }, async (read) => read)
  const scope = { tenantId: owner.tenantId, actorId: null }
  return services.database.snapshot(scope, (tx, client) =>
    run({
      job: { signal: new AbortController().signal, progress: async () => {} },
      ctx: { ...ctx, tx },
      client,
      row: {
        resource,
        format: 'csv',
        query: { sort },
        columns,
        created_at: new Date().toISOString(),
        maker_name: 'Test',
      },
      ids: null,
      source: { ...exportSourceOf(resource), fields: [] },
      counter: { rows: 0 },
    }),
  )
}

async function bothWays(work: ExportWork): Promise<[Buffer, Buffer]> {
  const columns = columnsOf(work)
  expect(storedColumns(columns)).toHaveLength(columns.length)
  const ours = await buffer(Readable.from(writtenLines(work, columns)))
  return [await buffer(Readable.from(copiedLines(work, columns))), ours]
}

const COLUMNS = ['qrCode', 'notes', 'customer', 'location.latitude', 'lastServiced', 'status', 'tags']

describe('10,000 hostile texts', () => {
  it('CSV by the database: none begins with a trigger, and each comes back as it was', async () => {
    const bytes = await working(COLUMNS, (work) => buffer(Readable.from(copiedLines(work, columnsOf(work)))))
    const rows = await csvRowsOf(bytes)
    expect(rows).toHaveLength(COUNT)
    expect(rows.filter(([, note = '']) => TRIGGER.test(note))).toEqual([])
    expect(rows.map(([, note = '']) => unguardText(note))).toEqual(texts)
    expect(rows[0]?.[2]).toBe("'=SUM(A1)")
  })

  it('the database writes the same cells as we do', async () => {
    const [copied, written] = await working(COLUMNS, bothWays)
    expect(await csvRowsOf(copied)).toEqual(await csvRowsOf(written))
  })

  it('so it does where cells are lists, people and parts of addresses: all columns of customers', async () => {
    const columns = exportSourceOf('office.customers').columns.map(({ key }) => key)
    const [copied, written] = await working(columns, bothWays, ['office.customers', 'name'])
    const rows = await csvRowsOf(copied)
    expect(rows).toHaveLength(2001)
    expect(rows.flat().filter((cell) => TRIGGER.test(cell) && Number.isNaN(Number(cell)))).toEqual([])
    expect(rows).toEqual(await csvRowsOf(written))
  })

  it('whoever stops half way leaves the database to others', async () => {
    const stopped = working(COLUMNS, async (work) => {
      for await (const block of copiedLines(work, columnsOf(work))) throw new Error(`stopped after ${block.length > 0}`)
    })
    await expect(stopped).rejects.toThrow('stopped after true')
    const all = await working(['qrCode'], (work) => buffer(Readable.from(copiedLines(work, columnsOf(work)))))
    expect(await csvRowsOf(all)).toHaveLength(COUNT)
  })

  it('Excel: texts are texts, numbers and times keep their type', async () => {
    const archive = await working(COLUMNS, (work) => buffer(Readable.from(xlsxContent(work))))
    const rows: string[][] = []
    for await (const { cells } of readXlsxRows(archive)) rows.push(cells)
    const notes = rows.slice(1).map(([, note = '']) => note)
    expect(notes.filter((note) => TRIGGER.test(note))).toEqual([])
    expect(notes.map(unguardText)).toEqual(texts)
    expect(rows[1]?.[4]).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(Number(rows[7]?.[3])).toBeCloseTo(0.001, 9)
  })
})
