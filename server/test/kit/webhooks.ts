import { expect } from 'vitest'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import type { Services } from '#platform/services.ts'
import { WebhookWorker } from '#platform/webhooks/sending/webhook-worker.ts'
import type { TestApp } from './app.ts'
import type { Caller } from './callers.ts'

/** Sends what is due at the app's time, in every business, and comes back when nothing is. */
export async function sendWebhooks({ services }: { services: Services }): Promise<void> {
  const worker = new WebhookWorker({ services, resolve: askerResolver(services.database) })
  await worker.workOff()
}

/** `rounds` times: moves the clock and sends what has become due. */
export async function sendWebhooksLater(app: TestApp, rounds: number, byMs = 60_000): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    app.clock.advance(byMs)
    await sendWebhooks(app)
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a test's assertion is its type check
export async function newWebhook(by: Caller, input: object): Promise<any> {
  const answer = await by.post('/webhooks', { topics: ['customer.*'], ...input })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.data
}
