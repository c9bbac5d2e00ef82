import { isDeepStrictEqual } from 'node:util'
import type { EventType } from '@groundwork/contract/events.ts'
import type { Actor } from '../access/actor.ts'
import { AppError } from '../errors.ts'
import { checkResumption } from '../events/log.queries.ts'
import { formatPosition, type Position } from '../events/position.ts'
import type { Announcement, Services } from '../services.ts'
import { Listener } from './listener.ts'
import { type EndReason, type SseStream, toFrame } from './sse-stream.ts'
import { TenantFeed } from './tenant-feed.ts'

type Parts = Pick<Services, 'database' | 'clock' | 'log' | 'onAnnouncement' | 'isListening'>

/** Who listens, to what, and from where on. */
export interface Subscription {
  actor: Actor
  types: readonly EventType[]
  /** Where the client left off; undefined begins with what happens next. */
  after: Position | undefined
  stream: SseStream
  /** Who the credential stands for now; null or a refusal when it does not hold any more. */
  authenticate(): Promise<Actor | null>
}

/** An event of the stream itself: look at your notifications. */
const NOTIFIED = toFrame({ event: 'notified', data: {} })
const PER_ACTOR = 20
const PER_TENANT = 500
const BEAT_MS = 15_000
const CHECK_MS = 1_000

/** All live connections of one process. */
export class LiveUpdates {
  readonly #parts: Parts
  readonly #feeds = new Map<string, Promise<TenantFeed>>()
  readonly #connections = new Map<Subscription, Listener | undefined>()
  readonly #timers: NodeJS.Timeout[]
  readonly #unsubscribe: () => void
  #isClosed = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#unsubscribe = parts.onAnnouncement((message) => this.#hear(message))
    this.#timers = [setInterval(() => this.#beat(), BEAT_MS), setInterval(() => this.#check(), CHECK_MS)]
    for (const timer of this.#timers) timer.unref()
  }

  /** Before the stream is opened, so that the refusal is an ordinary answer. */
  assertRoom(actor: Actor): void {
    if (this.#isClosed)
      throw new AppError('request.overloaded', 'The service is stopping; try again', { retryAfterSeconds: 1 })
    const neighbours = [...this.#connections.keys()].filter((other) => other.actor.tenant.id === actor.tenant.id)
    const own = neighbours.filter((other) => other.actor.id === actor.id).length
    if (own < PER_ACTOR && neighbours.length < PER_TENANT) return
    const message =
      own >= PER_ACTOR
        ? `You have ${own} live connections open; close some`
        : `Your business has ${neighbours.length} live connections open`
    throw new AppError('events.too-many-streams', message, { retryAfterSeconds: 30 })
  }

  /** Comes back once the client has everything up to now; the rest follows for as long as the stream is open. */
  async subscribe(subscription: Subscription): Promise<void> {
    const { actor, stream, after, types } = subscription
    this.#connections.set(subscription, undefined)
    stream.onClose(() => this.#forget(subscription))
    const feed = await this.#feedOf(actor.tenant.id)
    const position = await this.#begin(subscription, after, feed)
    if (!stream.isOpen) return this.#forget(subscription)
    const listener = new Listener({ actor, stream, types, log: feed, position })
    this.#connections.set(subscription, listener)
    feed.listeners.add(listener)
    stream.write(toFrame({ id: formatPosition(position), event: 'ready', data: { cursor: formatPosition(position) } }))
    await listener.catchUp()
  }

  /** For the metrics. */
  measure(): { connections: number; bufferedBytes: number } {
    const streams = [...this.#connections.keys()].map(({ stream }) => stream.bufferedBytes)
    return { connections: streams.length, bufferedBytes: streams.reduce((sum, bytes) => sum + bytes, 0) }
  }

  /** Tells every client to come back in a second: another process, or this one started again, goes on. */
  close(): void {
    this.#isClosed = true
    this.#unsubscribe()
    for (const timer of this.#timers) clearInterval(timer)
    for (const { stream } of this.#connections.keys()) stream.end('restart')
  }

  async #begin({ actor, stream }: Subscription, after: Position | undefined, feed: TenantFeed): Promise<Position> {
    if (!after) return feed.position
    const tenantId = actor.tenant.id
    const found = await this.#parts.database.read({ tenantId, actorId: null }, (tx) =>
      checkResumption(tx, { tenantId, ...after }),
    )
    // Something may be missing between: what the client shows has to be read anew.
    if (found?.is_future || (found?.is_gone && after.txid !== '0')) stream.write(toFrame({ event: 'reset', data: {} }))
    return found?.is_future ? feed.position : after
  }

  #feedOf(tenantId: string): Promise<TenantFeed> {
    const known = this.#feeds.get(tenantId)
    if (known) return known
    const opening = TenantFeed.open(this.#parts.database, tenantId, this.#parts.log)
    this.#feeds.set(tenantId, opening)
    opening.catch(() => this.#feeds.delete(tenantId))
    return opening
  }

  #forget(subscription: Subscription): void {
    const listener = this.#connections.get(subscription)
    this.#connections.delete(subscription)
    const tenantId = subscription.actor.tenant.id
    const isLast = ![...this.#connections.keys()].some((other) => other.actor.tenant.id === tenantId)
    const opening = this.#feeds.get(tenantId)
    if (isLast) this.#feeds.delete(tenantId)
    opening?.then(
      (feed) => {
        if (listener) feed.listeners.delete(listener)
        if (isLast) feed.close()
      },
      () => {},
    )
  }

  #hear(message: Announcement): void {
    if (message.kind === 'events') {
      this.#wake(message.tenantId)
      return
    }
    if (message.kind === 'notified') {
      this.#tellPerson(message)
      return
    }
    if (message.kind === 'missed') for (const tenantId of this.#feeds.keys()) this.#wake(tenantId)
    this.#recheck((actor) => concerns(message, actor))
  }

  /** Without a place in the log: whoever was away asks for what is unread anyway. */
  #tellPerson({ tenantId, userId }: { tenantId: string; userId: string }): void {
    for (const { actor, stream } of this.#connections.keys())
      if (actor.userId === userId && actor.tenant.id === tenantId) stream.write(NOTIFIED)
  }

  #wake(tenantId: string): void {
    this.#feeds.get(tenantId)?.then(
      (feed) => feed.wake(),
      () => {},
    )
  }

  #beat(): void {
    for (const listener of this.#connections.values()) listener?.beat()
    // An access token ends without anybody announcing it.
    this.#recheck(() => true)
  }

  /** What cannot be heard has to be asked for; that support's time is up, nobody announces. */
  #check(): void {
    const nowMs = this.#parts.clock.now().getTime()
    const isOver = ({ support }: Actor) => support !== undefined && Date.parse(support.until) <= nowMs
    this.#recheck(this.#parts.isListening() ? isOver : () => true)
  }

  #recheck(isConcerned: (actor: Actor) => boolean): void {
    const concerned = [...this.#connections.keys()].filter(({ actor }) => isConcerned(actor))
    if (concerned.length === 0) return
    // A turn later: whoever keeps actors in memory hears the same announcement and has forgotten them by then.
    setImmediate(() => {
      for (const subscription of concerned) void endIfChanged(subscription)
    })
  }
}

/** Whether what was announced may change who somebody is or what they may do. */
function concerns(message: Announcement, actor: Actor): boolean {
  switch (message.kind) {
    case 'session-ended':
      return actor.sessionId === message.sessionId
    case 'user-changed':
      // A key may do no more than its maker, and does not say who that is.
      return actor.userId === message.userId || actor.kind === 'api_key'
    case 'tenant-changed':
      return actor.tenant.id === message.tenantId
    case 'api-key-changed':
      return actor.id === message.keyId
    default:
      return message.kind === 'missed'
  }
}

async function endIfChanged({ actor, stream, authenticate }: Subscription): Promise<void> {
  const reason = await authenticate().then(
    (now) => reasonToEnd(actor, now),
    // Unknown counts as no: the client comes back and has to prove itself like anybody.
    (error: unknown): EndReason => (error instanceof AppError && error.status < 500 ? 'signed-out' : 'restart'),
  )
  if (reason) stream.end(reason)
}

function reasonToEnd(before: Actor, now: Actor | null): EndReason | undefined {
  if (!now) return 'signed-out'
  const isSame =
    now.id === before.id &&
    now.tenant.id === before.tenant.id &&
    now.permissions.symmetricDifference(before.permissions).size === 0 &&
    isDeepStrictEqual(now.fields, before.fields)
  return isSame ? undefined : 'rights-changed'
}
