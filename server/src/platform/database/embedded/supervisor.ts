import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '#platform/config/start-error.ts'
import { type Cluster, saveCluster } from './cluster.ts'
import { stopOrphan, stopProcess } from './orphan.ts'
import { LaunchFailure, type LaunchOptions, launchPostmaster, type Postmaster } from './postmaster.ts'

const START_TIMEOUT_MS = 30_000
const PORTS_TO_TRY = 200

/** Keeps one server running: starts it past the traces of a crash, and starts it again whenever it dies. */
export class Supervisor {
  readonly cluster: Cluster
  readonly #options: LaunchOptions
  #postmaster: Postmaster | undefined
  #watching: Promise<void> = Promise.resolve()
  readonly #stopping = new AbortController()

  constructor(cluster: Cluster, options: LaunchOptions) {
    this.cluster = { ...cluster }
    this.#options = options
  }

  async start(): Promise<void> {
    const firstPort = this.cluster.port
    this.#postmaster = await this.#launchWithin(START_TIMEOUT_MS)
    if (this.cluster.port !== firstPort) await saveCluster(this.cluster)
    process.once('exit', this.#stopOnExit)
    this.#watching = this.#watch()
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return
    this.#stopping.abort()
    if (this.#postmaster) await stopProcess(this.#postmaster.pid)
    await this.#watching
    process.off('exit', this.#stopOnExit)
  }

  /** An exit that nobody planned (an uncaught exception) still asks the server to go. */
  readonly #stopOnExit = () => {
    try {
      if (this.#postmaster) process.kill(this.#postmaster.pid, 'SIGINT')
    } catch {
      // It is gone already, which is what we wanted.
    }
  }

  async #launchWithin(timeoutMs: number): Promise<Postmaster> {
    const deadline = performance.now() + timeoutMs
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 1_000)) {
      try {
        await stopOrphan(this.cluster, this.#options.log)
        return await this.#launchOnFreePort()
      } catch (error) {
        if (!(error instanceof LaunchFailure)) throw error
        if (!passes(error) || performance.now() > deadline) throw new StartError(startMessage(error), { cause: error })
        await sleep(waitMs)
      }
    }
  }

  async #launchOnFreePort(): Promise<Postmaster> {
    const firstPort = this.cluster.port
    for (; ; this.cluster.port += 1) {
      try {
        return await launchPostmaster(this.cluster, this.#options)
      } catch (error) {
        const isTaken = error instanceof LaunchFailure && error.output.includes('could not bind')
        if (!isTaken || this.cluster.port >= firstPort + PORTS_TO_TRY) throw error
      }
    }
  }

  /** After the first start the port is known to others, so it stays, and we try for as long as it takes. */
  async #watch(): Promise<void> {
    while (this.#postmaster) {
      await this.#postmaster.exited
      this.#postmaster = undefined
      if (this.#stopping.signal.aborted) return
      this.#options.log.error({}, 'the database server died, starting it again')
      this.#postmaster = await this.#restart()
    }
  }

  async #restart(): Promise<Postmaster | undefined> {
    for (let waitMs = 100; !this.#stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 5_000)) {
      try {
        const postmaster = await launchPostmaster(this.cluster, this.#options)
        this.#options.log.info({ pid: postmaster.pid }, 'the database server is back')
        // stop() may have come while the server was starting and found nothing to stop yet.
        if (this.#stopping.signal.aborted) await stopProcess(postmaster.pid)
        return postmaster
      } catch (error) {
        this.#options.log.error({ err: error }, 'the database server does not start, trying again')
        await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => {})
      }
    }
    return undefined
  }
}

/** After a kill the dead server's lock file and shared memory linger until its last process is reaped. */
function passes({ output }: LaunchFailure): boolean {
  return /lock file|shared memory|is being used|starting up|shutting down/i.test(output)
}

function startMessage({ output }: LaunchFailure): string {
  if (output.includes('No space left')) return `The disk is full, so the database cannot start.\n${output}`
  return `The database server does not start. It said:\n${output}`
}
