import type { Logger } from 'pino'
import type { Actor } from '#platform/access/actor.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/database/database.ts'
import { BUCKETS, bucketOf } from './duration-buckets.ts'
import { addUsage } from './usage.queries.ts'
import { dayIn } from './zoned-day.ts'

const FLUSH_EVERY_MS = 10_000

interface Tally {
  requests: number
  clientErrors: number
  serverErrors: number
  durations: number[]
}

interface KeyTallies {
  tenantId: string
  timeZone: string
  byRoute: Map<string, Tally>
}

/**
 * What keys do, counted in memory and added to the day's rows every ten seconds, so that no request waits for it. A
 * crash loses ten seconds of it; what cannot be written is kept for the next time. The day is that of the writing.
 */
export class KeyUsage {
  #tallies = new Map<string, KeyTallies>()
  #flushing: Promise<void> = Promise.resolve()
  readonly #timer: NodeJS.Timeout
  readonly #options: { database: Database; clock: Clock; log: Logger }

  constructor(options: { database: Database; clock: Clock; log: Logger }) {
    this.#options = options
    this.#timer = setInterval(() => void this.flush(), FLUSH_EVERY_MS)
    this.#timer.unref()
  }

  note({ id, tenant }: Actor, route: string, status: number, durationMs: number): void {
    let key = this.#tallies.get(id)
    if (!key) {
      key = { tenantId: tenant.id, timeZone: tenant.timeZone, byRoute: new Map() }
      this.#tallies.set(id, key)
    }
    let tally = key.byRoute.get(route)
    if (!tally) {
      tally = { requests: 0, clientErrors: 0, serverErrors: 0, durations: new Array<number>(BUCKETS).fill(0) }
      key.byRoute.set(route, tally)
    }
    tally.requests += 1
    if (status >= 500) tally.serverErrors += 1
    else if (status >= 400) tally.clientErrors += 1
    const bucket = bucketOf(durationMs)
    tally.durations[bucket] = (tally.durations[bucket] ?? 0) + 1
  }

  /** One after the other: what failed has to be back before it is tried again. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#writeAll())
    return this.#flushing
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  async #writeAll(): Promise<void> {
    const tallies = this.#tallies
    this.#tallies = new Map()
    for (const [tenantId, keys] of Map.groupBy(tallies, ([, key]) => key.tenantId)) {
      await this.#write(tenantId, keys).catch((err: unknown) => {
        this.#options.log.warn({ err, tenantId }, 'what keys did was not recorded; trying again')
        this.#putBack(keys)
      })
    }
  }

  #write(tenantId: string, keys: [string, KeyTallies][]): Promise<unknown> {
    const now = this.#options.clock.now()
    const rows = keys.flatMap(([keyId, { timeZone, byRoute }]) =>
      [...byRoute].map(([route, tally]) => ({ keyId, day: dayIn(timeZone, now), route, ...tally })),
    )
    return this.#options.database.write({ tenantId, actorId: null }, (tx) => addUsage(tx, { tenantId, rows }))
  }

  /** Beside what was counted since. */
  #putBack(keys: [string, KeyTallies][]): void {
    for (const [keyId, lost] of keys) {
      const since = this.#tallies.get(keyId)
      if (!since) {
        this.#tallies.set(keyId, lost)
        continue
      }
      for (const [route, tally] of lost.byRoute) since.byRoute.set(route, sum(tally, since.byRoute.get(route)))
    }
  }
}

function sum(one: Tally, other: Tally | undefined): Tally {
  if (!other) return one
  return {
    requests: one.requests + other.requests,
    clientErrors: one.clientErrors + other.clientErrors,
    serverErrors: one.serverErrors + other.serverErrors,
    durations: one.durations.map((count, bucket) => count + (other.durations[bucket] ?? 0)),
  }
}
