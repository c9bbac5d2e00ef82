import { setTimeout as sleep } from 'node:timers/promises'
import { forEachTenant } from '../jobs/housekeeping/for-each-tenant.ts'
import { logReads } from '../metrics/metrics.ts'
import type { Services } from '../services.ts'

/** `more` stands behind what was read; `pending` can only be read when an older transaction has ended. */
export type Progress = 'done' | 'more' | 'pending'

/** Accompanies a worker process from its start to its end. */
export interface Accompanying {
  start(): void
  stop(): Promise<void>
}

/** What a follower knows of whoever reads the log. Where a reader is, it keeps in `event_readers`: it may die any time. */
export interface LogReader {
  name: string
  /** Many events are often written one after the other; one look serves those of so long a time. */
  gatherMs?: number
  /** A stretch of one tenant's log. It does what follows from it and moves its place in one commit. */
  read(tenantId: string): Promise<Progress>
}

type Parts = Pick<Services, 'database' | 'log' | 'onAnnouncement'>

const PENDING_MS = 250
const RETRY_MS = 2_000
/** In case an announcement was lost with the process that should have made it. */
const SAFETY_MS = 5 * 60_000

/**
 * Reads event logs for as long as its process lives, when it is said that events were written, at the start and after a
 * break. Tenants are served one after the other, a stretch each: nobody waits for somebody's import, and the pool is
 * not emptied.
 */
export class Follower implements Accompanying {
  readonly #parts: Parts
  readonly #reader: LogReader
  /** In the order of their turns. */
  readonly #waiting = new Set<string>()
  readonly #later = new Set<string>()
  readonly #stopping = new AbortController()
  #stopListening: (() => void) | undefined
  #safety: NodeJS.Timeout | undefined
  #work: Promise<void> | undefined

  constructor(parts: Parts, reader: LogReader) {
    this.#parts = parts
    this.#reader = reader
  }

  start(): void {
    this.#stopListening = this.#parts.onAnnouncement((message) => {
      if (message.kind === 'events') this.#hear(message.tenantId)
      if (message.kind === 'missed') void this.#wakeAll()
    })
    this.#safety = setInterval(() => void this.#wakeAll(), SAFETY_MS)
    void this.#wakeAll()
  }

  async stop(): Promise<void> {
    this.#stopListening?.()
    clearInterval(this.#safety)
    this.#stopping.abort()
    this.#waiting.clear()
    await this.#work
  }

  wake(tenantId: string): void {
    if (this.#stopping.signal.aborted) return
    this.#waiting.add(tenantId)
    this.#work ??= this.#takeTurns()
  }

  #hear(tenantId: string): void {
    const { gatherMs } = this.#reader
    if (gatherMs === undefined) this.wake(tenantId)
    else this.#wakeIn(tenantId, gatherMs)
  }

  async #wakeAll(): Promise<void> {
    const { signal } = this.#stopping
    await forEachTenant(this.#parts, signal, (tenantId) => this.wake(tenantId)).catch((error: unknown) => {
      if (!signal.aborted) this.#warn(error, 'could not look for what was missed')
    })
  }

  async #takeTurns(): Promise<void> {
    for (const tenantId of this.#waiting) {
      this.#waiting.delete(tenantId)
      await this.#takeTurn(tenantId)
    }
    this.#work = undefined
  }

  /** A set hands out what is added to it meanwhile, last: whoever has more waits behind everybody else. */
  async #takeTurn(tenantId: string): Promise<void> {
    try {
      const progress = await this.#reader.read(tenantId)
      logReads.inc({ reader: this.#reader.name, progress })
      if (progress === 'more') this.wake(tenantId)
      if (progress === 'pending') this.#wakeIn(tenantId, PENDING_MS)
    } catch (error) {
      // The place in the log has not moved, so nothing is lost.
      this.#warn(error, 'could not read the event log', tenantId)
      this.#wakeIn(tenantId, RETRY_MS)
    }
  }

  #wakeIn(tenantId: string, milliseconds: number): void {
    if (this.#later.has(tenantId)) return
    this.#later.add(tenantId)
    sleep(milliseconds, undefined, { signal: this.#stopping.signal, ref: false }).then(
      () => {
        this.#later.delete(tenantId)
        this.wake(tenantId)
      },
      () => {},
    )
  }

  #warn(error: unknown, what: string, tenantId?: string): void {
    this.#parts.log.warn({ err: error, reader: this.#reader.name, tenantId }, `${this.#reader.name} ${what}`)
  }
}
