import { setTimeout as sleep } from 'node:timers/promises'
import type { Follower } from '#platform/events/follower.ts'
import type { CronTask } from '#platform/jobs/cron.ts'
import { forEachTenant } from '#platform/jobs/housekeeping/for-each-tenant.ts'
import type { Services } from '#platform/services.ts'
import { readLog } from './read-log.ts'

const PENDING_MS = 250
const RETRY_MS = 2_000

/** Wakes when somebody says that events have been written, and serves the tenants in turn, a stretch each. */
export const automationFollower: Follower = {
  name: 'automations',
  start(services) {
    const reader = new TurnReader(services)
    const unsubscribe = services.onAnnouncement((message) => {
      if (message.kind === 'events') reader.wake(message.tenantId)
      if (message.kind === 'missed') void reader.wakeAll()
    })
    void reader.wakeAll()
    return async () => {
      unsubscribe()
      await reader.stop()
    }
  },
}

/** In case an announcement was lost with the process that should have made it, or nobody listened. */
export const catchUp: CronTask = {
  name: 'automations.catch-up',
  schedule: '*/5 * * * *',
  run: (services, signal) =>
    forEachTenant(services, signal, async (tenantId) => {
      while ((await readLog(services, tenantId)) === 'more') signal.throwIfAborted()
    }),
}

class TurnReader {
  readonly #services: Services
  /** In the order of their turns. */
  readonly #waiting = new Set<string>()
  readonly #stopping = new AbortController()
  #work: Promise<void> | undefined

  constructor(services: Services) {
    this.#services = services
  }

  wake(tenantId: string): void {
    if (this.#stopping.signal.aborted) return
    this.#waiting.add(tenantId)
    this.#work ??= this.#takeTurns()
  }

  async wakeAll(): Promise<void> {
    const { signal } = this.#stopping
    await forEachTenant(this.#services, signal, async (tenantId) => this.wake(tenantId)).catch((error: unknown) => {
      if (!signal.aborted) this.#services.log.warn({ err: error }, 'automations could not look for what they missed')
    })
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#waiting.clear()
    await this.#work
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
      const progress = await readLog(this.#services, tenantId)
      if (progress === 'more') this.wake(tenantId)
      if (progress === 'pending') this.#wakeIn(tenantId, PENDING_MS)
    } catch (error) {
      this.#services.log.warn({ err: error, tenantId }, 'automations could not read the log')
      this.#wakeIn(tenantId, RETRY_MS)
    }
  }

  #wakeIn(tenantId: string, milliseconds: number): void {
    sleep(milliseconds, undefined, { signal: this.#stopping.signal, ref: false }).then(
      () => this.wake(tenantId),
      () => {},
    )
  }
}
