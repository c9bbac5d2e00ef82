import { beforeAll, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn } from '#test/kit/callers.ts'
import { openBakery } from '#test/kit/exports.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { runSchedules } from './schedules.cron.ts'

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await testApp()
  owner = await signedIn(app)
  await openBakery(owner)
})

const WANTED = {
  name: 'Full bins',
  resource: 'waste.bins',
  format: 'csv',
  query: { status: 'full' },
  columns: ['qrCode', 'status'],
  every: 'day',
  at: '06:30',
}
const ask = (input: object = {}, by = owner) => by.post('/export-schedules', { ...WANTED, ...input })
const tick = () => runSchedules.run(app.services, new AbortController().signal)
const exportsOf = async (id: string, by = owner) =>
  (await by.get('/exports?limit=100')).body.data.filter((one: { scheduleId: string }) => one.scheduleId === id)

/** One whose time has come; the clock stays, because sessions end. */
async function due(by = owner, dueSince = '1 minute') {
  const { data } = (await ask({}, by)).body
  await withConnection(app.database.adminUrl, (client) =>
    client.query('update export_schedules set next_run_at = now() - $2::interval where id = $1', [data.id, dueSince]),
  )
  return data
}

describe('POST /export-schedules', () => {
  it('201: says when it runs next, on the clock of the business', async () => {
    const { status, body } = await ask()
    expect(status).toBe(201)
    expect(body.data).toMatchObject({ ...WANTED, weekday: 1, isPaused: false, problem: null, can: { change: true } })
    const shown = new Date(body.data.nextRunAt).toLocaleTimeString('en-GB', { timeZone: body.data.timeZone })
    expect(shown).toBe('06:30:00')
    expect((await owner.get(`/export-schedules/${body.data.id}`)).body.data).toEqual(body.data)
  })

  it.each([
    [{ at: '25:00' }, 'at'],
    [{ every: 'year' }, 'every'],
    [{ every: 'week', weekday: 8 }, 'weekday'],
    [{ query: { unicorns: '1' } }, 'query.unicorns'],
    [{ columns: ['secret'] }, 'columns.0'],
    [{ resource: 'waste.unicorns' }, 'resource'],
  ])('400: %j is refused at %s', async (input, field) => {
    expect((await ask(input)).body).toMatchObject({ status: 400, details: [{ field }] })
  })

  it('403: whoever may not export the records may not schedule it either', async () => {
    const driver = await signedIn(app, 'driver', owner.tenantId)
    expect((await ask({}, driver)).body).toMatchObject({ status: 403, rule: 'access.permission-missing' })
  })
})

describe('the clock', () => {
  it('makes the file in the name of its maker, and mails a link that opens it', async () => {
    const billing = await signedIn(app, 'billing', owner.tenantId)
    const { id, nextRunAt } = await due(billing)
    await tick()
    await tick()
    await runJobs(app)
    const made = await exportsOf(id, billing)
    expect(made).toHaveLength(1)
    expect(made[0]).toMatchObject({ state: 'finished', rows: 2, createdBy: { id: billing.userId } })
    const after = (await billing.get(`/export-schedules/${id}`)).body.data
    expect(after).toMatchObject({ lastExportId: made[0].id, problem: null, nextRunAt })
    const mails = (await owner.get('/outbox?template=export-ready')).body.data
    const mail = (await owner.get(`/outbox/${mails[0].id}`)).body.data
    expect(mail).toMatchObject({ subject: 'Full bins: your file is ready' })
    expect(mail.text).toContain('2 rows')
    const token = /\/exports\/file#token=(\S+)/.exec(mail.text)?.[1]
    const opened = await anonymous(app).get(`/export-files?token=${token}`)
    expect(opened.text).toContain('BIN-0,full\r\n')
  })

  it('with the rights that its maker has then: lost ones are told on the schedule', async () => {
    const billing = await signedIn(app, 'billing', owner.tenantId)
    const { id } = await due(billing)
    await role(billing, 'viewer')
    await tick()
    expect(await exportsOf(id)).toEqual([])
    const { problem, isPaused } = (await owner.get(`/export-schedules/${id}`)).body.data
    expect({ problem, isPaused }).toEqual({ problem: expect.stringContaining('waste.bins.export'), isPaused: false })
  })

  it('stops when its maker has left', async () => {
    const billing = await signedIn(app, 'billing', owner.tenantId)
    const { id } = await due(billing)
    await withConnection(app.database.adminUrl, (client) =>
      client.query("update memberships set status = 'deactivated' where user_id = $1", [billing.userId]),
    )
    await tick()
    expect((await owner.get(`/export-schedules/${id}`)).body.data).toMatchObject({
      isPaused: true,
      nextRunAt: null,
      problem: expect.stringContaining('does not belong to the business any more'),
    })
  })

  it('waits while five exports of its maker are under way', async () => {
    const by = await signedIn(app)
    const { id } = await due(by)
    const others = Array.from({ length: 5 }, () => by.post('/exports', { resource: 'waste.bins', format: 'csv' }))
    await Promise.all(others)
    await tick()
    expect(await exportsOf(id, by)).toEqual([])
    await runJobs(app)
    await tick()
    expect(await exportsOf(id, by)).toHaveLength(1)
    await runJobs(app)
  })

  it('makes up for missed times once', async () => {
    const { id } = await due(owner, '5 days')
    await tick()
    await tick()
    expect(await exportsOf(id)).toHaveLength(1)
    await runJobs(app)
  })
})

describe('PATCH /export-schedules/:id', () => {
  it('200: a paused one does not run, and goes on from now when it is resumed', async () => {
    const { id, version } = await due()
    const paused = await owner.patch(`/export-schedules/${id}`, { isPaused: true }, { 'if-match': `"${version}"` })
    expect(paused.body.data).toMatchObject({ isPaused: true, nextRunAt: null, version: version + 1 })
    await tick()
    expect(await exportsOf(id)).toEqual([])
    const resumed = await owner.patch(`/export-schedules/${id}`, { isPaused: false, every: 'month', monthDay: 31 })
    expect(Date.parse(resumed.body.data.nextRunAt)).toBeGreaterThan(app.clock.now().getTime())
    expect((await owner.patch(`/export-schedules/${id}`, { at: '07:00' }, { 'if-match': '"1"' })).status).toBe(412)
  })

  it('404 for a stranger and for a colleague without a view of jobs, 403 for one with it', async () => {
    const { id } = (await ask()).body.data
    for (const stranger of [await signedIn(app), await signedIn(app, 'billing', owner.tenantId)])
      expect((await stranger.patch(`/export-schedules/${id}`, { isPaused: true })).status).toBe(404)
    const dispatcher = await signedIn(app, 'dispatcher', owner.tenantId)
    expect((await dispatcher.get(`/export-schedules/${id}`)).body.data.can).toEqual({ change: false })
    expect((await dispatcher.patch(`/export-schedules/${id}`, { isPaused: true })).status).toBe(403)
  })
})

describe('DELETE /export-schedules/:id', () => {
  it('204: the files it has brought stay', async () => {
    const { id } = await due()
    await tick()
    await runJobs(app)
    const [made] = await exportsOf(id)
    expect((await owner.delete(`/export-schedules/${id}`)).status).toBe(204)
    expect((await owner.get(`/export-schedules/${id}`)).status).toBe(404)
    expect((await owner.get(`/exports/${made.id}`)).body.data).toMatchObject({ state: 'finished', scheduleId: null })
  })
})

async function role(of: Caller, name: string): Promise<void> {
  await withConnection(app.database.adminUrl, (client) =>
    client.query('update memberships set role = $2 where user_id = $1', [of.userId, name]),
  )
}
