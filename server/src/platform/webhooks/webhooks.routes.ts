import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import {
  CreatedWebhook,
  CreateWebhook,
  EventKind,
  RecoverStarted,
  RecoverWebhook,
  UpdateWebhook,
  Webhook,
  WebhookList,
  WebhookSecret,
  WebhookTest,
} from '@groundwork/contract/platform/webhooks.ts'
import { z } from 'zod'
import { change, list, manual, type Route, read, remove } from '../http/route.ts'
import type { ListQuery } from '../resource/list.ts'
import { listPlainly } from '../resource/plain-list.ts'
import { deliveryRoutes } from './deliveries/deliveries.routes.ts'
import { endpointList } from './endpoints/endpoints.list.ts'
import {
  changeWebhook,
  createWebhook,
  getWebhook,
  removeWebhook,
  resumeWebhook,
} from './endpoints/endpoints.service.ts'
import { revealSecret, rotateSecret } from './endpoints/secrets.ts'
import { listEventKinds } from './event-kinds.ts'
import { recoverWebhook } from './recover.service.ts'
import { testWebhook } from './test-message.ts'

const tag = 'Webhooks'
const ById = z.strictObject({ id: Id })

const endpoints: Route[] = [
  list('/webhooks', {
    access: 'platform.webhooks.read',
    tag,
    summary: 'List webhooks',
    query: listQuery(WebhookList, Object.keys(Webhook.shape)),
    reply: Webhook,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listPlainly(ctx, endpointList, query as unknown as ListQuery),
  }),
  read('/webhooks/:id', {
    access: 'platform.webhooks.read',
    tag,
    summary: 'Get a webhook',
    params: ById,
    query: z.strictObject({ expand: z.literal('can').optional() }),
    reply: Webhook,
    run: (ctx, { params, query }) => getWebhook(ctx, params.id, query.expand === 'can'),
  }),
  change('POST', '/webhooks', {
    access: 'platform.webhooks.create',
    tag,
    summary: 'Create a webhook',
    description:
      'Sends events from now on, by the Standard Webhooks scheme. The secret is in this answer; later it takes `reveal-secret`. It sends what you may hear of yourself, today and later.',
    body: CreateWebhook,
    reply: CreatedWebhook,
    status: 201,
    secretReply: true,
    run: (ctx, { body }) => createWebhook(ctx, body),
  }),
  change('PATCH', '/webhooks/:id', {
    access: 'platform.webhooks.update',
    tag,
    summary: 'Change a webhook',
    description:
      'Off, it takes no new events; recover them later. Whoever changes address, events or headers is whose rights count from then on.',
    params: ById,
    body: UpdateWebhook,
    reply: Webhook,
    run: (ctx, { params, body, headers }) => changeWebhook(ctx, params.id, body, headers.ifMatch),
  }),
  remove('DELETE', '/webhooks/:id', {
    access: 'platform.webhooks.delete',
    tag,
    summary: 'Delete a webhook with its log',
    params: ById,
    run: (ctx, { params, headers }) => removeWebhook(ctx, params.id, headers.ifMatch),
  }),
]

const deeds: Route[] = [
  change('POST', '/webhooks/:id/resume', {
    access: 'platform.webhooks.update',
    tag,
    summary: 'Resume a paused webhook',
    description: 'Everything that waits is sent, beginning now.',
    params: ById,
    reply: Webhook,
    run: (ctx, { params }) => resumeWebhook(ctx, params.id),
  }),
  change('POST', '/webhooks/:id/recover', {
    access: 'platform.webhooks.update',
    tag,
    summary: 'Send what was missed since a time',
    description:
      'What failed for good, and what happened while the webhook was off or not there yet, as far back as events are kept (30 days). A job does it.',
    params: ById,
    body: RecoverWebhook,
    reply: RecoverStarted,
    status: 202,
    run: (ctx, { params, body }) => recoverWebhook(ctx, params.id, body.since),
  }),
  manual('POST', '/webhooks/:id/test', {
    access: 'platform.webhooks.update',
    tag,
    summary: 'Send a test',
    description: 'One request of type `webhook.test` at once, answered with what the receiver said. Takes up to 15 s.',
    notIdempotent: 'A test that is repeated is another test',
    params: ById,
    reply: WebhookTest,
    run: (ctx, { params }) => testWebhook(ctx, params.id),
  }),
  change('POST', '/webhooks/:id/reveal-secret', {
    access: 'platform.webhooks.reveal',
    tag,
    summary: "Show a webhook's secret",
    description: 'Needs a proof of identity within the last 15 minutes, and stands in the audit trail.',
    params: ById,
    reply: WebhookSecret,
    secretReply: true,
    run: (ctx, { params }) => revealSecret(ctx, params.id),
  }),
  change('POST', '/webhooks/:id/rotate-secret', {
    access: 'platform.webhooks.reveal',
    tag,
    summary: 'Renew the secret',
    description:
      'The old one stays valid for 24 hours: every request carries a signature of each. Needs a proof of identity within the last 15 minutes.',
    params: ById,
    reply: WebhookSecret,
    secretReply: true,
    run: (ctx, { params }) => rotateSecret(ctx, params.id),
  }),
]

const catalogue: Route[] = [
  list('/event-types', {
    access: 'signed-in',
    tag,
    summary: 'List the kinds of events',
    description: 'What may happen and be sent: its name, what it says, its schema and an example.',
    reply: EventKind,
    run: async ({ actor }) => {
      const rows = listEventKinds(actor)
      return { rows, pagination: { page: 1, limit: rows.length, total: rows.length, hasNext: false, nextCursor: null } }
    },
  }),
]

export const webhookRoutes: Route[] = [...endpoints, ...deeds, ...deliveryRoutes, ...catalogue]
