import { afterAll, expect, it, vi } from 'vitest'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { WebhookWorker } from '#platform/webhooks/sending/webhook-worker.ts'
import { HOSTILE } from '#test/fakes/hostile-receivers.ts'
import { WebhookReceiver } from '#test/fakes/webhook-receiver.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { newCustomer } from '#test/kit/imports.ts'
import { newWebhook } from '#test/kit/webhooks.ts'

const app = await testApp()
const receivers: WebhookReceiver[] = []
const worker = new WebhookWorker({ services: app.services, resolve: askerResolver(app.services.database) })
afterAll(async () => {
  await worker.stop()
  await Promise.all(receivers.map((receiver) => receiver.stop()))
})

const EVENTS = 40

async function startReceiver(answer?: WebhookReceiver['answer']): Promise<WebhookReceiver> {
  const receiver = await WebhookReceiver.start()
  if (answer) receiver.answer = answer
  receivers.push(receiver)
  return receiver
}

/** Milliseconds from the answer to a change until its request arrives, for every change and receiver. */
async function delaysOf(callers: readonly Caller[], healthy: ReadonlyMap<Caller, WebhookReceiver>): Promise<number[]> {
  const madeAt = new Map<string, number>()
  const wanted = EVENTS * callers.length
  for (let count = 0; count < EVENTS; count++)
    for (const by of callers) madeAt.set((await newCustomer(by)).id, performance.now())
  const arrived = () =>
    [...healthy.values()].flatMap(({ received }) =>
      received.flatMap(({ body, at }) => {
        const made = madeAt.get(JSON.parse(body).subjectId)
        return made === undefined ? [] : [Math.max(0, at - made)]
      }),
    )
  await vi.waitFor(() => expect(arrived()).toHaveLength(wanted), { timeout: 30_000, interval: 50 })
  return arrived().toSorted((a, b) => a - b)
}

const p95 = (sorted: readonly number[]) => Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN)

it('hostile receivers do not delay healthy ones, in their business or in others', { timeout: 120_000 }, async () => {
  const [victim, neighbour] = [await signedIn(app), await signedIn(app)]
  const healthy = new Map([
    [victim, await startReceiver()],
    [neighbour, await startReceiver()],
  ])
  for (const [by, { url }] of healthy) await newWebhook(by, { url, topics: ['customer.created'] })
  worker.start()
  const alone = p95(await delaysOf([victim, neighbour], healthy))

  const hostile = await Promise.all(Object.values(HOSTILE).map((answer) => startReceiver(answer)))
  for (const { url } of hostile) await newWebhook(victim, { url, topics: ['customer.created'] })
  const beside = p95(await delaysOf([victim, neighbour], healthy))

  console.info(`p95 of healthy deliveries: ${alone} ms alone, ${beside} ms beside ${Object.keys(HOSTILE).join(', ')}`)
  expect(hostile.every(({ received }) => received.length > 0)).toBe(true)
  // Other tests hold transactions open on the same server, which delays both runs alike.
  expect(beside).toBeLessThan(Math.max(1_500, 2 * alone))
  const { data } = (await victim.get('/webhooks?status=active,paused&limit=100')).body
  expect(data).toHaveLength(7)
})
