import { failUntilPaused } from '#test/kit/webhooks.ts'
import type { Business } from './business.ts'
import type { Examples } from './examples.ts'

// Nobody listens there: the connection is refused at once.
const NOBODY = 'http://127.0.0.1:9'

const body = (business: Business) => ({
  url: `${NOBODY}/${business.marker}`,
  description: `${business.marker} ${business.number()}`,
  topics: ['customer.created'],
})
const webhook = async (business: Business) => ({
  params: { id: (await business.create('/webhooks', body(business))).id },
})

/** A webhook that has failed: its one delivery waits. */
async function withDelivery(business: Business): Promise<{ params: { id: string; deliveryId: string } }> {
  const { params } = await webhook(business)
  const { body: answer } = await business.owner.post(`/webhooks/${params.id}/test`)
  return { params: { ...params, deliveryId: answer.data.deliveryId } }
}

async function paused(business: Business): Promise<{ params: { id: string } }> {
  const { params } = await webhook(business)
  await failUntilPaused(business.app, business.owner, params.id)
  return { params }
}

export const WEBHOOK_EXAMPLES: Examples = {
  'GET /webhooks': async (business) => {
    await webhook(business)
    return {}
  },
  'GET /webhooks/:id': webhook,
  'POST /webhooks': async (business) => ({ body: body(business) }),
  'PATCH /webhooks/:id': async (business) => ({ ...(await webhook(business)), body: { description: business.marker } }),
  'DELETE /webhooks/:id': webhook,
  'POST /webhooks/:id/resume': paused,
  'POST /webhooks/:id/recover': async (business) => ({
    ...(await webhook(business)),
    body: { since: '2026-01-01T00:00:00Z' },
  }),
  'POST /webhooks/:id/test': webhook,
  'POST /webhooks/:id/reveal-secret': webhook,
  'POST /webhooks/:id/rotate-secret': webhook,
  'GET /webhooks/:id/deliveries': async (business) => {
    const { params } = await withDelivery(business)
    return { params: { id: params.id } }
  },
  'GET /webhooks/:id/deliveries/:deliveryId': withDelivery,
  'POST /webhooks/:id/deliveries/:deliveryId/replay': withDelivery,
  'GET /event-types': async () => ({}),
}
