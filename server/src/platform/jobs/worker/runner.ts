import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../../access/actor.ts'
import type { Services } from '../../services.ts'
import type { ResolveActor } from '../asked-by.ts'
import { type Claimed, claimRun } from '../attempts.queries.ts'
import type { JobDefinition } from '../define-job.ts'
import { lockPlaces, parkRun, unparkRuns } from '../places.queries.ts'
import type { Ticket } from '../tickets.ts'
import { Attempt } from './attempt.ts'
import { type AbortCause, failed, killedItsProcess, MAX_CRASHES, notBesideSuspect, type Outcome } from './outcome.ts'

/** Turns tickets into attempts, and knows which attempts run in this process. */
export class JobRunner {
  readonly #running = new Map<string, Attempt>()
  readonly #services: Services
  readonly #resolveActor: ResolveActor
  /** Jobs whose process has died before, now running here: one at most, or the innocent would be judged with the guilty. */
  readonly #suspects = new Set<string>()
  #isStopping = false

  constructor(services: Services, resolveActor: ResolveActor) {
    this.#services = services
    this.#resolveActor = resolveActor
  }

  get runningCount(): number {
    return this.#running.size
  }

  /** Comes back when the ticket is used up. Throws when it is not ours any more, so that the queue leaves it alone. */
  async use(definition: JobDefinition<unknown>, ticket: Ticket): Promise<void> {
    const claimed = await this.#claim(ticket)
    // Parked; or a leftover: cancelled, retried by hand, or ended just before its worker died.
    if (!claimed) return
    const attempt = new Attempt(this.#services, definition, { ...ticket, attempt: claimed.attempts }, claimed)
    const outcome = await this.#run(attempt, claimed, ticket)
    const isWritten = await this.#persistently(() => attempt.conclude(outcome))
    if (!isWritten) throw new Error(`Job ${ticket.runId} has been taken over by another worker`)
  }

  cancel(runId: string): void {
    this.#running.get(runId)?.abort('cancelled')
  }

  abortAll(cause: AbortCause): void {
    if (cause === 'stopping') this.#isStopping = true
    for (const attempt of this.#running.values()) attempt.abort(cause)
  }

  /** After announcements may have been missed. */
  async checkCancelled(): Promise<void> {
    await Promise.all([...this.#running.values()].map((attempt) => attempt.checkCancelled()))
  }

  async #run(attempt: Attempt, claimed: Claimed, { tenantId, runId }: Ticket): Promise<Outcome> {
    if (claimed.crashes >= MAX_CRASHES) return killedItsProcess()
    if (claimed.is_cancelled) return { kind: 'ended', state: 'cancelled', error: null, result: null }
    const actor = await this.#persistently(() => this.#resolveActor(tenantId, claimed.actor))
    if (!actor) return failed(whyNobody(claimed.actor))
    return claimed.crashes > 0 ? this.#runSuspect(attempt, actor, runId) : this.#runAs(attempt, actor, runId)
  }

  async #runSuspect(attempt: Attempt, actor: Actor, runId: string): Promise<Outcome> {
    if (this.#suspects.size > 0) return notBesideSuspect()
    this.#suspects.add(runId)
    try {
      return await this.#runAs(attempt, actor, runId)
    } finally {
      this.#suspects.delete(runId)
    }
  }

  async #runAs(attempt: Attempt, actor: Actor, runId: string): Promise<Outcome> {
    this.#running.set(runId, attempt)
    if (this.#isStopping) attempt.abort('stopping')
    try {
      return await attempt.run(actor)
    } finally {
      this.#running.delete(runId)
    }
  }

  #claim(ticket: Ticket): Promise<Claimed | undefined> {
    return this.#persistently(() =>
      this.#services.database.write({ tenantId: ticket.tenantId, actorId: null }, async (tx) => {
        const [, claimed] = await Promise.all([lockPlaces(tx, ticket), claimRun(tx, ticket)])
        if (claimed) return claimed
        const parked = await parkRun(tx, ticket)
        // A leftover used up the turn of a parked job, which may have nobody else left to fetch it.
        if (!parked) await unparkRuns(tx, ticket)
        return undefined
      }),
    )
  }

  /** The database may be away for a moment; that is no reason to run a job again. */
  async #persistently<T>(work: () => Promise<T>): Promise<T> {
    for (let pauseMs = 200; ; pauseMs *= 2) {
      try {
        return await work()
      } catch (error) {
        if (pauseMs > 10_000 || this.#isStopping) throw error
        this.#services.log.warn({ err: error }, 'the database does not answer a worker; trying again')
        await sleep(pauseMs)
      }
    }
  }
}

function whyNobody({ kind, name }: Claimed['actor']): string {
  if (kind === 'api_key') return `The API key "${name}" that asked for this is no longer valid`
  if (kind === 'automation') return `The automation "${name}" has been deleted`
  if (kind === 'support') return `${name}, who asked for this, is not let in any more`
  return `${name}, who asked for this, is no longer an active member`
}
