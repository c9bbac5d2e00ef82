import { systemActor } from '../../access/actor.ts'
import type { Ctx } from '../../context.ts'
import { NO_TENANT } from '../../database/database.ts'
import { findTenantById } from '../../identity/credentials/credential.queries.ts'
import { sendMail } from '../../mail/send-mail.ts'
import { endpointsStopped } from '../../metrics/metrics.ts'
import type { Services } from '../../services.ts'
import { type EndpointRow, listOwners, pauseEndpointRow, switchOffEndpointRow } from './endpoints.queries.ts'

const RESOURCE = 'platform.webhooks'
const REQUEST = { id: 'webhooks', address: 'job', userAgent: null }
const PAUSED = 'It is paused now. Deliveries wait and nothing is lost: resume it when the receiver works again.'
const GONE = 'The receiver says that it is gone for good (410), so the endpoint is switched off.'
const NOBODY = 'Whoever it acted for has left, so it is switched off. Switch it on again to let it act for you.'

/** The product itself, at work in a business. Does nothing where the business is gone. */
export async function asSystem(
  { database, write }: Pick<Services, 'database' | 'write'>,
  tenantId: string,
  work: (ctx: Ctx) => Promise<void>,
): Promise<void> {
  const tenant = await database.read(NO_TENANT, (tx) => findTenantById(tx, { id: tenantId }))
  if (tenant) await write(systemActor(tenant), REQUEST, work)
}

export async function warnOwners(ctx: Ctx, endpoint: EndpointRow): Promise<void> {
  const { id, url, failures_in_row: failuresInRow } = endpoint
  const error = endpoint.last_error ?? `It answered ${endpoint.last_status}`
  ctx.audit('webhook.warned', { resource: { type: RESOURCE, id }, severity: 'medium', note: error })
  ctx.emit('webhook.endpoint-warned', id, { id, host: hostOf(url), failuresInRow, error })
  await tellOwners(ctx, endpoint, `It failed ${failuresInRow} times in a row, last with: ${error}.`)
}

/** What waits goes on waiting. */
export async function pauseEndpoint(ctx: Ctx, id: string): Promise<void> {
  const row = await pauseEndpointRow(ctx.tx, { tenantId: ctx.actor.tenant.id, id, now: ctx.now })
  if (row) await recordStop(ctx, row, 'failing', PAUSED)
}

export async function switchOffGone(ctx: Ctx, id: string): Promise<void> {
  const row = await switchOffEndpointRow(ctx.tx, { tenantId: ctx.actor.tenant.id, id, reason: 'gone' })
  if (row) await recordStop(ctx, row, 'gone', GONE)
}

export async function switchOffOrphan(
  services: Pick<Services, 'database' | 'write'>,
  tenantId: string,
  id: string,
): Promise<void> {
  await asSystem(services, tenantId, async (ctx) => {
    const row = await switchOffEndpointRow(ctx.tx, { tenantId, id, reason: 'nobody' })
    if (row) await recordStop(ctx, row, 'nobody', NOBODY)
  })
}

async function recordStop(ctx: Ctx, row: EndpointRow, reason: 'failing' | 'gone' | 'nobody', sentence: string) {
  const resource = { type: RESOURCE, id: row.id, version: row.version }
  endpointsStopped.inc({ reason })
  ctx.audit('webhook.stopped', { resource, severity: 'high', note: reason })
  ctx.emit('webhook.endpoint-stopped', row.id, { id: row.id, host: hostOf(row.url), reason })
  await tellOwners(ctx, row, sentence)
}

async function tellOwners(ctx: Ctx, { url, description }: EndpointRow, happened: string): Promise<void> {
  const owners = await listOwners(ctx.tx, { tenantId: ctx.actor.tenant.id })
  for (const { email, name } of owners)
    await sendMail(ctx, {
      to: email,
      letter: 'webhook-in-trouble',
      values: { name, endpoint: description || hostOf(url), host: hostOf(url), happened },
    })
}

/** The address without its path and query, which may hold a secret. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? ''
}
