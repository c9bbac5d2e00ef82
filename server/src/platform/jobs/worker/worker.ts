import { setTimeout as sleep } from 'node:timers/promises'
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import type { Services } from '../../services.ts'
import type { ResolveActor } from '../asked-by.ts'
import type { CronTask } from '../cron.ts'
import type { JobDefinition } from '../define-job.ts'
import { Liveness } from './liveness.ts'
import { type Queue, startQueue } from './queue.ts'
import { JobRunner } from './runner.ts'

interface WorkerOptions {
  services: Services
  /** The service's role, not through a transaction pooler: listening and the lock belong to sessions. */
  url: string
  jobs: readonly JobDefinition<unknown>[]
  cron: readonly CronTask[]
  resolveActor: ResolveActor
}

export interface Worker {
  /** Within ten seconds: running jobs may finish, then are asked to leave, then are given back. */
  stop(): Promise<void>
}

// 5 s to finish, 3 s (GRACE_MS of an attempt) to leave, and time to write down how it ended.
const FINISH_MS = 5_000
const RESTART_MS = 2_000

/** Runs jobs and periodic work in this process until it is stopped. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const worker = new RunningWorker(options)
  await worker.start()
  return worker
}

class RunningWorker implements Worker {
  readonly #options: WorkerOptions
  readonly #runner: JobRunner
  readonly #stopping = new AbortController()
  #queue: Queue | undefined
  #liveness: Liveness | undefined
  #unsubscribe: (() => void) | undefined

  constructor(options: WorkerOptions) {
    this.#options = options
    this.#runner = new JobRunner(options.services, options.resolveActor)
  }

  async start(): Promise<void> {
    await this.#startQueue()
    this.#unsubscribe = this.#options.services.onAnnouncement((message) => {
      if (message.kind === 'job-cancelled') this.#runner.cancel(message.jobId)
      if (message.kind === 'missed') void this.#runner.checkCancelled().catch(() => {})
    })
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#unsubscribe?.()
    const timer = setTimeout(() => this.#runner.abortAll('stopping'), FINISH_MS)
    await this.#queue
      ?.stop()
      .catch((error: unknown) => this.#options.services.log.warn({ err: error }, 'the queue did not stop cleanly'))
    clearTimeout(timer)
    await this.#liveness?.stop()
  }

  async #startQueue(): Promise<void> {
    const { services, url, cron } = this.#options
    const registered = Promise.withResolvers<void>()
    const queue = await startQueue({
      url,
      cron,
      concurrency: services.config.jobConcurrency,
      tasks: this.#toTasks(),
      log: services.log,
      beforeFirst: async (poolId) => {
        const registering = this.#register(poolId)
        registered.resolve(registering)
        await registering
      },
    })
    try {
      await registered.promise
    } catch (error) {
      await queue.stop()
      throw error
    }
    this.#queue = queue
    void this.#restartWhenEnded(queue)
  }

  async #register(poolId: string): Promise<void> {
    const { services, url } = this.#options
    this.#liveness = new Liveness({ url, services, poolId, onTakenForDead: () => this.#runner.abortAll('taken-over') })
    await this.#liveness.start()
  }

  /** The queue gives up when it cannot write for long; the jobs go on when the database is back. */
  async #restartWhenEnded(queue: Queue): Promise<void> {
    let reason = await queue.ended.then(
      () => undefined,
      (error: unknown) => error,
    )
    const { signal } = this.#stopping
    while (!signal.aborted) {
      this.#options.services.log.error({ err: reason }, 'the job queue is down; starting it again')
      await this.#liveness?.stop().catch(() => {})
      await sleep(RESTART_MS, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        return await this.#startQueue()
      } catch (error) {
        reason = error
      }
    }
  }

  #toTasks(): TaskList {
    const tasks: TaskList = {}
    for (const definition of this.#options.jobs) {
      tasks[definition.name] = (payload) => this.#runner.use(definition, Ticket.parse(payload))
    }
    for (const { name, run } of this.#options.cron)
      tasks[name] = (_payload, helpers) => run(this.#options.services, helpers.abortSignal ?? this.#stopping.signal)
    return tasks
  }
}

const Ticket = z.object({ tenantId: z.uuid(), runId: z.uuid(), ticket: z.int() })
