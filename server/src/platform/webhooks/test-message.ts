import type { WebhookTest } from '@groundwork/contract/platform/webhooks.ts'
import { AppError, notFound } from '../errors.ts'
import type { ManualCtx } from '../http/route.ts'
import { newId } from '../ids.ts'
import { insertTestDelivery } from './deliveries/deliveries.queries.ts'
import { type EndpointRow, findEndpoint } from './endpoints/endpoints.queries.ts'
import { logTest } from './sending/conclude.ts'
import { type Sent, sendMessage } from './sending/send.ts'
import { TEST_TYPE } from './test-type.ts'

/**
 * One request at once, whatever state the endpoint is in, answered with what came back. It stands in the log, and counts
 * neither for nor against the endpoint.
 */
export async function testWebhook(ctx: ManualCtx, endpointId: string): Promise<WebhookTest> {
  const { actor, request, services } = ctx
  if (!actor) throw new AppError('access.permission-missing', 'Sign in first')
  const tenantId = actor.tenant.id
  const endpoint = await services.read(actor, request, ({ tx }) => findEndpoint(tx, { tenantId, id: endpointId }))
  if (!endpoint) throw notFound('webhook')

  const id = newId(ctx.now.getTime())
  const message = { id, type: TEST_TYPE, body: testBody(id, endpoint, ctx.now) }
  const sent = await sendMessage(services, endpoint, message)
  const isDelivered = sent.error === null
  await services.write(actor, request, async (work) => {
    const { status, error, durationMs } = sent
    const state = isDelivered ? 'delivered' : 'failed'
    const ended = { status, error, durationMs, now: ctx.now }
    await insertTestDelivery(work.tx, { tenantId, endpointId, ...message, state, ...ended })
    await logTest(work, id, sent)
    work.audit('webhook.tested', { resource: { type: 'platform.webhooks', id: endpointId }, note: noteOf(sent) })
  })
  return {
    isDelivered,
    deliveryId: id,
    status: sent.status,
    error: sent.error,
    durationMs: sent.durationMs,
    responseBody: sent.responseBody,
  }
}

function testBody(id: string, endpoint: EndpointRow, now: Date): string {
  const data = { message: 'A test from Groundwork', webhookId: endpoint.id, topics: endpoint.topics }
  return JSON.stringify({ id, type: TEST_TYPE, version: 1, timestamp: now.toISOString(), subjectId: endpoint.id, data })
}

function noteOf({ status, error }: Sent): string {
  return error ?? `It answered ${status}`
}
