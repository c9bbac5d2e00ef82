import { Id } from '@groundwork/contract/http/fields.ts'
import { DeliveryQuery, WebhookDelivery, WebhookDeliveryDetail } from '@groundwork/contract/platform/webhooks.ts'
import { z } from 'zod'
import { change, list, type Route, read } from '#platform/http/route.ts'
import { getWebhookDelivery, listWebhookDeliveries, replayDelivery } from './deliveries.service.ts'

const tag = 'Webhooks'
const OfWebhook = z.strictObject({ id: Id })
const ById = z.strictObject({ id: Id, deliveryId: Id })

export const deliveryRoutes: Route[] = [
  list('/webhooks/:id/deliveries', {
    access: 'platform.webhooks.read',
    tag,
    summary: 'List what a webhook sent',
    description: 'Newest first; only the kinds of events you may hear of yourself. Kept for 31 days.',
    params: OfWebhook,
    query: DeliveryQuery,
    reply: WebhookDelivery,
    run: (ctx, { params, query }) => listWebhookDeliveries(ctx, params.id, query),
  }),
  read('/webhooks/:id/deliveries/:deliveryId', {
    access: 'platform.webhooks.read',
    tag,
    summary: 'Get a delivery with all its attempts',
    params: ById,
    reply: WebhookDeliveryDetail,
    run: (ctx, { params }) => getWebhookDelivery(ctx, params.id, params.deliveryId),
  }),
  change('POST', '/webhooks/:id/deliveries/:deliveryId/replay', {
    access: 'platform.webhooks.update',
    tag,
    summary: 'Send a delivery again',
    description: 'Under the same webhook-id, with the whole schedule before it.',
    params: ById,
    reply: WebhookDelivery,
    run: (ctx, { params }) => replayDelivery(ctx, params.id, params.deliveryId),
  }),
]
