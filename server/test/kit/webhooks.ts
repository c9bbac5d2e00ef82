import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { insertDeliveries } from '#platform/webhooks/reader.queries.ts'
import { EndpointRun } from '#platform/webhooks/sending/endpoint-run.ts'
import { WebhookWorker } from '#platform/webhooks/sending/webhook-worker.ts'
import type { TestApp } from './app.ts'
import type { Caller } from './callers.ts'
import { TestClock } from './clock.ts'

const clocks = new WeakMap<TestApp, TestClock>()

/** The time of whoever sends: moved on its own, because sessions end when the app's time moves by days. */
export function senderClock(app: TestApp): TestClock {
  const clock = clocks.get(app) ?? new TestClock()
  clocks.set(app, clock)
  return clock
}

/** Sends what is due, in every business, and comes back when nothing is. */
export async function sendWebhooks(app: TestApp): Promise<void> {
  const services = { ...app.services, clock: senderClock(app), write: writerAt(app) }
  await new WebhookWorker({ services, resolve: askerResolver(services.database) }).workOff()
}

/** `rounds` times: moves the time and sends what has become due. */
export async function sendWebhooksLater(app: TestApp, rounds: number, byMs = 60_000): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    senderClock(app).advance(byMs)
    await sendWebhooks(app)
  }
}

/** Lets an endpoint fail until it is paused, without a look at any other: four at once, the fifth when it has rested. */
export async function failUntilPaused(app: TestApp, by: Caller, endpointId: string): Promise<void> {
  const { tenantId } = by
  const services = { ...app.services, clock: senderClock(app), write: writerAt(app) }
  const rows = Array.from({ length: 5 }, () => ({
    id: newId(),
    endpoint_id: endpointId,
    event_id: newId(),
    event_type: 'customer.created',
    event_actor_id: null,
    body: '{}',
  }))
  await services.database.write({ tenantId, actorId: null }, (tx) =>
    insertDeliveries(tx, { tenantId, rows: JSON.stringify(rows), now: services.clock.now() }),
  )
  const parts = { services, resolve: askerResolver(services.database), holder: randomUUID() }
  for (let round = 0; round < 2; round++) {
    await new EndpointRun({ tenant_id: tenantId, endpoint_id: endpointId }, parts).run()
    senderClock(app).advance(20_000)
  }
}

function writerAt(app: TestApp): Services['write'] {
  return (actor, request, work, last) =>
    app.services.write(actor, request, (ctx) => work({ ...ctx, now: senderClock(app).now() }), last)
}

// biome-ignore lint/suspicious/noExplicitAny: a test's assertion is its type check
export async function newWebhook(by: Caller, input: object): Promise<any> {
  const answer = await by.post('/webhooks', { topics: ['customer.*'], ...input })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}
