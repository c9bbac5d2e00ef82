import { createHash } from 'node:crypto'
import { typesOf } from '@groundwork/contract/platform/events.ts'
import type { CreateWebhook, UpdateWebhook, Webhook } from '@groundwork/contract/platform/webhooks.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, invalidField, notFound } from '#platform/errors.ts'
import { visibleTypes } from '#platform/events/events.policy.ts'
import { findEnd } from '#platform/events/log.queries.ts'
import { newId } from '#platform/ids.ts'
import { toAskedBy } from '#platform/jobs/asked-by.ts'
import { checkUrl } from '#platform/outgoing/address-guard.ts'
import { OutgoingError } from '#platform/outgoing/outgoing-error.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { placeReader } from '../../events/readers.queries.ts'
import { hurryWaiting } from '../deliveries/deliveries.queries.ts'
import { storeHeaders } from '../extra-headers.ts'
import { READER } from '../reader.ts'
import { headerBox, secretBox } from '../secret-boxes.ts'
import { newSecret } from '../signature.ts'
import { bringForward, insertTurn } from '../turns.queries.ts'
import { endpointAbilities, toWebhook } from './endpoints.list.ts'
import {
  countEndpoints,
  countWaiting,
  deleteEndpoint,
  type EndpointRow,
  findEndpoint,
  insertEndpoint,
  lockEndpoint,
  resumeEndpointRow,
  updateEndpoint,
} from './endpoints.queries.ts'
import { hostOf } from './stop-endpoint.ts'

const MOST = 50

export async function getWebhook({ tx, actor }: ReadCtx, id: string, withCan = false): Promise<Webhook> {
  const key = { tenantId: actor.tenant.id, id }
  const [row, waiting] = await Promise.all([findEndpoint(tx, key), countWaiting(tx, key)])
  if (!row) throw notFound('webhook')
  const abilities = withCan ? { can: endpointAbilities(actor, row) } : {}
  return { ...toWebhook(row), waiting: waiting?.count ?? 0, ...abilities }
}

/** From now on: what happened before is sent by recovering. */
export async function createWebhook(ctx: Ctx, input: CreateWebhook): Promise<Webhook & { secret: string }> {
  const { tx, actor, now, config } = ctx
  const tenantId = actor.tenant.id
  checkInput(ctx, input)
  const [counted, end] = await Promise.all([countEndpoints(tx, { tenantId }), findEnd(tx, {})])
  if ((counted?.count ?? 0) >= MOST)
    throw new AppError('webhook.too-many', `There are ${MOST} webhooks already; delete one first`)
  if (!end) throw new Error('The log has no end')

  const id = newId(now.getTime())
  const secret = newSecret()
  const row = await insertEndpoint(tx, {
    tenantId,
    id,
    url: input.url,
    description: input.description,
    topics: input.topics,
    headers: JSON.stringify(storeHeaders(headerBox(config), id, input.headers, [])),
    sealedSecret: secretBox(config).seal(secret, id),
    isActive: input.isActive,
    actor: JSON.stringify(toAskedBy(actor)),
    startsTxid: end.txid,
    createdBy: actor.id,
    now,
  })
  if (!row) throw new Error('Nothing was inserted into webhook_endpoints')
  await Promise.all([
    insertTurn(tx, { tenantId, endpointId: id }),
    placeReader(tx, { tenantId, reader: READER, ...end }),
  ])
  const webhook = toWebhook(row)
  record(ctx, 'webhook.created', undefined, webhook)
  ctx.emit('webhook.endpoint-created', id, { id, host: hostOf(row.url), topics: row.topics })
  return { ...webhook, secret }
}

/** Who chooses where to, what or with which headers is whose rights count from then on. */
export async function changeWebhook(
  ctx: Ctx,
  id: string,
  input: UpdateWebhook,
  ifMatch: string | undefined,
): Promise<Webhook> {
  const current = await lockOrThrow(ctx, id)
  const before = toWebhook(current)
  assertExpectedVersion(ifMatch, { noun: 'webhook', version: current.version, record: before })
  checkInput(ctx, input)
  const next = toNext(ctx, current, input)
  if (Object.keys(diffRecords(shownOf(current), shownOf(next))).length === 0) return before

  const { tx, actor, now } = ctx
  const row = await updateEndpoint(tx, {
    tenantId: actor.tenant.id,
    id,
    url: next.url,
    description: next.description,
    topics: next.topics,
    headers: JSON.stringify(next.headers),
    isActive: next.is_active,
    actor: JSON.stringify(next.actor),
    updatedBy: actor.id,
    now,
  })
  if (!row) throw notFound('webhook')
  await wake(ctx, id)
  const webhook = toWebhook(row)
  const changedFields = record(ctx, 'webhook.updated', before, webhook)
  ctx.emit('webhook.endpoint-updated', id, { id, host: hostOf(row.url), changedFields })
  return webhook
}

/** With its log, and what was still to be sent. */
export async function removeWebhook(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const current = await lockOrThrow(ctx, id)
  const webhook = toWebhook(current)
  assertExpectedVersion(ifMatch, { noun: 'webhook', version: current.version, record: webhook })
  await deleteEndpoint(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  record(ctx, 'webhook.deleted', webhook, undefined)
  ctx.emit('webhook.endpoint-deleted', id, { id, host: hostOf(current.url) })
}

/** Sends what waits, beginning now. */
export async function resumeWebhook(ctx: Ctx, id: string): Promise<Webhook> {
  const { tx, actor, now } = ctx
  const row = await resumeEndpointRow(tx, { tenantId: actor.tenant.id, id, updatedBy: actor.id, now })
  if (!row) {
    const { status } = await getWebhook(ctx, id)
    throw new AppError('webhook.not-paused', `The webhook is ${status}; only a paused one can be resumed`)
  }
  await hurryWaiting(tx, { tenantId: actor.tenant.id, endpointId: id, now })
  await wake(ctx, id)
  ctx.audit('webhook.resumed', { resource: { type: 'platform.webhooks', id, version: row.version } })
  ctx.emit('webhook.endpoint-updated', id, { id, host: hostOf(row.url), changedFields: ['status'] })
  return toWebhook(row)
}

export async function lockOrThrow({ tx, actor }: Ctx, id: string): Promise<EndpointRow> {
  const row = await lockEndpoint(tx, { tenantId: actor.tenant.id, id })
  if (!row) throw notFound('webhook')
  return row
}

/** The turn works out by itself what is due. */
export async function wake({ tx, actor, now }: Ctx, id: string): Promise<void> {
  await bringForward(tx, { tenantId: actor.tenant.id, endpointIds: [id], at: now })
}

function checkInput({ actor, config }: Ctx, { url, topics }: UpdateWebhook): void {
  if (url !== undefined) assertReachable(url, config.outgoingLoopback)
  for (const [index, topic] of (topics ?? []).entries())
    if (visibleTypes(actor, typesOf([topic])).length === 0)
      throw invalidField(`topics.${index}`, `You may not hear of '${topic}' yourself`)
}

function assertReachable(url: string, allowLoopback: boolean): void {
  try {
    checkUrl(url, { allowLoopback })
  } catch (error) {
    if (error instanceof OutgoingError) throw invalidField('url', error.message)
    throw error
  }
}

function toNext(ctx: Ctx, current: EndpointRow, input: UpdateWebhook): EndpointRow {
  const next: EndpointRow = {
    ...current,
    url: input.url ?? current.url,
    description: input.description ?? current.description,
    topics: input.topics ?? current.topics,
    headers: input.headers
      ? storeHeaders(headerBox(ctx.config), current.id, input.headers, current.headers)
      : current.headers,
    is_active: input.isActive ?? current.is_active,
  }
  const isRedirected =
    next.url !== current.url ||
    next.topics.join() !== current.topics.join() ||
    JSON.stringify(next.headers) !== JSON.stringify(current.headers) ||
    (next.is_active && !current.is_active)
  return isRedirected ? { ...next, actor: toAskedBy(ctx.actor) } : next
}

/** For telling whether anything changes; a sealed value that was sealed anew is a change. */
function shownOf({ url, description, topics, headers, is_active }: EndpointRow) {
  return { url, description, topics, headers, is_active }
}

function record(ctx: Ctx, action: string, before: Webhook | undefined, after: Webhook | undefined): string[] {
  const changes = diffRecords(before && inTrail(before), after && inTrail(after))
  const webhook = after ?? before
  if (webhook)
    ctx.audit(action, {
      resource: { type: 'platform.webhooks', id: webhook.id, version: webhook.version },
      changes,
      severity: 'medium',
    })
  return Object.keys(changes)
}

/** Addresses may carry a token in their path: the trail says whether it changed and names the host. */
function inTrail({ url, ...webhook }: Webhook) {
  const digest = createHash('sha256').update(url).digest('base64url').slice(0, 6)
  return { ...webhook, url: `${hostOf(url)} (${digest})` }
}
