import { setTimeout as sleep } from 'node:timers/promises'
import pg, { type Client } from 'pg'
import type { Log } from './log.ts'

interface KeptConnectionOptions {
  url: string
  /** Shown in pg_stat_activity and in the log. */
  name: string
  log: Log
  /** Brings a new connection to where the old one was; a failure counts as no connection. */
  prepare(client: Client): Promise<void>
  onLost?(): void
  /** Connected again after a loss. */
  onBack?(): void
}

const HEARTBEAT_MS = 5_000
const ANSWER_MS = 5_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

// Seconds until the server notices that our machine is gone and lets go of what the session holds.
const KEEPALIVES = 'set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3'

/**
 * A connection outside the pool whose session itself matters, because it listens or holds a lock. It is asked for a
 * sign of life all the time, since a dead peer is silent, and made anew whenever it is lost.
 */
export class KeptConnection {
  readonly #options: KeptConnectionOptions
  #client: Client | undefined
  #heartbeat: NodeJS.Timeout | undefined
  readonly #closing = new AbortController()
  #reconnecting: Promise<void> | undefined

  constructor(options: KeptConnectionOptions) {
    this.#options = options
  }

  /** The first connection: a failure is the caller's to report. */
  async open(): Promise<void> {
    await this.#connect()
  }

  /** Undefined while it is away. */
  get client(): Client | undefined {
    return this.#client
  }

  async close(): Promise<void> {
    this.#closing.abort()
    clearInterval(this.#heartbeat)
    await this.#reconnecting
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    const { url, name, prepare } = this.#options
    const client = new pg.Client({
      connectionString: url,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
    })
    client.on('error', () => this.#lose(client))
    client.on('end', () => this.#lose(client))
    try {
      await client.connect()
      await client.query(KEEPALIVES)
      await prepare(client)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    this.#client = client
    this.#heartbeat = setInterval(() => this.#checkLife(client), HEARTBEAT_MS)
    this.#heartbeat.unref()
  }

  #checkLife(client: Client): void {
    const silence = setTimeout(() => this.#lose(client), ANSWER_MS)
    silence.unref()
    client.query('select 1').then(
      () => clearTimeout(silence),
      () => this.#lose(client),
    )
  }

  #lose(client: Client): void {
    if (client !== this.#client) return
    this.#client = undefined
    clearInterval(this.#heartbeat)
    // Not end(): that waits for a peer that may be gone.
    client.connection.stream.destroy()
    if (this.#closing.signal.aborted) return
    this.#options.log.warn({ connection: this.#options.name }, 'connection lost, connecting again')
    this.#options.onLost?.()
    this.#reconnecting = this.#reconnect()
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closing
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.#connect()
        this.#options.log.info({ connection: this.#options.name }, 'connected again')
        this.#options.onBack?.()
        return
      } catch (error) {
        this.#options.log.debug({ err: error, connection: this.#options.name }, 'no connection yet')
        await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => {})
      }
    }
  }
}
