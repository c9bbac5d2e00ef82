import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AutomationRun } from '@groundwork/contract/office/automations.ts'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/app.ts'
import { AutomationKit } from '#test/kit/automations.ts'
import { signedIn } from '#test/kit/callers.ts'

let app: TestApp
let rules: AutomationKit

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
  rules = new AutomationKit(app)
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    // The headers that are signed come once each.
    calls.push({ headers: request.headers as Record<string, string>, body })
    response.statusCode = answers.shift() ?? 204
    response.end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(() => receiver.close())

describe('a run', () => {
  it('changes the record as the automation, with trail and event', async () => {
    const owner = await signedIn(app)
    const automation = await rules.make(owner)
    const bin = await rules.fill(owner)
    expect(await rules.binOf(owner, bin.id)).toMatchObject({ status: 'full', updatedBy: automation.id })
    const [entry] = (await owner.get(`/waste/bins/${bin.id}/history`)).body.data
    expect(entry).toMatchObject({
      actor: { kind: 'automation', id: automation.id, name: 'Full bins' },
      changes: { status: { before: 'partial', after: 'full' } },
    })
    const [event] = await rules.asAdmin(
      "select cause_depth, actor_id from events where subject_id = $1 and type = 'waste.bin.updated' order by sequence desc",
      [bin.id],
    )
    expect(event).toEqual({ cause_depth: 1, actor_id: automation.id })
    const [run, ...others] = await rules.runsOf(owner, automation.id)
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
    const bin = await rules.newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: 95, status: 'partial' })
    const automation = await rules.make(owner)
    await rules.hearAndRun(owner.tenantId)
    expect(await rules.runsOf(owner, automation.id)).toEqual([])
  })

  it('GET /automations/runs: those of all, by automation, state and time', async () => {
    const owner = await signedIn(app)
    const good = await rules.make(owner, { name: 'Good' })
    const actions = [
      { type: 'call-url' as const, method: 'POST' as const, url: 'https://nowhere.invalid/', body: null },
    ]
    const bad = await rules.make(owner, { name: 'Bad', actions })
    await rules.fill(owner)
    await rules.asAdmin(
      "update job_runs set state = 'dead', ended_at = now() where name = 'automations.run' and ended_at is null",
    )
    const log = async (query = '') => {
      const { status, body } = await owner.get(`/automations/runs${query}`)
      expect(status).toBe(200)
      return body.data.map(({ automation, state }: AutomationRun) => `${automation.name} ${state}`).sort()
    }
    expect(await log()).toEqual(['Bad failed', 'Good succeeded'])
    expect(await log(`?automation=${good.id}`)).toEqual(['Good succeeded'])
    expect(await log('?state=failed')).toEqual(['Bad failed'])
    expect(await log(`?since=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([])
    const [run] = (await owner.get(`/automations/runs?automation=${bad.id}&limit=1`)).body.data
    expect(run.can.retry).toBe(true)
    const stranger = await signedIn(app)
    expect((await stranger.get(`/automations/runs?automation=${bad.id}`)).body.data).toEqual([])
  })

  it('creates records, sends mails and starts exports from what the event carries', async () => {
    const owner = await signedIn(app)
    const automation = await rules.make(owner, {
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
    const bin = await rules.fill(owner)
    const [run] = await rules.runsOf(owner, automation.id)
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
    const automation = await rules.make(owner, {
      actions: [{ type: 'call-url', method: 'POST', url: `${url}?bin={{payload.record.qrCode}}`, body: null }],
    })
    const bin = await rules.fill(owner)
    expect((await rules.runsOf(owner, automation.id))[0]).toMatchObject({ state: 'succeeded' })
    const { secret } = (await owner.post(`/automations/${automation.id}/signing-secret`)).body.data
    expect(calls).toHaveLength(2)
    expect(calls[0]?.headers['webhook-id']).toBe(calls[1]?.headers['webhook-id'])
    const sent = new Webhook(secret).verify(calls[1]?.body ?? '', calls[1]?.headers ?? {})
    expect(sent).toMatchObject({
      event: { type: 'waste.bin.updated', subjectId: bin.id },
      payload: { record: { fillPercent: 95 } },
    })
    const [{ action }] = (await rules.asAdmin(
      'select action from audit_entries where tenant_id = $1 order by at desc, id desc limit 1',
      [owner.tenantId],
    )) as [{ action: string }]
    expect(action).toBe('automation.secret-revealed')
  })

  it('whose condition cannot be judged is kept with the reason and cannot be retried', async () => {
    const owner = await signedIn(app)
    const automation = await rules.make(owner, { condition: { rows: null, cel: 'payload.record.fillPercent > 90' } })
    const bin = await rules.newBin(owner)
    await owner.patch(`/waste/bins/${bin.id}`, { fillPercent: null })
    await rules.hearAndRun(owner.tenantId)
    const [run] = await rules.runsOf(owner, automation.id)
    expect(run).toMatchObject({ state: 'failed', condition: null, actions: [], can: { retry: false } })
    expect(run.error).toContain('Column 28')
    expect((await owner.post(`/automations/${automation.id}/runs/${run.id}/retry`)).body).toMatchObject({
      status: 409,
      rule: 'automation.run-not-retryable',
    })
  })
})

it('every change is a version, and an earlier one can be brought back', async () => {
  const owner = await signedIn(app)
  const automation = await rules.make(owner, { state: 'paused' })
  await owner.patch(`/automations/${automation.id}`, { condition: { rows: null, cel: 'true' } })
  const reverted = await owner.post(`/automations/${automation.id}/revert`, { version: 1 })
  expect(reverted.body.data).toMatchObject({ version: 3, condition: automation.condition })
})
