import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SYSTEM_ID } from '#platform/access/actor.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import type { ResolveActor } from '#platform/jobs/asked-by.ts'
import type { Services } from '#platform/services.ts'
import { type Accompanying, Follower, type Progress } from '../../events/follower.ts'
import { readNewEvents } from '../reader.ts'
import { listTenantsWithTurns, renewTurns, type Turn, takeTurns } from '../turns.queries.ts'
import { EndpointRun } from './endpoint-run.ts'

interface WorkerOptions {
  services: Services
  resolve: ResolveActor
}

// Turns wait for the network, not for a processor, so there may be many. A business has at most a tenth of them: however
// many of its receivers hang, others are sent to.
const TURNS = 200
const TURNS_PER_TENANT = 20

const LOOK_MS = 1_000
const RENEW_MS = 5_000
/** An announcement may be lost with the process that should have made it; those who have webhooks need not wait long. */
const SAFETY_MS = 10_000
const FINISH_MS = 3_000
const TENANTS_AT_ONCE = 500

/**
 * Reads event logs into deliveries and sends them, beside the job queue of its process. Not as jobs: a receiver that
 * hangs for 15 s would hold one of the few places that a business has there (docs/decisions/0010-webhooks.md).
 */
export class WebhookWorker implements Accompanying {
  readonly #options: WorkerOptions
  readonly #holder = randomUUID()
  readonly #runs = new Map<string, { run: EndpointRun; done: Promise<void> }>()
  readonly #follower: Follower
  readonly #timers: NodeJS.Timeout[] = []
  #taking: Promise<void> | undefined
  #isTakeAskedAgain = false
  #isStopped = false

  constructor(options: WorkerOptions) {
    this.#options = options
    this.#follower = new Follower(options.services, { name: 'webhooks', read: (tenantId) => this.#read(tenantId) })
  }

  start(): void {
    this.#follower.start()
    this.#timers.push(
      setInterval(() => void this.#take(), LOOK_MS),
      setInterval(() => void this.#renew(), RENEW_MS),
      setInterval(() => void this.#wakeAll(), SAFETY_MS),
    )
    void this.#take()
  }

  /** What is under way may end for a moment; the rest is given back and sent by whoever comes next. */
  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearInterval(timer)
    const follower = this.#follower.stop()
    const runs = [...this.#runs.values()]
    for (const { run } of runs) run.stop()
    const ended = Promise.allSettled(runs.map(({ done }) => done))
    await Promise.race([ended, sleep(FINISH_MS, undefined, { ref: false })])
    for (const { run } of runs) run.abort()
    await ended
    await Promise.allSettled([follower, this.#taking])
  }

  /** One look at everything: what is new is read, what is due is sent. For tests, which have no time to wait for. */
  async workOff(): Promise<void> {
    for (;;) {
      while (await this.#readEach()) await sleep(20)
      await this.#take()
      if (this.#runs.size === 0) return
      await Promise.all([...this.#runs.values()].map(({ done }) => done))
    }
  }

  async #read(tenantId: string): Promise<Progress> {
    const { services, resolve } = this.#options
    const progress = await readNewEvents(services, resolve, tenantId)
    void this.#take()
    return progress
  }

  async #wakeAll(): Promise<void> {
    try {
      for await (const tenantId of this.#tenants()) this.#follower.wake(tenantId)
    } catch (error) {
      this.#options.services.log.warn({ err: error }, 'webhooks could not look for businesses; trying again soon')
    }
  }

  /** True while something is left to read, or still hidden, in a log. */
  async #readEach(): Promise<boolean> {
    const { services, resolve } = this.#options
    let isLeft = false
    for await (const tenantId of this.#tenants())
      isLeft = (await readNewEvents(services, resolve, tenantId)) !== 'done' || isLeft
    return isLeft
  }

  async *#tenants(): AsyncGenerator<string> {
    let afterId = SYSTEM_ID
    for (;;) {
      const params = { afterId, limit: TENANTS_AT_ONCE }
      const rows = await this.#options.services.database.read(NO_TENANT, (tx) => listTenantsWithTurns(tx, params))
      for (const { tenant_id } of rows) yield tenant_id
      afterId = rows.at(-1)?.tenant_id ?? afterId
      if (rows.length < TENANTS_AT_ONCE) return
    }
  }

  /** Asked for while it is under way, it looks once more: what is due now may have come behind its look. */
  #take(): Promise<void> {
    if (this.#taking) this.#isTakeAskedAgain = true
    this.#taking ??= this.#takeUntilSeen().finally(() => {
      this.#taking = undefined
    })
    return this.#taking
  }

  async #takeUntilSeen(): Promise<void> {
    do {
      this.#isTakeAskedAgain = false
      await this.#takeDue()
    } while (this.#isTakeAskedAgain)
  }

  async #takeDue(): Promise<void> {
    const limit = TURNS - this.#runs.size
    if (this.#isStopped || limit <= 0) return
    const { database, clock, log } = this.#options.services
    const params = { holder: this.#holder, fullTenants: this.#fullTenants(), perTenant: TURNS_PER_TENANT, limit }
    try {
      const turns = await database.write(NO_TENANT, (tx) => takeTurns(tx, { ...params, now: clock.now() }))
      for (const turn of turns) this.#begin(turn)
    } catch (error) {
      log.warn({ err: error }, 'webhooks could not take their turns; trying again soon')
    }
  }

  #begin(turn: Turn): void {
    const { services, resolve } = this.#options
    const key = keyOf(turn)
    const run = new EndpointRun(turn, { services, resolve, holder: this.#holder })
    const done = run
      .run()
      .catch((error: unknown) => {
        services.log.warn({ err: error, endpointId: turn.endpoint_id }, 'the turn of a webhook ended early')
      })
      .finally(() => {
        this.#runs.delete(key)
        void this.#take()
      })
    this.#runs.set(key, { run, done })
  }

  async #renew(): Promise<void> {
    if (this.#runs.size === 0) return
    const begun = [...this.#runs]
    try {
      const held = await this.#options.services.database.write(NO_TENANT, (tx) =>
        renewTurns(tx, { holder: this.#holder }),
      )
      const ours = new Set(held.map(keyOf))
      for (const [key, { run }] of begun) if (!ours.has(key)) run.abort()
    } catch (error) {
      this.#options.services.log.warn({ err: error }, 'webhooks could not renew their turns; trying again soon')
    }
  }

  #fullTenants(): string[] {
    const counts = new Map<string, number>()
    for (const { run } of this.#runs.values()) counts.set(run.tenantId, (counts.get(run.tenantId) ?? 0) + 1)
    return [...counts].filter(([, count]) => count >= TURNS_PER_TENANT).map(([tenantId]) => tenantId)
  }
}

function keyOf({ tenant_id, endpoint_id }: Turn): string {
  return `${tenant_id} ${endpoint_id}`
}
