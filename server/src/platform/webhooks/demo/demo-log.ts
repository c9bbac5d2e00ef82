import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { Random } from '#platform/random.ts'
import { createWebhook } from '../endpoints/endpoints.service.ts'
import { listEventKinds } from '../event-kinds.ts'
import { insertDemoAttempts, insertDemoDeliveries, noteDemoDelivery } from './demo-log.queries.ts'

// Names under .test lead nowhere, anywhere, and the endpoint is off: a demo never sends anything.
const URL = 'https://billing.demo.groundwork.test/hooks/groundwork'
const TYPES = ['customer.created', 'waste.bin.updated', 'waste.bin.created', 'customer.updated'] as const
const DELIVERIES = 40
const HOUR_MS = 3_600_000

interface Attempt {
  status: number
  error: string | null
  response_body: string
}

const TAKEN: Attempt = { status: 200, error: null, response_body: '{"received":true}' }
const BUSY: Attempt = { status: 503, error: 'It answered 503', response_body: '{"error":"restarting"}' }
const WRONG: Attempt = { status: 422, error: 'It answered 422', response_body: '{"error":"unknown account"}' }

/** One endpoint with a week of deliveries: most taken at once, a restart of the receiver, one that it never took. */
export async function fillDemoWebhook(ctx: Ctx): Promise<void> {
  const random = new Random(DELIVERIES)
  const { id: endpointId } = await createWebhook(ctx, {
    url: URL,
    topics: ['customer.*', 'waste.bin.*'],
    description: 'Billing (example)',
    headers: [{ name: 'X-Environment', value: 'demo', isSecret: false }],
    isActive: false,
  })
  const made = Array.from({ length: DELIVERIES }, (_, index) => {
    const isTroubled = index >= 20 && index < 23
    const attempts = index === 30 ? [WRONG, WRONG, WRONG] : isTroubled ? [BUSY, TAKEN] : [TAKEN]
    return toRows(ctx, { endpointId, index, attempts, durationMs: random.int(40, 280) })
  })
  const tenantId = ctx.actor.tenant.id
  await insertDemoDeliveries(ctx.tx, { tenantId, rows: JSON.stringify(made.map(({ delivery }) => delivery)) })
  await insertDemoAttempts(ctx.tx, { tenantId, rows: JSON.stringify(made.flatMap(({ log }) => log)) })
  await noteDemoDelivery(ctx.tx, { tenantId, id: endpointId, at: timeOf(ctx, 0) })
}

function timeOf({ now }: Ctx, index: number): Date {
  return new Date(now.getTime() - (index + 1) * 4 * HOUR_MS)
}

interface Part {
  endpointId: string
  index: number
  attempts: Attempt[]
  durationMs: number
}

function toRows(ctx: Ctx, { endpointId, index, attempts, durationMs }: Part) {
  const at = timeOf(ctx, index)
  const [id, eventId] = [newId(at.getTime()), newId(at.getTime())]
  const type = TYPES[index % TYPES.length] ?? TYPES[0]
  const example = listEventKinds(ctx.actor).find((kind) => kind.type === type)?.example
  const last = attempts.at(-1) ?? TAKEN
  return {
    delivery: {
      id,
      endpoint_id: endpointId,
      event_id: eventId,
      event_type: type,
      body: JSON.stringify({ ...Object(example), id: eventId, timestamp: at.toISOString() }),
      state: last.error === null ? 'delivered' : 'failed',
      attempts: attempts.length,
      status: last.status,
      error: last.error,
      duration_ms: durationMs,
      created_at: at,
    },
    log: attempts.map((attempt, number) => ({
      ...attempt,
      id: newId(at.getTime()),
      delivery_id: id,
      number: number + 1,
      at: new Date(at.getTime() + number * 5_500),
      url: URL,
      request_headers: {
        'content-type': 'application/json',
        'webhook-id': eventId,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'x-environment': 'demo',
        'x-webhook-event': type,
      },
      duration_ms: durationMs,
    })),
  }
}
