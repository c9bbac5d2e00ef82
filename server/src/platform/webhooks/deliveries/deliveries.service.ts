import { EVENT_TYPES, typesOf } from '@groundwork/contract/platform/events.ts'
import type {
  DeliveryQuery,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryDetail,
} from '@groundwork/contract/platform/webhooks.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { visibleTypes } from '#platform/events/events.policy.ts'
import type { Page } from '#platform/http/route.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { isHeard, maskBody } from '../body.ts'
import { findEndpoint } from '../endpoints/endpoints.queries.ts'
import { wake } from '../endpoints/endpoints.service.ts'
import { TEST_TYPE } from '../test-type.ts'
import {
  type AttemptRow,
  type DeliveryRow,
  findDelivery,
  listAttempts,
  listDeliveries,
  replayDeliveryRow,
} from './deliveries.queries.ts'

const SORT = '-createdAt'
const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

/** Bodies hold records, so the log shows each reader only the kinds of events they may hear of. */
export async function listWebhookDeliveries(
  ctx: ReadCtx,
  endpointId: string,
  { limit, cursor, state, type }: DeliveryQuery,
): Promise<Page<WebhookDelivery>> {
  const { tx, actor } = ctx
  await assertEndpoint(ctx, endpointId)
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  // The columns above say that the key is a time as text.
  const last = position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}
  const types = type ? visibleTypes(actor, typesOf(type)) : readableTypes(actor)
  const rows = await listDeliveries(tx, {
    tenantId: actor.tenant.id,
    endpointId,
    types,
    states: state,
    limit: limit + 1,
    ...last,
  })
  const shown = rows.slice(0, limit)
  const end = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && end ? encodeCursor(SORT, { keys: [end.created_at], id: end.id }) : null
  return { rows: shown.map(toDelivery), pagination: { page: null, limit, total: null, hasNext, nextCursor } }
}

export async function getWebhookDelivery(
  ctx: ReadCtx,
  endpointId: string,
  deliveryId: string,
): Promise<WebhookDeliveryDetail> {
  const tenantId = ctx.actor.tenant.id
  const [row, attempts] = await Promise.all([
    findReadable(ctx, endpointId, deliveryId),
    listAttempts(ctx.tx, { tenantId, deliveryId }),
  ])
  return { ...toDelivery(row), body: maskBody(ctx.actor, row.event_type, row.body), log: attempts.map(toAttempt) }
}

export async function replayDelivery(ctx: Ctx, endpointId: string, deliveryId: string): Promise<WebhookDelivery> {
  const found = await findReadable(ctx, endpointId, deliveryId)
  const row = await replayDeliveryRow(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    endpointId,
    id: deliveryId,
    now: ctx.now,
  })
  if (!row) throw new AppError('webhook.delivery-not-ended', 'The delivery is being sent at this moment')
  await wake(ctx, endpointId)
  ctx.audit('webhook.delivery-replayed', {
    resource: { type: 'platform.webhooks', id: endpointId },
    note: `${found.event_type} ${found.event_id}`,
  })
  return toDelivery(row)
}

async function assertEndpoint({ tx, actor }: ReadCtx, id: string): Promise<void> {
  if (!(await findEndpoint(tx, { tenantId: actor.tenant.id, id }))) throw notFound('webhook')
}

async function findReadable({ tx, actor }: ReadCtx, endpointId: string, id: string) {
  const row = await findDelivery(tx, { tenantId: actor.tenant.id, endpointId, id })
  const isReadable = row && readableTypes(actor).includes(row.event_type)
  if (!isReadable || !(await isHeard({ tx, actor }, row.event_type, row.body))) throw notFound('delivery')
  return row
}

function readableTypes(actor: Actor): string[] {
  return [...visibleTypes(actor, EVENT_TYPES), TEST_TYPE]
}

function toDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    eventId: row.event_id,
    eventType: row.event_type,
    state: row.state,
    attempts: row.attempts,
    status: row.status,
    error: row.error,
    durationMs: row.duration_ms,
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}

function toAttempt(row: AttemptRow): WebhookAttempt {
  return {
    number: row.number,
    at: row.at,
    url: row.url,
    requestHeaders: row.request_headers,
    status: row.status,
    error: row.error,
    durationMs: row.duration_ms,
    responseHeaders: row.response_headers,
    responseBody: row.response_body,
    isResponseCut: row.is_response_cut,
  }
}
