import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { WebhookReceiver } from '#test/fakes/webhook-receiver.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'
import { newWebhook, senderClock, sendWebhooks } from '#test/kit/webhooks.ts'

const app = await testApp()
let owner: Caller
const url = 'https://hooks.example.com/groundwork'

beforeEach(async () => {
  owner = await signedIn(app)
})

const asAdmin = (sql: string, values: unknown[] = []) =>
  withConnection(app.database.adminUrl, (client) => client.query(sql, values))
const auditOf = async (id: string) =>
  (await asAdmin('select action, changes, severity from audit_entries where resource_id = $1 order by at, id', [id]))
    .rows

describe('POST /webhooks', () => {
  it('201: with a secret of 32 bytes that later answers, the trail and the events do not have', async () => {
    const webhook = await newWebhook(owner, { url, topics: ['waste.bin.*', 'customer.created'] })
    expect(webhook).toMatchObject({
      url,
      status: 'active',
      topics: ['waste.bin.*', 'customer.created'],
      failuresInRow: 0,
    })
    expect(Buffer.from(webhook.secret.replace('whsec_', ''), 'base64')).toHaveLength(32)
    const later = await owner.get(`/webhooks/${webhook.id}?expand=can`)
    expect(later.body.data).toMatchObject({ waiting: 0, can: { update: true, resume: false, reveal: true } })
    expect(later.text).not.toContain('whsec_')
    expect(JSON.stringify(await auditOf(webhook.id))).not.toContain('whsec_')
  })

  it('201: a secret header is never shown again, and kept by a change that leaves it out', async () => {
    const headers = [
      { name: 'X-Api-Key', value: 'very secret', isSecret: true },
      { name: 'X-Source', value: 'groundwork' },
    ]
    const webhook = await newWebhook(owner, { url, headers })
    expect(webhook.headers).toEqual([
      { name: 'X-Api-Key', value: null, isSecret: true },
      { name: 'X-Source', value: 'groundwork', isSecret: false },
    ])
    const changed = await owner.patch(`/webhooks/${webhook.id}`, { headers: [{ name: 'x-api-key', isSecret: true }] })
    expect(changed.body.data.headers).toEqual([{ name: 'x-api-key', value: null, isSecret: true }])
    const { rows } = await asAdmin('select headers::text from webhook_endpoints where id = $1', [webhook.id])
    expect(rows[0].headers).not.toContain('very secret')
  })

  it.each([
    'http://example.com/hook',
    'https://example.com:8080/hook',
    'https://user:pass@example.com/hook',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fe80::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://0xa000001/',
    'https://[64:ff9b::a00:1]/',
    'not an address',
  ])('400: names the field url for %s', async (bad) => {
    const answer = await owner.post('/webhooks', { url: bad, topics: ['*'] })
    expect(answer.status).toBe(400)
    expect(answer.body.details).toEqual([{ field: 'url', message: expect.any(String) }])
  })

  it.each(['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'http://localhost:3000/', 'https://[::1]/'])(
    '400 in production: %s is this machine',
    async (bad) => {
      const strict = await signedIn(production)
      expect((await strict.post('/webhooks', { url: bad, topics: ['*'] })).body.details[0].field).toBe('url')
    },
  )

  it.each([
    [{ topics: ['nothing.*'] }, 'topics'],
    [{ topics: [] }, 'topics'],
    [{ headers: [{ name: 'Host', value: 'x' }] }, 'headers'],
    [{ headers: [{ name: 'webhook-id', value: 'x' }] }, 'headers'],
    [{ headers: [{ name: 'X-A', value: 'a\r\nX-B: b' }] }, 'headers'],
    [{ headers: [{ name: 'X-A' }] }, 'headers'],
  ])('400: %j', async (input, field) => {
    const answer = await owner.post('/webhooks', { url, topics: ['*'], ...input })
    expect(answer.status).toBe(400)
    expect(answer.body.details[0].field).toMatch(new RegExp(`^${field}`))
  })

  it('403 without the permission; an API key that has it may', async () => {
    expect(
      (await (await signedIn(app, 'manager', owner.tenantId)).post('/webhooks', { url, topics: ['*'] })).status,
    ).toBe(403)
    const key = await withApiKey(app, owner, ['platform.webhooks.create', 'office.customers.read'])
    expect(await newWebhook(key, { url })).toMatchObject({ actsFor: { kind: 'api_key' } })
    expect((await key.post('/webhooks', { url, topics: ['user.*'] })).body.details[0].field).toBe('topics.0')
  })

  it('422: at most fifty', async () => {
    const { id } = await newWebhook(owner, { url })
    await asAdmin(
      `insert into webhook_endpoints (tenant_id, id, url, topics, sealed_secret, actor, starts_txid)
       select tenant_id, gen_random_uuid(), url, topics, '', actor, starts_txid from webhook_endpoints, generate_series(1, 49) where id = $1`,
      [id],
    )
    const answer = await owner.post('/webhooks', { url, topics: ['*'] })
    expect([answer.status, answer.body.rule]).toEqual([422, 'webhook.too-many'])
  })
})

describe('PATCH /webhooks/:id', () => {
  it('200: whoever redirects it is whose rights count from then on', async () => {
    const { id } = await newWebhook(owner, { url })
    const other = await signedIn(app, 'admin', owner.tenantId)
    expect((await other.patch(`/webhooks/${id}`, { description: 'Accounting' })).body.data.actsFor.id).toBe(
      owner.userId,
    )
    expect((await other.patch(`/webhooks/${id}`, { url: `${url}/2` })).body.data.actsFor.id).toBe(other.userId)
  })

  it('412 on another version, and the trail names the host only', async () => {
    const { id } = await newWebhook(owner, { url })
    expect((await owner.patch(`/webhooks/${id}`, { description: 'x' }, { 'if-match': '"7"' })).status).toBe(412)
    await owner.patch(`/webhooks/${id}`, { url: 'https://hooks.example.com/t0ken' })
    expect(JSON.stringify(await auditOf(id))).not.toContain('t0ken')
  })

  it('404 in another business, for every route of a webhook', async () => {
    const { id } = await newWebhook(owner, { url })
    const stranger = await signedIn(app)
    const answers = await Promise.all([
      stranger.get(`/webhooks/${id}`),
      stranger.patch(`/webhooks/${id}`, { description: 'x' }),
      stranger.delete(`/webhooks/${id}`),
      stranger.post(`/webhooks/${id}/test`),
      stranger.post(`/webhooks/${id}/resume`),
      stranger.post(`/webhooks/${id}/recover`, { since: '2026-01-01T00:00:00Z' }),
      stranger.post(`/webhooks/${id}/reveal-secret`),
      stranger.post(`/webhooks/${id}/rotate-secret`),
      stranger.get(`/webhooks/${id}/deliveries`),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  })
})

describe('DELETE /webhooks/:id', () => {
  it('204: with its log', async () => {
    const { id } = await newWebhook(owner, { url: 'http://127.0.0.1:9/' })
    await owner.post(`/webhooks/${id}/test`)
    expect((await owner.delete(`/webhooks/${id}`)).status).toBe(204)
    expect((await asAdmin('select * from webhook_deliveries where endpoint_id = $1', [id])).rows).toEqual([])
    expect((await owner.get(`/webhooks/${id}`)).status).toBe(404)
  })
})

describe('the secret', () => {
  it('is shown again to whoever proves who they are, and that is written down', async () => {
    const { id, secret } = await newWebhook(owner, { url })
    const answer = await owner.post(`/webhooks/${id}/reveal-secret`)
    expect(answer.body.data).toEqual({ secret, previousSecretUntil: null })
    expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'webhook.secret-revealed', severity: 'high' })
    app.clock.advance(16 * 60_000)
    expect((await owner.post(`/webhooks/${id}/reveal-secret`)).body.rule).toBe('auth.step-up-required')
  })

  it('renewed, both sign for 24 hours and then the new one alone', async () => {
    const receiver = await WebhookReceiver.start()
    const by = await signedIn(app)
    const { id, secret } = await newWebhook(by, { url: receiver.url })
    const sessions = 'update sessions set confirmed_at = $2 where user_id = $1'
    await asAdmin(sessions, [by.userId, app.clock.now()])
    const rotated = (await by.post(`/webhooks/${id}/rotate-secret`)).body.data
    expect(rotated.secret).not.toBe(secret)

    await newCustomer(by)
    await sendWebhooks(app)
    const [during] = receiver.received
    if (!during) throw new Error('Nothing came')
    expect(during.headers['webhook-signature']?.split(' ')).toHaveLength(2)
    // The verifier judges the time by its own clock, so it is told the time of the attempt.
    expect(signatureOf(during, secret)).toBe(during.headers['webhook-signature']?.split(' ')[1])
    expect(signatureOf(during, rotated.secret)).toBe(during.headers['webhook-signature']?.split(' ')[0])

    senderClock(app).advance(25 * 3600_000)
    await newCustomer(by)
    await sendWebhooks(app)
    expect(receiver.received[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1)
    expect(receiver.received[1]?.headers['x-webhook-signature-previous']).toBeUndefined()
    await receiver.stop()
  })
})

function signatureOf({ headers, body }: { headers: Record<string, string>; body: string }, secret: string): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

describe('GET /event-types', () => {
  it('200: every kind with its schema and an example, and whether one may hear of it', async () => {
    const clerk = await signedIn(app, 'clerk')
    const { data } = (await clerk.get('/event-types')).body
    const byType = new Map(data.map((kind: { type: string }) => [kind.type, kind]))
    expect(byType.get('customer.created')).toMatchObject({
      isAllowed: true,
      example: { type: 'customer.created', data: { record: expect.any(Object) } },
      schema: { type: 'object' },
    })
    expect(byType.get('user.invited')).toMatchObject({ isAllowed: false })
  })
})

const production = await testApp({ environment: { GROUNDWORK_OUTGOING_LOOPBACK: 'false' } })
