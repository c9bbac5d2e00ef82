import { z } from 'zod'
import { EVENTS } from '../events.ts'
import { Can, Id, Instant, text } from '../http/fields.ts'
import { anyOf, defineList } from '../http/list.ts'
import { EVENT_TYPES, Topic, Topics } from './events.ts'

/** `paused` by us after failures, nothing is lost; `off` takes no new events. */
export const WEBHOOK_STATUSES = ['active', 'paused', 'off'] as const
/** `failing`: paused after failures; `gone`: the receiver answered 410; `nobody`: whoever it acts for has left. */
export const WEBHOOK_REASONS = ['failing', 'gone', 'nobody'] as const

// What HTTP or the scheme itself sets.
const OUR_HEADERS =
  /^(host|content-.*|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|user-agent|webhook-.*|x-webhook-.*)$/i

const HeaderName = z
  .string()
  .trim()
  .max(100, 'At most 100 characters')
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'Use letters, digits and dashes, such as X-Api-Key')
  .refine((name) => !OUR_HEADERS.test(name), 'This header is set by us')
  .meta({ title: 'Name', examples: ['X-Api-Key'] })
const HeaderValue = z
  .string()
  .trim()
  .min(1, 'Must not be empty')
  .max(1000, 'At most 1000 characters')
  .regex(/^[\x20-\x7e]*$/, 'Use plain ASCII characters')
  .meta({ title: 'Value' })

export const WebhookHeader = z.strictObject({
  name: z.string(),
  value: z.string().nullable().meta({ description: 'Null for secret ones: they are never shown again' }),
  isSecret: z.boolean(),
})
export type WebhookHeader = z.infer<typeof WebhookHeader>

export const WebhookHeaderInput = z.strictObject({
  name: HeaderName,
  value: HeaderValue.nullish().meta({ description: 'Left out, a secret keeps the value it has' }),
  isSecret: z.boolean().default(false).meta({ title: 'Secret' }),
})
export type WebhookHeaderInput = z.infer<typeof WebhookHeaderInput>

const headerList = z
  .array(WebhookHeaderInput)
  .max(20, 'At most 20')
  .refine(
    (headers) => new Set(headers.map(({ name }) => name.toLowerCase())).size === headers.length,
    'Each name may stand there once',
  )
  .meta({ title: 'Extra headers' })

export const Webhook = z.strictObject({
  id: Id,
  url: z.string(),
  description: z.string(),
  topics: z.array(z.string()),
  headers: z.array(WebhookHeader),
  isActive: z.boolean(),
  status: z.enum(WEBHOOK_STATUSES),
  reason: z.enum(WEBHOOK_REASONS).nullable(),
  failuresInRow: z.int(),
  lastAttemptAt: Instant.nullable(),
  lastSuccessAt: Instant.nullable(),
  lastStatus: z.int().nullable().meta({ description: 'Of the last answer; null when there was none' }),
  lastError: z.string().nullable(),
  previousSecretUntil: Instant.nullable(),
  actsFor: z.strictObject({ kind: z.string(), id: Id, name: z.string() }).meta({
    description: 'Whose rights decide which events are sent: whoever last chose address, events or headers',
  }),
  waiting: z.int().optional().meta({ description: 'Deliveries that wait; only in the answer for one endpoint' }),
  createdAt: Instant,
  updatedAt: Instant,
  createdBy: Id.nullable(),
  updatedBy: Id.nullable(),
  version: z.int(),
  can: Can.optional(),
})
export type Webhook = z.infer<typeof Webhook>

export const WebhookList = defineList({
  filters: { status: anyOf(WEBHOOK_STATUSES).optional() },
  sorts: ['url', 'createdAt', 'lastAttemptAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: true,
})

const Url = z
  .string()
  .trim()
  .min(1, 'Must not be empty')
  .max(2000, 'At most 2000 characters')
  .meta({ title: 'Address', examples: ['https://example.com/hooks/groundwork'] })
const topicList = z
  .array(Topic)
  .min(1, 'Choose at least one kind of event')
  .max(50, 'At most 50')
  .meta({ title: 'Events', examples: [['waste.bin.*']] })

export const CreateWebhook = z.strictObject({
  url: Url,
  topics: topicList,
  description: text(200, 0)
    .default('')
    .meta({ title: 'Description', examples: ['Accounting'] }),
  headers: headerList.default([]),
  isActive: z.boolean().default(true).meta({ title: 'Active' }),
})
export type CreateWebhook = z.infer<typeof CreateWebhook>

export const UpdateWebhook = z.strictObject({
  url: Url.optional(),
  topics: topicList.optional(),
  description: text(200, 0).optional(),
  headers: headerList.optional(),
  isActive: z.boolean().optional(),
})
export type UpdateWebhook = z.infer<typeof UpdateWebhook>

/** The answers that carry the secret. */
export const CreatedWebhook = Webhook.extend({ secret: z.string() })
export const WebhookSecret = z.strictObject({ secret: z.string(), previousSecretUntil: Instant.nullable() })

export const RecoverWebhook = z.strictObject({
  since: Instant.meta({ title: 'Since', examples: ['2026-11-20T09:30:00Z'] }),
})
export const RecoverStarted = z.strictObject({ jobId: Id })

export const WebhookTest = z.strictObject({
  isDelivered: z.boolean(),
  deliveryId: Id,
  status: z.int().nullable(),
  error: z.string().nullable(),
  durationMs: z.int(),
  responseBody: z.string().nullable(),
})
export type WebhookTest = z.infer<typeof WebhookTest>

/** `waiting` for its (next) attempt; `failed` after the last one. Both can be sent again. */
export const DELIVERY_STATES = ['waiting', 'sending', 'delivered', 'failed'] as const

export const WebhookDelivery = z.strictObject({
  id: Id,
  eventId: Id.meta({ description: 'The webhook-id header, the same in every attempt' }),
  eventType: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  durationMs: z.int().nullable(),
  nextAttemptAt: Instant.nullable(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const WebhookAttempt = z.strictObject({
  number: z.int(),
  at: Instant,
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()),
  status: z.int().nullable(),
  error: z.string().nullable(),
  durationMs: z.int(),
  responseHeaders: z.record(z.string(), z.string()),
  responseBody: z.string().nullable().meta({ description: 'Its first 4 KB' }),
  isResponseCut: z.boolean(),
})
export type WebhookAttempt = z.infer<typeof WebhookAttempt>

/** One delivery with everything that was sent and answered. */
export const WebhookDeliveryDetail = WebhookDelivery.extend({
  body: z.string(),
  log: z.array(WebhookAttempt),
})
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>

export const DeliveryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  state: anyOf(DELIVERY_STATES).optional(),
  type: Topics.optional().meta({ description: 'Types of events, with wildcards' }),
})
export type DeliveryQuery = z.infer<typeof DeliveryQuery>

/** One kind of event as the catalogue page shows it. */
export const EventKind = z.strictObject({
  type: z.string(),
  version: z.int(),
  summary: z.string(),
  permission: z.string(),
  isAllowed: z.boolean().meta({ description: 'Whether you may hear of it yourself' }),
  schema: z.unknown().meta({ description: 'Of `data`, as JSON Schema' }),
  example: z.unknown().meta({ description: 'A whole body as it is sent' }),
})
export type EventKind = z.infer<typeof EventKind>

/** Types by what they begin with: `waste.bin`, `customer`. */
export function groupsOfEvents(): { topic: string; types: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const type of EVENT_TYPES) {
    const subject = type.slice(0, type.lastIndexOf('.'))
    groups.set(subject, [...(groups.get(subject) ?? []), type])
  }
  return [...groups].map(([subject, types]) => ({ topic: `${subject}.*`, types }))
}

export function summaryOf(type: string): string {
  const entry = Object.entries(EVENTS).find(([name]) => name === type)
  return entry?.[1].summary ?? type
}
