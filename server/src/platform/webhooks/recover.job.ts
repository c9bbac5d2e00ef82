import { Id, Instant } from '@groundwork/contract/http/fields.ts'
import { typesOf } from '@groundwork/contract/platform/events.ts'
import { z } from 'zod'
import { SYSTEM_ID } from '../access/actor.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { notFound } from '../errors.ts'
import type { LogRow } from '../events/log.queries.ts'
import { askerResolver } from '../identity/credentials/resolve-asker.ts'
import { defineJob, type JobRun } from '../jobs/define-job.ts'
import { heardEvents } from '../resource/event-subjects.ts'
import { retryFailedSince } from './deliveries/deliveries.queries.ts'
import { type EndpointRow, findEndpoint } from './endpoints/endpoints.queries.ts'
import { wake } from './endpoints/endpoints.service.ts'
import { listEventsSince } from './reader.queries.ts'
import { deliver, toDelivery } from './reader.ts'
import { isFor } from './topics.ts'

const Payload = z.strictObject({ endpointId: Id, since: Instant })
type Payload = z.infer<typeof Payload>

const PAGE = 500

/**
 * Sends what an endpoint has missed: what failed for good, and what happened while it was off or not there yet. May run
 * twice: an event that has a delivery gets no second one.
 */
export const recoverJob = defineJob<Payload>({
  name: 'webhooks.recover',
  title: 'Send missed events',
  payload: Payload,
  attempts: 3,
  timeoutMs: 10 * 60_000,
  run: async (job) => {
    const { endpointId, since } = job.payload
    const endpoint = await findOrThrow(job, endpointId)
    const retried = await job.write(async (ctx) => {
      const key = { tenantId: ctx.actor.tenant.id, endpointId }
      const rows = await retryFailedSince(ctx.tx, { ...key, since, now: ctx.now })
      await wake(ctx, endpointId)
      return rows.length
    })
    const missed = await recoverMissed(job, endpoint)
    return { retried, missed }
  },
})

async function recoverMissed(job: JobRun<Payload>, endpoint: EndpointRow): Promise<number> {
  const actor = await askerResolver(job.database)(job.actor.tenant.id, endpoint.actor)
  if (!actor) return 0
  let [lastAt, lastId, missed] = [job.payload.since, SYSTEM_ID, 0]
  for (;;) {
    job.signal.throwIfAborted()
    const page = await job.read((ctx) => readPage(ctx, endpoint, { since: job.payload.since, lastAt, lastId }))
    const wanted = await job.read(({ tx }) =>
      heardEvents(
        { tx, actor },
        page.filter((event) => isFor(endpoint, actor, event)),
      ),
    )
    missed += await job.write((ctx) => deliverAll(ctx, endpoint.id, wanted))
    await job.progress(missed, null)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return missed
    ;[lastAt, lastId] = [last.created_at, last.id]
  }
}

function readPage(
  { tx, actor }: ReadCtx,
  { topics }: EndpointRow,
  from: { since: string; lastAt: string; lastId: string },
): Promise<LogRow[]> {
  return listEventsSince(tx, { tenantId: actor.tenant.id, ...from, types: typesOf(topics), limit: PAGE })
}

function deliverAll({ tx, actor, now }: Ctx, endpointId: string, events: readonly LogRow[]): Promise<number> {
  return deliver(
    tx,
    actor.tenant.id,
    events.map((event) => toDelivery(endpointId, event)),
    now,
  )
}

async function findOrThrow(job: JobRun<Payload>, id: string): Promise<EndpointRow> {
  const row = await job.read(({ tx, actor }) => findEndpoint(tx, { tenantId: actor.tenant.id, id }))
  if (!row) throw notFound('webhook')
  return row
}
