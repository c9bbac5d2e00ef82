import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Actor } from '../../access/actor.ts'
import { insertEvents } from '../../events/events.queries.ts'
import { jobSeconds } from '../../metrics/metrics.ts'
import type { Services } from '../../services.ts'
import {
  type AttemptKey,
  type Claimed,
  endRun,
  isCancelRequested,
  type Progress,
  requeueRun,
  saveProgress,
} from '../attempts.queries.ts'
import type { JobDefinition, JobRun } from '../define-job.ts'
import { toJobEvent } from '../job-event.ts'
import { lockPlaces, unparkRuns } from '../places.queries.ts'
import { type AbortCause, afterAbort, afterFailure, type Outcome, succeeded } from './outcome.ts'
import { ProgressWriter } from './progress-writer.ts'

/** How long an attempt that was asked to leave may take to do so. Then it is left behind and can no longer write. */
const GRACE_MS = 3_000
const MAX_RESULT_LENGTH = 64 * 1024

/** One start of one job, from its claim to what becomes of it. */
export class Attempt {
  readonly key: AttemptKey
  readonly #services: Services
  readonly #definition: JobDefinition<unknown>
  readonly #claimed: Claimed
  readonly #log: Logger
  readonly #abort = new AbortController()
  readonly #progress: ProgressWriter
  #cause: AbortCause | undefined
  #isLeftBehind = false
  readonly #startedMs = performance.now()

  constructor(services: Services, definition: JobDefinition<unknown>, key: AttemptKey, claimed: Claimed) {
    this.#services = services
    this.#definition = definition
    this.#claimed = claimed
    this.key = key
    this.#log = services.log.child({
      job: definition.name,
      jobId: key.runId,
      tenantId: key.tenantId,
      attempt: key.attempt,
    })
    const { done, total } = claimed
    this.#progress = new ProgressWriter({ done, total, message: null }, (progress) => this.#save(progress))
  }

  /** The first cause counts. */
  abort(cause: AbortCause): void {
    this.#cause ??= cause
    this.#abort.abort(new Error(`The job is asked to leave: ${this.#cause}`))
  }

  async run(actor: Actor): Promise<Outcome> {
    const timer = setTimeout(() => this.abort('timed-out'), this.#definition.timeoutMs)
    try {
      const result = await Promise.race([this.#work(actor), this.#leaveBehind()])
      return this.#cause ? afterAbort(this.#cause, result, this.#claimed, this.#definition) : succeeded(result)
    } catch (error) {
      if (this.#cause) return afterAbort(this.#cause, null, this.#claimed, this.#definition)
      this.#log.warn({ err: error }, 'job attempt failed')
      return afterFailure(error, this.#claimed, this.#definition)
    } finally {
      clearTimeout(timer)
      this.#isLeftBehind = true
      await this.#progress.stop()
    }
  }

  /** Whether the outcome could be written; not once another worker has started the job again. */
  async conclude(outcome: Outcome): Promise<boolean> {
    this.#count(outcome)
    if (outcome.kind === 'taken-over') return false
    const { tenantId } = this.key
    const state = outcome.kind === 'again' ? 'queued' : outcome.state
    const isWritten = await this.#services.database.write({ tenantId, actorId: null }, async (tx) => {
      const progress = this.#progress.latest
      await lockPlaces(tx, { tenantId })
      const row =
        outcome.kind === 'again'
          ? await requeueRun(tx, { ...this.key, ...progress, ...outcome })
          : await endRun(tx, {
              ...this.key,
              ...progress,
              ...outcome,
              message: null,
              result: this.#toResultText(outcome.result),
            })
      if (!row) return false
      await Promise.all([insertEvents(tx, [this.#toEvent(state, progress)]), unparkRuns(tx, { tenantId })])
      return true
    })
    if (isWritten) this.#services.announce({ kind: 'events', tenantId })
    this.#log.info({ state, cause: this.#cause, error: outcome.error, isWritten }, 'job attempt ended')
    return isWritten
  }

  #count(outcome: Outcome): void {
    const ended = outcome.kind === 'taken-over' || outcome.kind === 'again' ? outcome.kind : outcome.state
    const seconds = (performance.now() - this.#startedMs) / 1000
    jobSeconds.observe({ job: this.#definition.name, outcome: ended }, seconds)
  }

  /** For when an announcement may have been missed. */
  async checkCancelled(): Promise<void> {
    const { tenantId } = this.key
    const row = await this.#services.database.read({ tenantId, actorId: null }, (tx) => isCancelRequested(tx, this.key))
    this.#obey(row)
  }

  async #work(actor: Actor): Promise<unknown> {
    const payload = this.#definition.payload.safeParse(this.#claimed.payload)
    if (!payload.success)
      throw new Error(`This version of ${this.#definition.name} does not understand what was asked`, {
        cause: payload.error,
      })
    return this.#definition.run(this.#toJobRun(actor, payload.data))
  }

  #toJobRun(actor: Actor, payload: unknown): JobRun<unknown> {
    const { runId, attempt } = this.key
    const request = { id: runId, address: 'job', userAgent: this.#definition.name }
    return {
      id: runId,
      payload,
      attempt,
      actor,
      config: this.#services.config,
      database: this.#services.database,
      carriers: this.#services.carriers,
      outgoing: this.#services.outgoing,
      log: this.#log,
      signal: this.#abort.signal,
      read: async (work) => {
        this.#assertPresent()
        return this.#services.read(actor, request, work)
      },
      write: async (work) => {
        this.#assertPresent()
        return this.#services.write(actor, request, work)
      },
      progress: async (done, total, message) => {
        this.#assertPresent()
        await this.#progress.report({ done, total, message: message ?? null })
      },
    }
  }

  /** What was left behind still runs somewhere in this process; it must not write beside its successor. */
  #assertPresent(): void {
    if (this.#isLeftBehind) throw new Error('The attempt is over')
  }

  async #leaveBehind(): Promise<never> {
    if (!this.#abort.signal.aborted)
      await new Promise((resolve) => this.#abort.signal.addEventListener('abort', resolve, { once: true }))
    await sleep(GRACE_MS, undefined, { ref: false })
    throw new Error(`The job did not leave within ${GRACE_MS / 1000} s`)
  }

  async #save(progress: Progress): Promise<void> {
    const { tenantId } = this.key
    try {
      const row = await this.#services.database.write({ tenantId, actorId: null }, async (tx) => {
        const saved = await saveProgress(tx, { ...this.key, ...progress })
        if (saved) await insertEvents(tx, [this.#toEvent('running', progress)])
        return saved
      })
      this.#services.announce({ kind: 'events', tenantId })
      this.#obey(row)
    } catch (error) {
      // Not worth failing the job: the next report says more.
      this.#log.warn({ err: error }, 'the progress of the job was not written')
    }
  }

  #obey(row: { is_cancelled: boolean } | undefined): void {
    if (!row) this.abort('taken-over')
    else if (row.is_cancelled) this.abort('cancelled')
  }

  #toEvent(state: 'running' | 'queued' | 'succeeded' | 'failed' | 'dead' | 'cancelled', { done, total }: Progress) {
    const { tenantId, runId } = this.key
    return toJobEvent({
      tenantId,
      id: runId,
      name: this.#definition.name,
      state,
      done,
      total,
      actorId: this.#claimed.actor_id,
    })
  }

  #toResultText(result: unknown): string | null {
    const text = JSON.stringify(result ?? null)
    if (text.length <= MAX_RESULT_LENGTH) return text
    this.#log.warn({ length: text.length }, 'the result of the job is too long and was not kept')
    return null
  }
}
