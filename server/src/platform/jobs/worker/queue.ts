import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, type RunnerOptions, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { Logger as Log } from 'pino'
import type { CronTask } from '../cron.ts'

interface QueueOptions {
  url: string
  concurrency: number
  tasks: TaskList
  cron: readonly CronTask[]
  log: Log
  /** Awaited before the first ticket is taken: from then on somebody must notice if we die. */
  beforeFirst(poolId: string): Promise<void>
}

export interface Queue {
  /** Takes no more tickets; comes back when those it has are used up. */
  stop(): Promise<void>
  /** Settles when the queue has stopped, rejected when it stopped by itself. */
  ended: Promise<void>
}

/** Starts graphile-worker as the service's role. Its schema has been made by migrate-jobs.ts. */
export async function startQueue({ url, concurrency, tasks, cron, log, beforeFirst }: QueueOptions): Promise<Queue> {
  const pool = openPool(url, log)
  const gate = registrationGate(beforeFirst)
  const runner = await run(toRunnerOptions({ pool, concurrency, tasks, cron, log, gate })).catch(
    async (error: unknown) => {
      await pool.end()
      throw error
    },
  )
  const ended = runner.promise.finally(() => pool.end())
  ended.catch(() => {})
  return { ended, stop: () => runner.stop() }
}

function openPool(url: string, log: Log): pg.Pool {
  // One listens; claiming and completing are short and share the others.
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 5_000,
    application_name: 'groundwork queue',
  })
  // Not the error itself: pg hangs the whole connection on it.
  const onError = (error: Error) => log.warn({ reason: error.message }, 'a connection of the queue was lost')
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

interface Gate {
  events: WorkerEvents
  opened: Promise<void>
}

/** graphile-worker names its pool itself and starts at once; this lets it know the name first and wait. */
function registrationGate(beforeFirst: (poolId: string) => Promise<void>): Gate {
  const events: WorkerEvents = new EventEmitter()
  const opened = new Promise<void>((resolve, reject) => {
    events.once('pool:create', ({ workerPool }) => beforeFirst(workerPool.id).then(resolve, reject))
  })
  // Whoever starts the queue hears of a failure by themselves.
  opened.catch(() => {})
  return { events, opened }
}

interface RunnerParts extends Pick<QueueOptions, 'concurrency' | 'tasks' | 'cron' | 'log'> {
  pool: pg.Pool
  gate: Gate
}

function toRunnerOptions({ pool, concurrency, tasks, cron, log, gate }: RunnerParts): RunnerOptions {
  const awaitRegistration: GraphileConfig.Plugin = {
    name: 'await-registration',
    version: '1.0.0',
    worker: { hooks: { startWorker: () => gate.opened } },
  }
  return {
    pgPool: pool,
    concurrency,
    taskList: tasks,
    parsedCronItems: parseCronItems(cron.map(toCronItem)),
    noHandleSignals: true,
    pollInterval: 1_000,
    events: gate.events,
    logger: toQueueLogger(log),
    // Without batching a failure to complete a ticket would be an unhandled rejection; batches are tried again.
    preset: { plugins: [awaitRegistration], worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  }
}

// A day and an hour: what runs at night also gets done where the machine is off then.
const MAKE_UP_MS = 25 * 60 * 60 * 1000

/**
 * A run that was missed while no worker lived is made up for; one that is still waiting is not joined by a second, and
 * one that runs is not joined by its next.
 */
function toCronItem({ name, schedule }: CronTask) {
  return {
    task: name,
    match: schedule,
    identifier: name,
    options: { backfillPeriod: MAKE_UP_MS, maxAttempts: 3, jobKey: name, queueName: name } as const,
  }
}

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

function toQueueLogger(log: Log): Logger {
  // The message alone: what comes with it holds whole tickets and errors that are logged where they happen.
  return new Logger((scope) => (level, message) => log[LEVELS[level]]({ queue: scope.label ?? 'queue' }, message))
}
