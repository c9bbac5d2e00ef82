import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { WebhookReceiver } from '#test/fakes/webhook-receiver.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { newWebhook, senderClock, sendWebhooks, sendWebhooksLater } from '#test/kit/webhooks.ts'

const app = await testApp()
let owner: Caller
let receiver: WebhookReceiver

beforeEach(async () => {
  owner = await signedIn(app)
  receiver = await WebhookReceiver.start()
})
afterEach(() => receiver.stop())

const HOUR_MS = 3_600_000
const asAdmin = (sql: string, values: unknown[] = []) =>
  withConnection(app.database.adminUrl, (client) => client.query(sql, values))
const deliveriesOf = async (id: string, query = '') => (await owner.get(`/webhooks/${id}/deliveries${query}`)).body.data
const webhookOf = async (id: string) => (await owner.get(`/webhooks/${id}`)).body.data
const mailsTo = async (tenantId: string) =>
  (
    await asAdmin(
      `select body_text from outbox_messages where tenant_id = $1 and template = 'webhook-in-trouble' order by created_at, id`,
      [tenantId],
    )
  ).rows
const eventsOf = async (id: string) =>
  (await asAdmin('select type, payload from events where subject_id = $1 order by sequence', [id])).rows

describe('what is sent', () => {
  it('is signed so that the independent verifier accepts it, and so that simple receivers can check it', async () => {
    // The verifier has the machine's clock.
    const fresh = await testAppNow()
    const by = await signedIn(fresh)
    const { secret } = await newWebhook(by, {
      url: receiver.url,
      headers: [{ name: 'X-Key', value: 'k', isSecret: true }],
    })
    const customer = await newCustomer(by)
    await sendWebhooks(fresh)

    const [request] = receiver.received
    if (!request) throw new Error('Nothing came')
    expect(WebhookReceiver.verify(request, secret)).toMatchObject({
      type: 'customer.created',
      subjectId: customer.id,
      data: { record: { id: customer.id } },
    })
    expect(() => WebhookReceiver.verify({ ...request, body: `${request.body} ` }, secret)).toThrow()
    expect(request.headers).toMatchObject({
      'content-type': 'application/json',
      'x-key': 'k',
      'x-webhook-event': 'customer.created',
      'x-webhook-signature': createHmac('sha256', secret).update(request.body).digest('hex'),
      'webhook-id': JSON.parse(request.body).id,
    })
  })

  it('is exactly what matches the topics, from the creation of the webhook on, in its own business', async () => {
    await newCustomer(owner)
    const { id } = await newWebhook(owner, { url: receiver.url, topics: ['customer.created', 'waste.*'] })
    const customer = await newCustomer(owner)
    await owner.patch(`/customers/${customer.id}`, { notes: 'x' })
    await newCustomer(await signedIn(app))
    await sendWebhooks(app)
    await sendWebhooks(app)
    expect(receiver.received.map(({ body }) => JSON.parse(body).subjectId)).toEqual([customer.id])
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', attempts: 1, status: 204 }])
  })

  it('is only what whoever it acts for may hear, at the time', async () => {
    const key = await withApiKey(app, owner, ['platform.webhooks.create', 'office.customers.read'])
    const { id } = await newWebhook(key, { url: receiver.url, topics: ['*'] })
    await owner.post('/users', { email: 'lee@example.com', role: 'viewer' })
    await newCustomer(owner)
    await sendWebhooks(app)
    expect(receiver.types).toEqual(['customer.created'])

    receiver.answerWith(500)
    await newCustomer(owner)
    await sendWebhooks(app)
    await asAdmin(`update api_keys set permissions = '{platform.webhooks.create}' where tenant_id = $1`, [
      owner.tenantId,
    ])
    await sendWebhooksLater(app, 1)
    expect(receiver.received).toHaveLength(2)
    expect(await deliveriesOf(id, '?state=failed')).toMatchObject([{ error: expect.stringContaining('may not hear') }])
  })

  it('nothing once whoever it acts for has left: it is switched off, and the owners are told', async () => {
    const key = await withApiKey(app, owner, ['platform.webhooks.create', 'office.customers.read'])
    const { id } = await newWebhook(key, { url: receiver.url })
    await asAdmin('update api_keys set revoked_at = now() where tenant_id = $1', [owner.tenantId])
    await newCustomer(owner)
    await sendWebhooks(app)
    expect(receiver.received).toEqual([])
    expect(await webhookOf(id)).toMatchObject({ status: 'off', reason: 'nobody' })
    expect(await mailsTo(owner.tenantId)).toHaveLength(1)
  })
})

describe('a failed attempt', () => {
  it('is repeated with the same webhook-id and the time of the attempt', async () => {
    receiver.answerWith(500, {}, 'oops')
    const { id } = await newWebhook(owner, { url: receiver.url })
    await newCustomer(owner)
    await sendWebhooks(app)
    const [delivery] = await deliveriesOf(id)
    expect(delivery).toMatchObject({ state: 'waiting', attempts: 1, status: 500, error: 'It answered 500' })
    const pauseMs = Date.parse(delivery.nextAttemptAt) - senderClock(app).now().getTime()
    expect(pauseMs).toBeGreaterThan(0)
    expect(pauseMs).toBeLessThanOrEqual(6_000)

    receiver.works()
    await sendWebhooksLater(app, 1, 7_000)
    const [first, second] = receiver.received
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(
      Number(second?.headers['webhook-timestamp']) - Number(first?.headers['webhook-timestamp']),
    ).toBeGreaterThanOrEqual(6)
    const detail = (await owner.get(`/webhooks/${id}/deliveries/${delivery.id}`)).body.data
    expect(detail).toMatchObject({
      state: 'delivered',
      log: [
        { number: 2, status: 204, error: null },
        { number: 1, status: 500, responseBody: 'oops', requestHeaders: { 'webhook-id': delivery.eventId } },
      ],
    })
  })

  it('goes on through the whole schedule, then has failed', { timeout: 30_000 }, async () => {
    const { id } = await newWebhook(owner, { url: receiver.url, topics: ['customer.created'] })
    await newCustomer(owner)
    receiver.answer = ({ headers }, response) =>
      response.writeHead(headers['webhook-id'] === receiver.received[0]?.headers['webhook-id'] ? 500 : 200).end()
    for (let round = 0; round < 12; round++) {
      await sendWebhooksLater(app, 1, 30 * HOUR_MS)
      // Another event in between keeps the endpoint from being paused.
      await newCustomer(owner)
    }
    const first = receiver.received[0]?.headers['webhook-id']
    expect(receiver.received.filter(({ headers }) => headers['webhook-id'] === first)).toHaveLength(10)
    expect(await deliveriesOf(id, '?state=failed')).toMatchObject([{ attempts: 10, nextAttemptAt: null }])
    expect(await webhookOf(id)).toMatchObject({ status: 'active' })
  })

  it.each([
    [301, { location: 'http://169.254.169.254/' }, 'redirects are not followed'],
    [400, {}, 'It answered 400'],
  ])('%d is one', async (status, headers, error) => {
    receiver.answerWith(status, headers)
    const { id } = await newWebhook(owner, { url: receiver.url })
    await newCustomer(owner)
    await sendWebhooks(app)
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'waiting', status, error: expect.stringContaining(error) }])
    expect(receiver.received).toHaveLength(1)
  })

  it('429 with Retry-After: nothing is sent to the endpoint before', async () => {
    receiver.answerWith(429, { 'retry-after': '3600' })
    await newWebhook(owner, { url: receiver.url })
    await newCustomer(owner)
    await sendWebhooks(app)
    receiver.works()
    await newCustomer(owner)
    await sendWebhooksLater(app, 1, 0.9 * HOUR_MS)
    expect(receiver.received).toHaveLength(1)
    await sendWebhooksLater(app, 1, 0.2 * HOUR_MS)
    expect(receiver.received).toHaveLength(3)
  })

  it('410 switches the webhook off at once, and what waits goes on waiting', async () => {
    receiver.answerWith(410)
    const { id } = await newWebhook(owner, { url: receiver.url })
    await newCustomer(owner)
    await sendWebhooks(app)
    expect(await webhookOf(id)).toMatchObject({ isActive: false, status: 'off', reason: 'gone', waiting: 1 })
    expect((await eventsOf(id)).at(-1)).toMatchObject({ type: 'webhook.endpoint-stopped', payload: { reason: 'gone' } })
    receiver.works()
    await newCustomer(owner)
    await sendWebhooksLater(app, 1)
    expect(receiver.received).toHaveLength(1)
    await owner.patch(`/webhooks/${id}`, { isActive: true })
    await sendWebhooks(app)
    expect(receiver.received).toHaveLength(2)
  })
})

describe('failed attempts in a row', () => {
  it('warn after three, pause after five, and drop nothing', { timeout: 30_000 }, async () => {
    receiver.answerWith(503)
    const { id } = await newWebhook(owner, { url: receiver.url, topics: ['customer.created'] })
    await newCustomer(owner)
    await sendWebhooksLater(app, 2, HOUR_MS)
    expect(await mailsTo(owner.tenantId)).toHaveLength(0)
    await sendWebhooksLater(app, 1, HOUR_MS)
    expect(await webhookOf(id)).toMatchObject({ failuresInRow: 3, status: 'active' })
    expect((await mailsTo(owner.tenantId))[0]?.body_text).toContain('failed 3 times in a row')

    await sendWebhooksLater(app, 2, 3 * HOUR_MS)
    expect(await webhookOf(id)).toMatchObject({ failuresInRow: 5, status: 'paused', reason: 'failing' })
    expect(await mailsTo(owner.tenantId)).toHaveLength(2)
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
      'webhook.endpoint-created',
      'webhook.endpoint-warned',
      'webhook.endpoint-stopped',
    ])

    receiver.works()
    const customers = [await newCustomer(owner), await newCustomer(owner)]
    await sendWebhooksLater(app, 3, 40 * 24 * HOUR_MS)
    expect(receiver.received).toHaveLength(5)
    expect(await webhookOf(id)).toMatchObject({ waiting: 3 })

    expect((await owner.post(`/webhooks/${id}/resume`)).body.data).toMatchObject({ status: 'active', failuresInRow: 0 })
    await sendWebhooks(app)
    const subjects = receiver.received.slice(5).map(({ body }) => JSON.parse(body).subjectId)
    expect(subjects).toEqual(expect.arrayContaining(customers.map((customer) => customer.id)))
    expect(subjects).toHaveLength(3)
    expect((await owner.post(`/webhooks/${id}/resume`)).body.rule).toBe('webhook.not-paused')
  })

  it('begin anew with one that is taken', async () => {
    const { id } = await newWebhook(owner, { url: receiver.url })
    receiver.answerWith(500)
    await newCustomer(owner)
    await sendWebhooksLater(app, 4, 3 * HOUR_MS)
    expect(await webhookOf(id)).toMatchObject({ failuresInRow: 4, status: 'active' })
    receiver.works()
    await newCustomer(owner)
    await sendWebhooksLater(app, 1)
    expect(await webhookOf(id)).toMatchObject({ failuresInRow: 0, lastStatus: 204, lastError: null })
  })

  it('are asked one at a time', async () => {
    let [open, most] = [0, 0]
    receiver.answer = (_, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        response.writeHead(500).end()
      }, 20)
    }
    await newWebhook(owner, { url: receiver.url })
    await newCustomer(owner)
    await sendWebhooks(app)
    for (let count = 0; count < 5; count++) await newCustomer(owner)
    await sendWebhooksLater(app, 4, 10_000)
    expect(receiver.received).toHaveLength(5)
    expect(most).toBe(1)
  })
})

describe('POST /webhooks/:id/deliveries/:deliveryId/replay', () => {
  it('200: sends it again under the same id', async () => {
    const { id } = await newWebhook(owner, { url: receiver.url })
    await newCustomer(owner)
    await sendWebhooks(app)
    const [delivery] = await deliveriesOf(id)
    const answer = await owner.post(`/webhooks/${id}/deliveries/${delivery.id}/replay`)
    expect(answer.body.data).toMatchObject({ state: 'waiting' })
    await sendWebhooks(app)
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([delivery.eventId, delivery.eventId])
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', attempts: 2 }])
  })

  it('409 while it is being sent; 404 for one that the caller may not read', async () => {
    const { id } = await newWebhook(owner, { url: receiver.url })
    await newCustomer(owner)
    await sendWebhooks(app)
    const [delivery] = await deliveriesOf(id)
    const path = `/webhooks/${id}/deliveries/${delivery.id}`
    await asAdmin(`update webhook_deliveries set state = 'sending', ended_at = null where id = $1`, [delivery.id])
    expect((await owner.post(`${path}/replay`)).body.rule).toBe('webhook.delivery-not-ended')
    const key = await withApiKey(app, owner, ['platform.webhooks.read', 'platform.webhooks.update', 'waste.bins.read'])
    expect((await key.post(`${path}/replay`)).status).toBe(404)
    expect((await key.get(path)).status).toBe(404)
    expect((await key.get(`/webhooks/${id}/deliveries`)).body.data).toEqual([])
  })
})

describe('GET /webhooks/:id/deliveries', () => {
  it('200: newest first, page by page, by state and by event', async () => {
    const { id } = await newWebhook(owner, { url: receiver.url, topics: ['*'] })
    const { id: customerId } = await newCustomer(owner)
    await owner.patch(`/customers/${customerId}`, { notes: 'x' })
    await sendWebhooks(app)
    const first = await owner.get(`/webhooks/${id}/deliveries?limit=1`)
    const second = await owner.get(`/webhooks/${id}/deliveries?limit=1&cursor=${first.body.pagination.nextCursor}`)
    const types = [...first.body.data, ...second.body.data].map(({ eventType }: { eventType: string }) => eventType)
    expect(types.toSorted()).toEqual(['customer.created', 'customer.updated'])
    expect(await deliveriesOf(id, '?type=customer.updated')).toHaveLength(1)
    expect(await deliveriesOf(id, '?state=failed,waiting')).toEqual([])
    expect((await owner.get(`/webhooks/${id}/deliveries?state=lost`)).status).toBe(400)
  })

  it('200: shows neither secret headers nor more than 4 KB of the answer', async () => {
    receiver.answerWith(200, { 'set-cookie': 'a=b', 'x-trace': 't' }, 'é\u0000'.repeat(3_000))
    const { id } = await newWebhook(owner, {
      url: receiver.url,
      headers: [{ name: 'X-Key', value: 'secret key', isSecret: true }],
    })
    await newCustomer(owner)
    await sendWebhooks(app)
    const [delivery] = await deliveriesOf(id)
    const answer = await owner.get(`/webhooks/${id}/deliveries/${delivery.id}`)
    const [attempt] = answer.body.data.log
    expect(answer.text).not.toContain('secret key')
    expect(attempt.requestHeaders['x-key']).toBe('••••••')
    expect(attempt.responseHeaders).toMatchObject({ 'x-trace': 't' })
    expect(attempt.responseHeaders['set-cookie']).toBeUndefined()
    expect(attempt.isResponseCut).toBe(true)
    expect(Buffer.byteLength(attempt.responseBody.replaceAll('\ufffd', ''))).toBeLessThanOrEqual(4096)
  })
})

describe('POST /webhooks/:id/recover', () => {
  it('202: sends what was missed while it was off and what failed, and nothing twice', async () => {
    const since = app.clock.now().toISOString()
    const missed = await newCustomer(owner)
    const { id } = await newWebhook(owner, { url: receiver.url, topics: ['customer.created'] })
    const sent = await newCustomer(owner)
    await sendWebhooks(app)
    const failed = await newCustomer(owner)
    await sendWebhooks(app)
    await asAdmin(
      `update webhook_deliveries set state = 'failed', next_attempt_at = null, ended_at = now() where endpoint_id = $1 and body like '%' || $2 || '%'`,
      [id, failed.id],
    )
    const whenOff = await owner.patch(`/webhooks/${id}`, { isActive: false }).then(() => newCustomer(owner))
    await sendWebhooks(app)
    await owner.patch(`/webhooks/${id}`, { isActive: true })
    receiver.received.length = 0

    const answer = await owner.post(`/webhooks/${id}/recover`, { since })
    expect(answer.status).toBe(202)
    await runJobs(app)
    await sendWebhooks(app)
    const subjects = receiver.received.map(({ body }) => JSON.parse(body).subjectId)
    expect(subjects.toSorted()).toEqual([missed.id, failed.id, whenOff.id].toSorted())
    expect(subjects).not.toContain(sent.id)
    expect((await owner.get(`/jobs/${answer.body.data.jobId}`)).body.data).toMatchObject({
      state: 'succeeded',
      result: { retried: 1, missed: 2 },
    })
  })

  it('400 for a time that has not come', async () => {
    const { id } = await newWebhook(owner, { url: receiver.url })
    const answer = await owner.post(`/webhooks/${id}/recover`, { since: '2999-01-01T00:00:00Z' })
    expect(answer.body.details).toMatchObject([{ field: 'since' }])
  })
})

describe('POST /webhooks/:id/test', () => {
  it('200: what the receiver answers, in the log too, and neither for nor against the endpoint', async () => {
    receiver.answerWith(418, {}, 'teapot')
    const { id } = await newWebhook(owner, { url: receiver.url })
    const { data } = (await owner.post(`/webhooks/${id}/test`)).body
    expect(data).toMatchObject({ isDelivered: false, status: 418, responseBody: 'teapot' })
    expect(await webhookOf(id)).toMatchObject({ failuresInRow: 0, lastAttemptAt: null })
    expect(await deliveriesOf(id)).toMatchObject([{ id: data.deliveryId, eventType: 'webhook.test', state: 'failed' }])
    receiver.works()
    await owner.post(`/webhooks/${id}/deliveries/${data.deliveryId}/replay`)
    await sendWebhooks(app)
    expect(receiver.types).toEqual(['webhook.test', 'webhook.test'])
  })

  it('200: says that nobody is there', async () => {
    const { id } = await newWebhook(owner, { url: 'http://127.0.0.1:9/' })
    expect((await owner.post(`/webhooks/${id}/test`)).body.data).toMatchObject({
      isDelivered: false,
      status: null,
      error: expect.stringContaining('cannot be reached'),
    })
  })

  it('403 before anything is sent', async () => {
    const { id } = await newWebhook(owner, { url: receiver.url })
    expect((await (await signedIn(app, 'manager', owner.tenantId)).post(`/webhooks/${id}/test`)).status).toBe(403)
    expect(receiver.received).toEqual([])
  })
})

const testAppNow = () => testApp()
