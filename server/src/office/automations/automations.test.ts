import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { binInput } from '#modules/waste/bins/bins.factory.ts'
import { withConnection } from '#platform/database/connection.ts'
import { Random } from '#platform/random.ts'
import type { Services } from '#platform/services.ts'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { hearEvents, runAutomations } from '#test/kit/automations.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { automationInput } from './automations.factory.ts'
import { readLog } from './follow/read-log.ts'

let app: TestApp
const random = new Random(3)

interface Call {
  headers: Record<string, string>
  body: string
}
const calls: Call[] = []
let answers: number[] = []
let receiver: Server
let url: string

beforeAll(async () => {
  app = await testApp({ environment: { GROUNDWORK_OUTGOING_LOOPBACK: 'true' } })
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    calls.push({ headers: request.headers as Record<string, string>, body })
    response.statusCode = answers.shift() ?? 204
    response.end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(() => receiver.close())

const place = { address: '120 E Broad St, Columbus', latitude: 39.96, longitude: -82.99 }

async function newBin(by: Caller, input: object = {}) {
  const customer = await newCustomer(by)
  const body = {
    ...binInput(random, random.int(1, 900_000), customer.id, place),
    qrCode: `B-${randomUUID()}`,
    rfidTag: null,
    ...input,
  }
  const answer = await by.post('/waste/bins', { ...body, fillPercent: 10, status: 'empty', ...input })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}

async function make(by: Caller, input: Parameters<typeof automationInput>[0] = {}) {
  const answer = await by.post('/automations', automationInput(input))
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}

const binOf = async (by: Caller, id: string) => (await by.get(`/waste/bins/${id}`)).body.data
const runsOf = async (by: Caller, id: string) => (await by.get(`/automations/${id}/runs`)).body.data
const asAdmin = (sql: string, values: unknown[] = []) =>
  withConnection(app.database.adminUrl, async (client) => (await client.query(sql, values)).rows)

/** A bin that becomes full, and what the automations of its business make of that. */
async function fill(by: Caller, rounds = 1) {
  const bin = await newBin(by)
  await by.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
  await runAutomations(app, by.tenantId, rounds)
  return bin
}

describe('a run', () => {
  it('changes the record as the automation, with trail and event', async () => {
    const owner = await signedIn(app)
    const automation = await make(owner)
    const bin = await fill(owner)
    expect(await binOf(owner, bin.id)).toMatchObject({ status: 'full', updatedBy: automation.id })
    const [entry] = (await owner.get(`/waste/bins/${bin.id}/history`)).body.data
    expect(entry).toMatchObject({
      actor: { kind: 'automation', id: automation.id, name: 'Full bins' },
      changes: { status: { before: 'partial', after: 'full' } },
    })
    const [event] = await asAdmin(
      "select cause_depth, actor_id from events where subject_id = $1 and type = 'waste.bin.updated' order by sequence desc",
      [bin.id],
    )
    expect(event).toEqual({ cause_depth: 1, actor_id: automation.id })
    const [run, ...others] = await runsOf(owner, automation.id)
    expect(others).toEqual([])
    expect(run).toMatchObject({
      state: 'succeeded',
      version: 1,
      condition: true,
      event: { type: 'waste.bin.updated', subjectId: bin.id },
      actions: [{ type: 'change-record', state: 'done', changes: { status: { before: 'partial', after: 'full' } } }],
      error: null,
      can: { retry: false },
    })
    expect(run.durationMs).toBeGreaterThanOrEqual(0)
  })

  it('only counts events that began after it was activated', async () => {
    const owner = await signedIn(app)
    const bin = await newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    const automation = await make(owner)
    await runAutomations(app, owner.tenantId)
    expect(await runsOf(owner, automation.id)).toEqual([])
  })

  it('creates records, sends mails and starts exports from what the event carries', async () => {
    const owner = await signedIn(app)
    const automation = await make(owner, {
      actions: [
        {
          type: 'create-record',
          resource: 'office.customers',
          values: {
            kind: 'business',
            businessName: 'Of {{payload.record.qrCode}}',
            notes: '{{payload.record.fillPercent}}',
          },
        },
        {
          type: 'send-mail',
          to: 'dispatch@example.com',
          subject: 'Bin {{payload.record.qrCode}}',
          text: '<b>{{payload.record.fillPercent}} %</b> at {{payload.record.location.address}}',
        },
        { type: 'start-export', resource: 'waste.bins', format: 'csv', query: { status: 'full' } },
      ],
    })
    const bin = await fill(owner)
    const [run] = await runsOf(owner, automation.id)
    expect(run, JSON.stringify(run)).toMatchObject({ state: 'succeeded' })
    const customers = (await owner.get(`/customers?search=${encodeURIComponent(`Of ${bin.qrCode}`)}`)).body.data
    expect(customers).toMatchObject([{ businessName: `Of ${bin.qrCode}`, notes: '95', createdBy: automation.id }])
    const [mail] = (await owner.get('/outbox?limit=1')).body.data
    expect(mail).toMatchObject({ to: 'dispatch@example.com', subject: `Bin ${bin.qrCode}` })
    const { html } = (await owner.get(`/outbox/${mail.id}`)).body.data
    expect(html).toContain('&lt;b&gt;95 %&lt;/b&gt; at 120 E Broad St')
    expect((await owner.get('/exports')).body.data).toMatchObject([
      { resource: 'waste.bins', state: 'finished', createdBy: { id: automation.id } },
    ])
  })

  it('calls an address, signed, and again under the same id when it fails', async () => {
    const owner = await signedIn(app)
    calls.length = 0
    answers = [503]
    const automation = await make(owner, {
      actions: [{ type: 'call-url', method: 'POST', url: `${url}?bin={{payload.record.qrCode}}`, body: null }],
    })
    const bin = await fill(owner)
    expect((await runsOf(owner, automation.id))[0]).toMatchObject({ state: 'succeeded' })
    const { secret } = (await owner.post(`/automations/${automation.id}/signing-secret`)).body.data
    expect(calls).toHaveLength(2)
    expect(calls[0]?.headers['webhook-id']).toBe(calls[1]?.headers['webhook-id'])
    const sent = new Webhook(secret).verify(calls[1]?.body ?? '', calls[1]?.headers ?? {})
    expect(sent).toMatchObject({
      event: { type: 'waste.bin.updated', subjectId: bin.id },
      payload: { record: { fillPercent: 95 } },
    })
    const [{ action }] = (await asAdmin(
      'select action from audit_entries where tenant_id = $1 order by at desc, id desc limit 1',
      [owner.tenantId],
    )) as [{ action: string }]
    expect(action).toBe('automation.secret-revealed')
  })

  it('whose condition cannot be judged is kept with the reason and cannot be retried', async () => {
    const owner = await signedIn(app)
    const automation = await make(owner, { condition: { rows: null, cel: 'payload.record.fillPercent > 90' } })
    const bin = await newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: null })
    await runAutomations(app, owner.tenantId)
    const [run] = await runsOf(owner, automation.id)
    expect(run).toMatchObject({ state: 'failed', condition: null, actions: [], can: { retry: false } })
    expect(run.error).toContain('Column 28')
    expect((await owner.post(`/automations/${automation.id}/runs/${run.id}/retry`)).body).toMatchObject({
      status: 409,
      rule: 'automation.run-not-retryable',
    })
  })
})

describe('rights', () => {
  it('403: nobody saves an automation that does what they may not', async () => {
    const owner = await signedIn(app)
    const clerk = await signedIn(app, 'billing', owner.tenantId)
    const answer = await clerk.post('/automations', automationInput())
    expect(answer.body).toMatchObject({ status: 403, rule: 'access.permission-missing' })
    expect(answer.body.detail).toContain('waste.bins.update')
    const automation = await make(owner)
    expect((await clerk.patch(`/automations/${automation.id}`, { name: 'Mine now' })).status).toBe(403)
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    expect((await viewer.patch(`/automations/${automation.id}`, { state: 'paused' })).status).toBe(403)
  })

  it('a maker who loses a right: the run fails and says why; saved by somebody who has it, it goes on where it stood', async () => {
    const owner = await signedIn(app)
    const dispatcher = await signedIn(app, 'dispatcher', owner.tenantId)
    const automation = await make(dispatcher, {
      actions: [
        { type: 'send-mail', to: 'a@example.com', subject: 'First', text: 'First' },
        { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
      ],
    })
    const bin = await newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    await asAdmin("update memberships set role = 'clerk' where user_id = $1", [dispatcher.userId])
    await runAutomations(app, owner.tenantId)
    const [run] = await runsOf(owner, automation.id)
    expect(run).toMatchObject({
      state: 'failed',
      condition: true,
      actions: [{ state: 'done' }, { state: 'failed' }],
      can: { retry: true },
    })
    expect(run.error).toContain("the automation 'Full bins' was not granted it, or its maker does not have it any more")
    expect(await binOf(owner, bin.id)).toMatchObject({ status: 'partial' })

    expect((await owner.patch(`/automations/${automation.id}`, { description: 'Taken over' })).body.data).toMatchObject(
      { maker: { id: owner.userId }, version: 2 },
    )
    expect((await owner.post(`/automations/${automation.id}/runs/${run.id}/retry`)).body.data).toMatchObject({
      state: 'waiting',
    })
    await runJobs(app)
    expect((await runsOf(owner, automation.id))[0]).toMatchObject({ state: 'succeeded', version: 1 })
    expect(await binOf(owner, bin.id)).toMatchObject({ status: 'full' })
    const mails = await asAdmin("select id from outbox_messages where tenant_id = $1 and subject = 'First'", [
      owner.tenantId,
    ])
    expect(mails).toHaveLength(1)
  })

  it('a maker who has left: the run fails and says why', async () => {
    const owner = await signedIn(app)
    const dispatcher = await signedIn(app, 'dispatcher', owner.tenantId)
    const automation = await make(dispatcher)
    await asAdmin('delete from memberships where user_id = $1', [dispatcher.userId])
    const bin = await fill(owner)
    expect((await runsOf(owner, automation.id))[0]).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('its maker'),
    })
    expect(await binOf(owner, bin.id)).toMatchObject({ status: 'partial' })
  })

  it('pausing takes no other rights and leaves the maker', async () => {
    const owner = await signedIn(app)
    const clerk = await signedIn(app, 'dispatcher', owner.tenantId)
    const automation = await make(owner)
    const paused = await clerk.patch(`/automations/${automation.id}`, { state: 'paused' })
    expect(paused.body.data).toMatchObject({ state: 'paused', activeSince: null, maker: { id: owner.userId } })
    const bin = await fill(owner)
    expect(await binOf(owner, bin.id)).toMatchObject({ status: 'partial' })
  })

  it('another business neither sets it off nor is touched', async () => {
    const [owner, stranger] = [await signedIn(app), await signedIn(app)]
    const automation = await make(owner)
    const foreign = await fill(stranger)
    await runAutomations(app, owner.tenantId)
    expect(await runsOf(owner, automation.id)).toEqual([])
    const own = await make(owner, {
      actions: [{ type: 'change-record', resource: 'waste.bins', record: foreign.id, values: { status: 'full' } }],
    })
    await fill(owner)
    expect((await runsOf(owner, own.id))[0]).toMatchObject({ state: 'failed', error: 'There is no such bin' })
    expect(await binOf(stranger, foreign.id)).toMatchObject({ status: 'partial' })
  })
})

describe('a runaway', () => {
  it('automations that set each other off in a circle are paused with a reason, and the maker is told', async () => {
    const owner = await signedIn(app)
    const flip = (from: string, to: string) =>
      make(owner, {
        name: `${from} to ${to}`,
        condition: { rows: null, cel: `payload.record.status == "${from}"` },
        actions: [
          { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: to } },
        ],
      })
    const pair = [await flip('full', 'partial'), await flip('partial', 'full')]
    await fill(owner, 8)
    const states = await Promise.all(pair.map(async ({ id }) => (await owner.get(`/automations/${id}`)).body.data))
    const halted = states.filter(({ state }) => state === 'paused')
    expect(halted).toHaveLength(1)
    expect(halted[0].pausedReason).toContain('5 automations in a row')
    const runs = (await Promise.all(pair.map(({ id }) => runsOf(owner, id)))).flat()
    expect(runs).toHaveLength(5)
    const [mail] = (await owner.get('/outbox?limit=1')).body.data
    expect(mail.subject).toBe(`The automation "${halted[0].name}" is paused`)
    const [event] = await asAdmin("select payload from events where tenant_id = $1 and type = 'automation.halted'", [
      owner.tenantId,
    ])
    expect(event).toMatchObject({ payload: { id: halted[0].id } })
    expect((await owner.patch(`/automations/${halted[0].id}`, { state: 'active' })).body.data).toMatchObject({
      state: 'active',
      pausedReason: null,
    })
  })

  it('one that would run more often than its limit is paused before it does', async () => {
    const owner = await signedIn(app)
    const automation = await make(owner, { maxRunsPerMinute: 2 })
    const other = await make(owner, {
      name: 'Other',
      events: ['waste.bin.created'],
      actions: [{ type: 'send-mail', to: 'a@example.com', subject: 'New', text: 'New' }],
      condition: { rows: null, cel: '' },
    })
    for (let count = 0; count < 3; count++) {
      const bin = await newBin(owner)
      await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    }
    await runAutomations(app, owner.tenantId)
    expect((await owner.get(`/automations/${automation.id}`)).body.data).toMatchObject({
      state: 'paused',
      pausedReason: expect.stringContaining('more than 2 times within a minute'),
    })
    expect(await runsOf(owner, automation.id)).toEqual([])
    expect(await runsOf(owner, other.id)).toHaveLength(3)
  })
})

describe('a process that dies', () => {
  it.each([1, 2, 3, 4, 5])('at its write number %i: every action is done once', async (diesAtWrite) => {
    const owner = await signedIn(app)
    const automation = await make(owner, {
      actions: [
        { type: 'send-mail', to: 'a@example.com', subject: 'Once', text: 'Once' },
        { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
        { type: 'send-mail', to: 'a@example.com', subject: 'Twice', text: 'Never' },
      ],
    })
    const bin = await newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    await hearEvents(app, owner.tenantId)
    await runJobs(app, { diesAtWrite })
    await hearEvents(app, owner.tenantId)
    await runJobs(app)
    expect((await runsOf(owner, automation.id))[0]).toMatchObject({
      state: 'succeeded',
      actions: [{ state: 'done' }, { state: 'done' }, { state: 'done' }],
    })
    const mails = await asAdmin('select subject from outbox_messages where tenant_id = $1 order by subject', [
      owner.tenantId,
    ])
    expect(mails).toEqual([{ subject: 'Once' }, { subject: 'Twice' }])
  })

  it('while it reads the log: nothing is moved, and the next reader meets the event once', async () => {
    const owner = await signedIn(app)
    const automation = await make(owner)
    const bin = await newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    const write: Services['write'] = (actor, request, work) =>
      app.services.write(actor, request, async (ctx) => {
        await work(ctx)
        throw new Error('The process died')
      })
    await expect(readLog({ ...app.services, write }, owner.tenantId)).rejects.toThrow('died')
    expect(await runsOf(owner, automation.id)).toEqual([])
    await Promise.all([runAutomations(app, owner.tenantId), readLog(app.services, owner.tenantId)])
    await runAutomations(app, owner.tenantId)
    expect(await runsOf(owner, automation.id)).toHaveLength(1)
  })
})

describe('POST /automations/dry-run', () => {
  it('says how often it would have fired and what it would have changed, and writes nothing', async () => {
    const owner = await signedIn(app)
    const bins = [await newBin(owner), await newBin(owner)]
    for (const [index, bin] of bins.entries())
      await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: index === 0 ? 95 : 20, status: 'partial' })
    const digest = () =>
      asAdmin(`select (select count(*)::int from audit_entries) as audits, (select count(*)::int from events) as events,
      (select count(*)::int from automation_runs) as runs, (select sum(version)::int from waste_bins) as versions, (select count(*)::int from outbox_messages) as mails`)
    const before = await digest()
    const { events, condition, actions } = automationInput({
      actions: [
        { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
        { type: 'send-mail', to: 'a@example.com', subject: '{{payload.record.qrCode}}', text: 'Full' },
      ],
    })
    const answer = await owner.post('/automations/dry-run', { events, condition, actions })
    expect(answer.body.data, answer.text).toMatchObject({ looked: 2, fired: 1, failed: 0 })
    expect(answer.body.data.events[0]).toMatchObject({
      event: { subjectId: bins[0].id },
      condition: true,
      actions: [
        { state: 'planned', changes: { status: { before: 'partial', after: 'full' } } },
        { summary: `Would send a mail to a@example.com: ${bins[0].qrCode}` },
      ],
    })
    expect(answer.body.data.events[1]).toMatchObject({
      event: { subjectId: bins[1].id },
      condition: false,
      actions: [],
    })
    expect(await digest()).toEqual(before)
  })

  it('403: nobody tries what they may not hear of or do', async () => {
    const owner = await signedIn(app)
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    const { events, condition, actions } = automationInput()
    expect((await viewer.post('/automations/dry-run', { events, condition, actions })).body).toMatchObject({
      status: 403,
    })
  })
})

describe('what cannot work is refused when it is saved', () => {
  it.each([
    [{ events: ['waste.bin.exploded'] }, 'events.0'],
    [{ events: ['job.progressed'] }, 'events.0'],
    [{ condition: { rows: null, cel: 'payload.record.fill > 1' } }, 'condition.cel'],
    [
      {
        actions: [
          { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'gone' } },
        ],
      },
      'actions.0.values.status',
    ],
    [
      {
        actions: [
          { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { colour: 'red' } },
        ],
      },
      'actions.0.values.colour',
    ],
    [
      { actions: [{ type: 'create-record', resource: 'waste.bins', values: { size: 'small' } }] },
      'actions.0.values.customerId',
    ],
    [{ actions: [{ type: 'create-record', resource: 'office.automations', values: {} }] }, 'actions.0.resource'],
    [{ actions: [{ type: 'send-mail', to: 'nobody', subject: 'a', text: 'b' }] }, 'actions.0.to'],
    [
      { actions: [{ type: 'send-mail', to: 'a@example.com', subject: '{{payload.record.colour}}', text: 'b' }] },
      'actions.0.subject',
    ],
    [{ actions: [{ type: 'send-mail', to: 'a@example.com', subject: '{{1 + 1}}', text: 'b' }] }, 'actions.0.subject'],
    [
      {
        actions: [
          { type: 'call-url', method: 'POST', url: 'https://{{payload.record.qrCode}}.example.com/', body: null },
        ],
      },
      'actions.0.url',
    ],
    [{ actions: [{ type: 'call-url', method: 'POST', url: 'ftp://example.com/', body: null }] }, 'actions.0.url'],
    [
      { actions: [{ type: 'start-export', resource: 'waste.bins', format: 'csv', query: { colour: 'red' } }] },
      'actions.0.query.colour',
    ],
  ])('%j', async (input, field) => {
    const owner = await signedIn(app)
    const answer = await owner.post('/automations', { ...automationInput(), ...input })
    expect(answer.body, answer.text).toMatchObject({ status: 422, rule: 'automation.invalid' })
    expect(answer.body.details.map((detail: { field: string }) => detail.field)).toContain(field)
  })
})

it('every change is a version, and an earlier one can be brought back', async () => {
  const owner = await signedIn(app)
  const automation = await make(owner, { state: 'paused' })
  await owner.patch(`/automations/${automation.id}`, { condition: { rows: null, cel: 'true' } })
  const reverted = await owner.post(`/automations/${automation.id}/revert`, { version: 1 })
  expect(reverted.body.data).toMatchObject({ version: 3, condition: automation.condition })
})
