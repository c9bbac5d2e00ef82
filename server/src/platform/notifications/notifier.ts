import type { CronTask } from '../jobs/cron.ts'
import { forEachTenant } from '../jobs/housekeeping/for-each-tenant.ts'
import type { Services } from '../services.ts'
import { readOn } from './notification-reader.ts'

type Parts = Pick<Services, 'database' | 'write' | 'announce' | 'onAnnouncement' | 'log'>

/** An import writes thousands of events; one look at the log serves them all. */
const GATHER_MS = 150
/** While something is committed that an older transaction still hides. */
const PENDING_MS = 500

/** Reads a tenant's log when it is said that something has happened there. */
export class Notifier {
  readonly #parts: Parts
  readonly #waiting = new Map<string, NodeJS.Timeout>()
  readonly #unsubscribe: () => void
  #reading: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#unsubscribe = parts.onAnnouncement((message) => {
      if (message.kind === 'events') this.#wakeIn(message.tenantId, GATHER_MS)
      if (message.kind === 'missed') void this.catchUp().catch((error: unknown) => this.#warn(error))
    })
  }

  /** What happened while nobody listened: asked of every tenant, at the start and after a break. */
  async catchUp(): Promise<void> {
    await forEachTenant(this.#parts, null, (tenantId) => this.#wakeIn(tenantId, 0))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#unsubscribe()
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    await this.#reading
  }

  #wakeIn(tenantId: string, milliseconds: number): void {
    if (this.#isStopped || this.#waiting.has(tenantId)) return
    const timer = setTimeout(() => {
      this.#waiting.delete(tenantId)
      // One tenant after the other: news may wait a moment, the pool may not be emptied for them.
      this.#reading = this.#reading.then(() => this.#read(tenantId))
    }, milliseconds)
    this.#waiting.set(tenantId, timer)
  }

  async #read(tenantId: string): Promise<void> {
    if (this.#isStopped) return
    try {
      if (await readOn(this.#parts, tenantId)) this.#wakeIn(tenantId, PENDING_MS)
    } catch (error) {
      // The place in the log has not moved; the next event or the next round reads on from there.
      this.#warn(error)
    }
  }

  #warn(error: unknown): void {
    this.#parts.log.warn({ err: error }, 'notifications could not be read from the log')
  }
}

/** In case an announcement was lost with the process that should have made it. Reading twice tells nobody twice. */
export const readNotifications: CronTask = {
  name: 'notifications.read',
  schedule: '*/5 * * * *',
  run: (services, signal) =>
    forEachTenant(services, signal, async (tenantId) => {
      await readOn(services, tenantId)
    }),
}
