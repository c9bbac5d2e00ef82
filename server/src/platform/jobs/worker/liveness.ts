import { hostname } from 'node:os'
import { NO_TENANT } from '../../database/database.ts'
import { KeptConnection } from '../../database/kept-connection.ts'
import type { Services } from '../../services.ts'
import { deleteWorker, freeDeadWorkers, insertWorker, isRegistered, lockWorker } from './workers.queries.ts'

interface LivenessOptions {
  url: string
  services: Services
  poolId: string
  /** Others took us for dead and have our jobs: what runs here must leave. */
  onTakenForDead(): void
}

const SWEEP_MS = 3_000

/**
 * The queue keeps a dead worker's jobs for four hours. So each worker holds a lock that ends with its connection, and
 * every worker looks, every three seconds, whose lock is gone, and gives their jobs back.
 */
export class Liveness {
  readonly #options: LivenessOptions
  readonly #connection: KeptConnection
  #id: number | undefined
  #sweeping: NodeJS.Timeout | undefined
  #sweep: Promise<void> | undefined

  constructor(options: LivenessOptions) {
    this.#options = options
    this.#connection = new KeptConnection({
      url: options.url,
      name: 'groundwork worker',
      log: options.services.log,
      prepare: async (client) => {
        if (this.#id === undefined) this.#id = await this.#register(client)
        else await this.#resume(client, this.#id)
      },
    })
  }

  async start(): Promise<void> {
    await this.#connection.open()
    this.#sweeping = setInterval(() => this.#sweepOnce(), SWEEP_MS)
    this.#sweepOnce()
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeping)
    await this.#sweep
    const id = this.#id
    if (id !== undefined) await this.#options.services.database.write(NO_TENANT, (tx) => deleteWorker(tx, { id }))
    await this.#connection.close()
  }

  #register(client: Parameters<typeof insertWorker>[0]): Promise<number> {
    return insertWorker(client, { poolId: this.#options.poolId, host: hostname(), pid: process.pid })
  }

  /** The connection was away. If nobody has noticed, nothing has happened. */
  async #resume(client: Parameters<typeof insertWorker>[0], id: number): Promise<void> {
    await lockWorker(client, id)
    if (await isRegistered(client, id)) return
    this.#options.services.log.error(
      { workerId: id },
      'this worker was taken for dead; its jobs have been given to others',
    )
    this.#options.onTakenForDead()
    this.#id = await this.#register(client)
  }

  #sweepOnce(): void {
    this.#sweep ??= this.#freeDead().finally(() => {
      this.#sweep = undefined
    })
  }

  async #freeDead(): Promise<void> {
    const { database, log } = this.#options.services
    try {
      const freed = await database.write(NO_TENANT, (tx) => freeDeadWorkers(tx, {}))
      if (freed?.pools) log.warn({ pools: freed.pools }, 'jobs of dead workers were given back')
    } catch (error) {
      log.warn({ err: error }, 'could not look for dead workers')
    }
  }
}
