import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { fileStoreOf } from '#platform/files/file-store.ts'
import { sweepFiles } from '#platform/files/sweep-files.ts'
import { testApp } from '#test/kit/app.ts'
import { signedIn } from '#test/kit/callers.ts'
import { addBins, exportOffice } from '#test/kit/exports.ts'
import { runJobs } from '#test/kit/run-job.ts'

const app = await testApp()
const { owner, bakery, ask, exported, csvOf } = await exportOffice(app)

describe('POST /exports', () => {
  it('201: a job makes the file that the list’s filters, search and sort describe', async () => {
    const file = await exported({
      query: { status: 'full', sort: '-qrCode' },
      columns: ['qrCode', 'customer', 'location.longitude', 'location.notes'],
    })
    expect(file).toMatchObject({ state: 'finished', rows: 2, progress: null, createdBy: { id: owner.userId } })
    expect(file.fileName).toMatch(/^waste-bins-\d{4}-\d\d-\d\d\.csv$/)
    expect(await csvOf(file.id)).toEqual([
      ['QR code', 'Customer', 'Longitude', 'Access notes'],
      ['BIN-2', 'Short North Bakery', '-82.9988', "'-5.2"],
      ['BIN-0', 'Short North Bakery', '-82.9988', "'-5.2"],
    ])
    expect((await exported({ query: { search: 'bin-1' } })).rows).toBe(1)
    expect((await exported({ query: { near: '39.96,-83', radiusKm: '1', trashed: 'false' } })).rows).toBe(3)
    expect((await exported({ query: { near: '10,10' } })).rows).toBe(0)
  })

  it('the trail says who took what along, and the event that it is ready', async () => {
    const { id, sha256 } = await exported({ query: { status: 'full' } })
    const entries = (await owner.get(`/audit?resourceId=${id}`)).body.data
    expect(entries.map((entry: { action: string }) => entry.action)).toEqual(['export.finished', 'export.asked'])
    expect(entries[0].note).toContain(`2 rows of waste.bins as csv, filter {"status":"full"}, SHA-256 ${sha256}`)
    const events = (await owner.get('/events?type=export.finished')).body.data
    expect(events[0]).toMatchObject({ subjectId: id, payload: { id, resource: 'waste.bins', rows: 2 } })
  })

  it.each(['csv', 'xlsx'])('an exported %s can be imported again as it is', async (format) => {
    for (const resource of ['office.customers', 'waste.bins']) {
      const file = await exported({ resource, format })
      const { bytes } = await owner.get(`/exports/${file.id}/download`)
      const { id } = (await owner.upload(`/imports?resource=${resource}`, bytes)).body.data
      await runJobs(app)
      await owner.post(`/imports/${id}/run`)
      await runJobs(app)
      const ended = (await owner.get(`/imports/${id}`)).body.data
      expect(ended).toMatchObject({
        state: 'finished',
        updateKey: 'id',
        created: 0,
        updated: 0,
        failed: 0,
        unchanged: file.rows,
      })
    }
  })

  it('what was taken along makes the same records elsewhere', async () => {
    const elsewhere = await signedIn(app)
    const file = await exported({ resource: 'office.customers' })
    const { bytes } = await owner.get(`/exports/${file.id}/download`)
    const { id } = (await elsewhere.upload('/imports?resource=office.customers', bytes)).body.data
    await elsewhere.patch(`/imports/${id}`, { mode: 'create' })
    await elsewhere.post(`/imports/${id}/run`)
    await runJobs(app)
    const [copy] = (await elsewhere.get('/customers')).body.data
    const original = (await owner.get(`/customers/${bakery.id}`)).body.data
    for (const field of ['name', 'phone', 'notes', 'tags', 'notificationPreferences', 'contacts'])
      expect(copy[field]).toEqual(original[field])
  })

  it('streams every row of a large list', async () => {
    const rich = await signedIn(app)
    const { id } = (await rich.post('/customers', { kind: 'person', lastName: 'Rich' })).body.data
    await addBins(app, rich, id, 2_500)
    const file = await exported({ columns: ['location.address'] }, rich)
    expect(file.rows).toBe(2_500)
    expect(new Set((await csvOf(file.id, rich)).flat()).size).toBe(2_501)
  })

  it.each([
    [{ resource: 'waste.unicorns' }, 'resource'],
    [{ format: 'docx' }, 'format'],
    [{ ids: [] }, 'ids'],
    [{ ids: ['1'] }, 'ids.0'],
    [{ query: { status: 'on fire' } }, 'query.status.0'],
    [{ query: { unicorns: '1' } }, 'query.unicorns'],
    [{ query: { limit: '10' } }, 'query.limit'],
    [{ query: { search: 'a\0b' } }, 'query.search'],
    [{ query: { search: 'a\udfff' } }, 'query.search'],
    [{ columns: ['qrCode', 'secret'] }, 'columns.1'],
    [{ columns: [] }, 'columns'],
  ])('400: %j is refused at %s', async (input, field) => {
    expect((await ask(input)).body).toMatchObject({ status: 400, details: [{ field }] })
  })

  it('403: needs the permission to export just this, also when the job runs', async () => {
    const driver = await signedIn(app, 'driver', owner.tenantId)
    expect((await ask({}, driver)).body).toMatchObject({ status: 403, rule: 'access.permission-missing' })
    const billing = await signedIn(app, 'billing', owner.tenantId)
    const { id } = (await ask({}, billing)).body.data
    await withConnection(app.database.adminUrl, (client) =>
      client.query("update memberships set role = 'viewer' where user_id = $1", [billing.userId]),
    )
    await runJobs(app)
    expect((await owner.get(`/exports/${id}`)).body.data).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('waste.bins.export'),
    })
    expect((await owner.get(`/exports/${id}/download`)).body).toMatchObject({ status: 409, rule: 'export.not-ready' })
  })

  it('429: five under way are enough, however many ask at once', async () => {
    const by = await signedIn(app)
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask({}, by)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(
      refused.every(
        ({ status, body, headers }) =>
          status === 429 && body.rule === 'export.too-many-active' && headers['retry-after'] === '30',
      ),
    ).toBe(true)
    await by.post(`/jobs/${answers.find(({ status }) => status === 201)?.body.data.jobId}/cancel`)
    expect((await ask({}, by)).status).toBe(201)
    await runJobs(app)
    expect((await ask({}, by)).status).toBe(201)
    await runJobs(app)
  })

  it('a job that dies and begins again leaves one file and one entry', async () => {
    const { id } = (await ask({})).body.data
    await runJobs(app, { diesAtWrite: 1 })
    expect((await owner.get(`/exports/${id}`)).body.data.state).toBe('queued')
    await runJobs(app)
    expect((await owner.get(`/exports/${id}`)).body.data.state).toBe('finished')
    expect((await owner.get(`/audit?resourceId=${id}&action=export.finished`)).body.data).toHaveLength(1)
  })
})

describe('GET /exports/:id/download', () => {
  it('200: sends just what was made, as a download', async () => {
    const file = await exported()
    const { bytes, headers, status } = await owner.get(`/exports/${file.id}/download`)
    expect(status).toBe(200)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
    expect(bytes.length).toBe(file.sizeBytes)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-length': String(file.sizeBytes),
    })
    expect(headers['content-disposition']).toBe(
      `attachment; filename="${file.fileName}"; filename*=UTF-8''${file.fileName}`,
    )
  })

  it('404: for another tenant, for a colleague, and for nothing', async () => {
    const { id } = await exported()
    for (const stranger of [await signedIn(app), await signedIn(app, 'billing', owner.tenantId)]) {
      expect((await stranger.get(`/exports/${id}`)).status).toBe(404)
      expect((await stranger.get(`/exports/${id}/download`)).status).toBe(404)
      expect((await stranger.get('/exports')).body.data).toEqual([])
    }
    expect((await owner.get(`/exports/${randomUUID()}/download`)).status).toBe(404)
  })

  it('409: before the file is made, and after a day; then it is swept away', async () => {
    const { id } = (await ask({})).body.data
    expect((await owner.get(`/exports/${id}/download`)).body).toMatchObject({ status: 409, rule: 'export.not-ready' })
    await runJobs(app)
    const store = fileStoreOf(app.services.config)
    const kept = await store.listKeys(owner.tenantId)
    await sweepFiles.run(app.services, new AbortController().signal)
    expect(await store.listKeys(owner.tenantId)).toEqual(kept)

    app.clock.advance(24 * 60 * 60 * 1000 + 1000)
    expect((await owner.get(`/exports/${id}`)).body.data.state).toBe('expired')
    expect((await owner.get(`/exports/${id}/download`)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('expired'),
    })
    await sweepFiles.run(app.services, new AbortController().signal)
    expect((await owner.get(`/exports/${id}`)).body.data).toMatchObject({
      state: 'expired',
      sha256: expect.any(String),
    })
    // A file that was only just put is left alone: somebody may be about to refer to it.
    expect(await store.listKeys(owner.tenantId)).toEqual(kept)
  })
})
