import type { Actor } from '../access/actor.ts'
import type { Tx } from '../database/transaction.ts'
import type { Progress } from '../events/follower.ts'
import { hasPending, type LogRow, readLog } from '../events/log.queries.ts'
import { holdPlace } from '../events/reader-place.ts'
import { findReader, moveReader } from '../events/readers.queries.ts'
import { newId } from '../ids.ts'
import type { AskedBy, ResolveActor } from '../jobs/asked-by.ts'
import { heardEvents } from '../resource/event-subjects.ts'
import type { Services } from '../services.ts'
import { toBody } from './body.ts'
import { switchOffOrphan } from './endpoints/stop-endpoint.ts'
import { insertDeliveries, listSubscriptions, type NewDelivery, type Subscription } from './reader.queries.ts'
import { isFor } from './topics.ts'
import { bringForward } from './turns.queries.ts'

/** Its name in `event_readers`. */
export const READER = 'webhooks'

type Parts = Pick<Services, 'database' | 'clock' | 'read' | 'write' | 'log' | 'config'>
/** By what is asked; null for somebody who has left. */
type Actors = Map<string, Actor | null>

const PAGE = 500

/**
 * Turns a page of what is new in a business's log into deliveries. They commit together with the new position, so a
 * process that dies in between has done nothing, and the key on endpoint and event refuses what a second one would
 * double.
 */
export async function readNewEvents(services: Parts, resolve: ResolveActor, tenantId: string): Promise<Progress> {
  const { database } = services
  const key = { tenantId, reader: READER }
  const [reader, subscriptions, found] = await database.read({ tenantId, actorId: null }, (tx) =>
    Promise.all([findReader(tx, key), listSubscriptions(tx, { tenantId }), hasPending(tx, { tenantId })]),
  )
  if (!reader) return 'done'
  const actors: Actors = new Map()
  await resolveAll(actors, resolve, tenantId, subscriptions)
  await switchOffOrphans(services, tenantId, subscriptions, actors)
  const isEnd = await database.write({ tenantId, actorId: null }, (tx) => readPage(tx, tenantId, actors, services))
  if (!isEnd) return 'more'
  return found?.pending ? 'pending' : 'done'
}

/** False where more is to be read. An endpoint that came since rights were looked up makes it begin anew. */
async function readPage(tx: Tx, tenantId: string, actors: Actors, { clock }: Parts): Promise<boolean> {
  const key = { tenantId, reader: READER }
  const position = await holdPlace(tx, key)
  if (!position) return true
  // The log first: whatever is in it then, its endpoints were there before and are found by the second statement.
  const events = await readLog(tx, { tenantId, ...position, limit: PAGE })
  const last = events.at(-1)
  if (!last) return true
  const subscriptions = await listSubscriptions(tx, { tenantId })
  if (subscriptions.some(({ actor }) => !actors.has(keyOf(actor)))) return false

  await deliver(tx, tenantId, await toDeliveries(tx, events, subscriptions, actors), clock.now())
  await moveReader(tx, { ...key, txid: last.txid, sequence: last.sequence })
  return events.length < PAGE
}

/** Writes deliveries and wakes whoever sends them. */
export async function deliver(tx: Tx, tenantId: string, rows: readonly NewDelivery[], now: Date): Promise<number> {
  if (rows.length === 0) return 0
  const inserted = await insertDeliveries(tx, { tenantId, rows: JSON.stringify(rows), now })
  const endpointIds = [...new Set(inserted.map(({ endpoint_id }) => endpoint_id))]
  if (endpointIds.length > 0) await bringForward(tx, { tenantId, endpointIds, at: now })
  return inserted.length
}

export function toDelivery(endpointId: string, event: LogRow): NewDelivery {
  return {
    id: newId(),
    endpoint_id: endpointId,
    event_id: event.id,
    event_type: event.type,
    event_actor_id: event.actor_id,
    body: toBody(event),
  }
}

async function toDeliveries(
  tx: Tx,
  events: readonly LogRow[],
  subscriptions: readonly Subscription[],
  actors: Actors,
): Promise<NewDelivery[]> {
  const perEndpoint = subscriptions.map(async (subscription) => {
    const actor = actors.get(keyOf(subscription.actor))
    if (!actor) return []
    const wanted = events.filter(
      (event) => BigInt(event.txid) >= BigInt(subscription.starts_txid) && isFor(subscription, actor, event),
    )
    return (await heardEvents({ tx, actor }, wanted)).map((event) => toDelivery(subscription.id, event))
  })
  return (await Promise.all(perEndpoint)).flat()
}

async function resolveAll(
  actors: Actors,
  resolve: ResolveActor,
  tenantId: string,
  subscriptions: readonly Subscription[],
): Promise<void> {
  for (const { actor } of subscriptions) {
    const key = keyOf(actor)
    if (!actors.has(key)) actors.set(key, await resolve(tenantId, actor))
  }
}

async function switchOffOrphans(
  services: Parts,
  tenantId: string,
  subscriptions: readonly Subscription[],
  actors: Actors,
): Promise<void> {
  for (const { id, actor } of subscriptions)
    if (actors.get(keyOf(actor)) === null) await switchOffOrphan(services, tenantId, id)
}

function keyOf({ kind, id }: AskedBy): string {
  return `${kind} ${id}`
}
