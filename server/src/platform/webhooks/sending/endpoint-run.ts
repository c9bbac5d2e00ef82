import type { EventType } from '@groundwork/contract/events.ts'
import { type Actor, systemActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { canHear } from '#platform/events/events.policy.ts'
import type { ResolveActor } from '#platform/jobs/asked-by.ts'
import { type DeliveryOutcome, deliverySeconds } from '#platform/metrics/metrics.ts'
import type { Services } from '#platform/services.ts'
import { isHeard, maskBody } from '../body.ts'
import { type EndpointRow, findEndpoint } from '../endpoints/endpoints.queries.ts'
import { switchOffOrphan } from '../endpoints/stop-endpoint.ts'
import { TEST_TYPE } from '../test-type.ts'
import { endTurn, lockTurn, type Turn } from '../turns.queries.ts'
import { conclude, withhold } from './conclude.ts'
import { NO_ANSWER, type Sent, sendMessage } from './send.ts'
import { type ClaimedDelivery, claimDeliveries, giveBack, giveBackOrphans } from './sending.queries.ts'

/** At once to one endpoint that works. One that has just failed is asked one at a time. */
const AT_ONCE = 4

const REQUEST = { id: 'webhooks', address: 'job', userAgent: null }

interface RunParts {
  services: Services
  resolve: ResolveActor
  holder: string
}

/** One endpoint's turn: sends what is due until nothing is. */
export class EndpointRun {
  readonly tenantId: string
  readonly endpointId: string
  readonly #parts: RunParts
  readonly #abort = new AbortController()
  readonly #sending = new Set<Promise<void>>()
  #actor: Actor | null = null
  #isStopping = false

  constructor({ tenant_id, endpoint_id }: Turn, parts: RunParts) {
    this.tenantId = tenant_id
    this.endpointId = endpoint_id
    this.#parts = parts
  }

  /** Begins nothing new. */
  stop(): void {
    this.#isStopping = true
  }

  /** Breaks off what is under way: the process stops, or another one has the turn now. */
  abort(): void {
    this.stop()
    this.#abort.abort(new Error('The webhook is sent by another process from here on'))
  }

  async run(): Promise<void> {
    const { database, clock } = this.#parts.services
    try {
      await database.write(this.#scope(), (tx) => giveBackOrphans(tx, { ...this.#key(), now: clock.now() }))
      await this.#sendAll()
    } finally {
      await Promise.allSettled(this.#sending)
      await this.#end()
    }
  }

  async #sendAll(): Promise<void> {
    while (!this.#isStopping) {
      const endpoint = await this.#sendableEndpoint()
      if (!endpoint) return
      const free = (endpoint.failures_in_row > 0 ? 1 : AT_ONCE) - this.#sending.size
      const claimed = free > 0 ? await this.#claim(free) : []
      for (const delivery of claimed) this.#start(endpoint, delivery)
      if (this.#sending.size === 0) return
      await Promise.race(this.#sending)
    }
  }

  /** Read anew before every claim: it may have been paused, moved or switched off meanwhile. */
  async #sendableEndpoint(): Promise<EndpointRow | undefined> {
    const { services, resolve } = this.#parts
    const { tenantId, endpointId: id } = this
    const endpoint = await services.database.read(this.#scope(), (tx) => findEndpoint(tx, { tenantId, id }))
    if (!endpoint?.is_active || endpoint.paused_at !== null) return undefined
    if (endpoint.rests_until !== null && Date.parse(endpoint.rests_until) > services.clock.now().getTime())
      return undefined
    if (this.#actor?.id !== endpoint.actor.id) this.#actor = await resolve(tenantId, endpoint.actor)
    if (this.#actor) return endpoint
    await switchOffOrphan(services, tenantId, id)
    return undefined
  }

  #claim(limit: number): Promise<ClaimedDelivery[]> {
    const { database, clock } = this.#parts.services
    return database.write(this.#scope(), (tx) => claimDeliveries(tx, { ...this.#key(), now: clock.now(), limit }))
  }

  #start(endpoint: EndpointRow, delivery: ClaimedDelivery): void {
    const sending = this.#deliver(endpoint, delivery)
      .catch((error: unknown) => {
        // Left as it is: the next turn finds it and gives it back.
        this.#parts.services.log.warn({ err: error, deliveryId: delivery.id }, 'a webhook delivery was not concluded')
      })
      .finally(() => this.#sending.delete(sending))
    this.#sending.add(sending)
  }

  async #deliver(endpoint: EndpointRow, delivery: ClaimedDelivery): Promise<void> {
    const { id, event_id, event_type, body, attempts } = delivery
    const refusal = await this.#refusal(endpoint, delivery)
    if (refusal) {
      countAttempt('withheld', refusal)
      return this.#write((ctx) => withhold(ctx, delivery, refusal))
    }
    const seen = this.#actor ? maskBody(this.#actor, event_type, body) : body
    const message = { id: event_id, type: event_type, body: seen }
    const sent = await sendMessage(this.#parts.services, endpoint, message, this.#abort.signal).catch(
      (error: unknown) => {
        if (this.#abort.signal.aborted) return undefined
        throw error
      },
    )
    if (sent) {
      countAttempt(sent.error === null ? 'delivered' : 'failed', sent)
      return this.#write((ctx) => conclude(ctx, endpoint.id, delivery, sent))
    }
    const { database, clock } = this.#parts.services
    const { tenantId } = this
    await database.write(this.#scope(), (tx) => giveBack(tx, { tenantId, id, attempts, now: clock.now() }))
  }

  /** Whoever it acts for may have lost rights since the event happened. */
  async #refusal(
    endpoint: EndpointRow,
    { event_type, event_actor_id, body }: ClaimedDelivery,
  ): Promise<Sent | undefined> {
    // What is no type of the catalogue is nobody's to hear; canHear() looks it up.
    const event = { type: event_type as EventType, actor_id: event_actor_id }
    if (event_type === TEST_TYPE) return undefined
    const actor = this.#actor
    if (actor && canHear(actor, event) && (await this.#isHeard(actor, event_type, body))) return undefined
    const error = `Not sent: ${endpoint.actor.name} may not hear of this ${event_type} any more`
    return {
      ...NO_ANSWER,
      at: this.#parts.services.clock.now(),
      url: endpoint.url,
      requestHeaders: {},
      error,
      durationMs: 0,
    }
  }

  #isHeard(actor: Actor, type: string, body: string): Promise<boolean> {
    return this.#parts.services.database.read(this.#scope(), (tx) => isHeard({ tx, actor }, type, body))
  }

  async #write(work: (ctx: Ctx) => Promise<void>): Promise<void> {
    if (!this.#actor) throw new Error('The webhook acts for nobody')
    await this.#parts.services.write(systemActor(this.#actor.tenant), REQUEST, work)
  }

  /** In two statements: what is added while we end is seen by the second. */
  async #end(): Promise<void> {
    const key = { ...this.#key(), holder: this.#parts.holder }
    await this.#parts.services.database.write(this.#scope(), async (tx) => {
      if (await lockTurn(tx, key)) await endTurn(tx, key)
    })
  }

  #key() {
    return { tenantId: this.tenantId, endpointId: this.endpointId }
  }

  #scope() {
    return { tenantId: this.tenantId, actorId: null }
  }
}

function countAttempt(outcome: DeliveryOutcome, { durationMs }: Sent): void {
  deliverySeconds.observe({ outcome }, durationMs / 1000)
}
