import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { WebhookReceiver } from '#test/fakes/webhook-receiver.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'
import { newWebhook } from '#test/kit/webhooks.ts'

const HOST = join(import.meta.dirname, 'webhook-host.ts')
const app = await testApp()
const hosts = new Set<ChildProcess>()
let owner: Caller
let receiver: WebhookReceiver

beforeEach(async () => {
  owner = await signedIn(app)
  receiver = await WebhookReceiver.start()
})
afterEach(async () => {
  await Promise.all([...hosts].map((host) => kill(host)))
  await receiver.stop()
})

async function startHost(): Promise<ChildProcess> {
  const { dataDir } = app.services.config
  const host = spawn(process.execPath, [HOST, app.database.serviceUrl, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  hosts.add(host)
  host.once('exit', () => hosts.delete(host))
  await once(host.stdout as NodeJS.EventEmitter, 'data')
  return host
}

async function kill(host: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const ended = once(host, 'exit')
  host.kill(signal)
  await ended
}

const statesOf = async (id: string) =>
  withConnection(app.database.adminUrl, async (client) => {
    const { rows } = await client.query(
      'select event_id, state, attempts from webhook_deliveries where endpoint_id = $1 order by event_id',
      [id],
    )
    return rows
  })
const until = (check: () => Promise<void> | void, timeout = 30_000) => vi.waitFor(check, { timeout, interval: 50 })

it('killed while it sends: another process sends it again under the same id, within 20 s', {
  timeout: 60_000,
}, async () => {
  const { id } = await newWebhook(owner, { url: receiver.url })
  receiver.answer = () => {}
  const host = await startHost()
  await newCustomer(owner)
  await until(() => expect(receiver.received).toHaveLength(1))
  receiver.works()
  const killedAt = performance.now()
  await kill(host)
  await startHost()

  await until(async () => expect(await statesOf(id)).toMatchObject([{ state: 'delivered', attempts: 2 }]))
  const tookMs = performance.now() - killedAt
  console.info(`delivery of a killed process was sent again after ${Math.round(tookMs)} ms`)
  expect(tookMs).toBeLessThan(20_000)
  const [first, second] = receiver.received
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  const { body } = await owner.get(`/webhooks/${id}`)
  expect(body.data).toMatchObject({ failuresInRow: 0, status: 'active' })
})

it('killed again and again: every event has one delivery, and every one is delivered', {
  timeout: 120_000,
}, async () => {
  const { id } = await newWebhook(owner, { url: receiver.url, topics: ['customer.created'] })
  const customers: string[] = []
  const writing = (async () => {
    for (let count = 0; count < 120; count++) customers.push((await newCustomer(owner)).id)
  })()
  await startHost()
  for (let kills = 0; kills < 5; kills++) {
    const host = await startHost()
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 300))
    await kill(host)
  }
  await writing
  await until(async () => {
    const deliveries = await statesOf(id)
    expect(deliveries).toHaveLength(120)
    expect(deliveries.filter(({ state }) => state !== 'delivered')).toEqual([])
  }, 60_000)
  const subjects = new Set(receiver.received.map(({ body }) => JSON.parse(body).subjectId))
  expect(customers.filter((customer) => !subjects.has(customer))).toEqual([])
  console.info(`120 events, 5 kills: ${receiver.received.length - 120} requests were repeated`)
})

it('SIGTERM: what is under way is given back at once, and is no failure', { timeout: 60_000 }, async () => {
  const { id } = await newWebhook(owner, { url: receiver.url })
  receiver.answer = () => {}
  const host = await startHost()
  await newCustomer(owner)
  await until(() => expect(receiver.received).toHaveLength(1))
  await kill(host, 'SIGTERM')
  expect(host.exitCode).toBe(0)
  expect(await statesOf(id)).toMatchObject([{ state: 'waiting' }])
  expect((await owner.get(`/webhooks/${id}`)).body.data.failuresInRow).toBe(0)
})
