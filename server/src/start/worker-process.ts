import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { METRICS_WANTED } from './start-metrics.ts'

const MAIN = join(import.meta.dirname, '../main.ts')
const RESTART_AFTER_MS = 1000
const STOP_WITHIN_MS = 12_000
const METRICS_WITHIN_MS = 2_000

/** The jobs in a process of their own, so that they cannot delay requests; started again when it dies. */
export class WorkerProcess {
  #child: ChildProcess | undefined
  #isStopping = false
  readonly #databaseUrl: string
  readonly #log: Logger

  constructor({ databaseUrl, log }: { databaseUrl: string; log: Logger }) {
    this.#databaseUrl = databaseUrl
    this.#log = log
  }

  start(): void {
    const { DATABASE_MIGRATION_URL: _, ...inherited } = process.env
    const env = { ...inherited, GROUNDWORK_SERVICES: 'jobs', DATABASE_URL: this.#databaseUrl }
    // Detached: Ctrl-C reaches us alone, and we stop the worker in its turn.
    this.#child = fork(MAIN, [], { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child.once('exit', (code, signal) => this.#onExit(code, signal))
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** What it counts; nothing while it starts or is too busy to say. */
  async metrics(): Promise<object[]> {
    const child = this.#child
    if (!child?.connected) return []
    try {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(METRICS_WITHIN_MS) })
      child.send(METRICS_WANTED)
      // It says nothing else over this channel: see answerMetrics().
      const [message] = (await answer) as [{ metrics: object[] }]
      return message.metrics
    } catch {
      return []
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await ended
    clearTimeout(timer)
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#isStopping) return
    this.#log.error({ code, signal }, 'the worker process ended; starting it again')
    setTimeout(() => {
      if (!this.#isStopping) this.start()
    }, RESTART_AFTER_MS)
  }
}
