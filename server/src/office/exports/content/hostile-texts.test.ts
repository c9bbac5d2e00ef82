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
      `update waste_bins set notes = texts[number], qr_code = lpad(number::text, 5, '0'), last_serviced = now(), latitude = number / 7.0 / 1000
       from (select b.id, row_number() over (order by b.id) as number from waste_bins b where tenant_id = $1) numbered, (select $2::text[] as texts) given
       where waste_bins.id = numbered.id`,
      [owner.tenantId, texts],
    ),
  )
}, 60_000)

/** The work of one export, as the job has it. */
async function working<T>(columns: string[], run: (work: ExportWork) => Promise<T>): Promise<T> {
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
        resource: 'waste.bins',
        format: 'csv',
        query: { sort: 'qrCode' },
        columns,
        created_at: new Date().toISOString(),
        maker_name: 'Test',
      },
      ids: null,
      source: { ...exportSourceOf('waste.bins'), fields: [] },
      counter: { rows: 0 },
    }),
  )
}

const COLUMNS = ['qrCode', 'notes', 'customer', 'location.latitude', 'lastServiced', 'status']

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
    const [copied, written] = await working(COLUMNS, async (work) => {
      const columns = columnsOf(work)
      expect(storedColumns(columns)).toHaveLength(COLUMNS.length)
      const ours = await buffer(Readable.from(writtenLines(work, columns)))
      return [await buffer(Readable.from(copiedLines(work, columns))), ours]
    })
    expect(await csvRowsOf(copied)).toEqual(await csvRowsOf(written))
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
