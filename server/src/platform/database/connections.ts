import pg, { type Client } from 'pg'

interface ConnectionsOptions {
  url: string
  /** As many at most. */
  size: number
  /** Told of a connection that was lost while nobody used it. */
  onError(error: Error): void
}

/** A connection that somebody has to themselves until it is given back. */
export interface Lent {
  readonly client: Client
  readonly openedAtMs: number
  restingSinceMs: number
  isGone: boolean
}

interface Waiting {
  resolve(lent: Lent): void
  reject(error: Error): void
  timer: NodeJS.Timeout
}

const PATIENCE_MS = 3000
const REST_MS = 60_000
const SWEEP_EVERY_MS = 10_000
/** Prepared statements stay with their connection; a new one now and then keeps what they take bounded. */
const LIFE_MS = 30 * 60_000

/** No connection was to be had: the server is away, or all are busy for too long. */
export class NoConnectionError extends Error {
  override name = 'NoConnectionError'
}

/**
 * The connections of one process. Not pg's own pool: that sets two timers and goes through the event loop for every
 * loan, which is a tenth of what a read costs (docs/decisions/0009-one-flight-reads.md). Here a resting connection is
 * lent at once, and only who has to wait has a timer.
 */
export class Connections {
  readonly #options: ConnectionsOptions
  /** Last in, first out: under little load the others rest long enough to be closed. */
  readonly #resting: Lent[] = []
  readonly #waiting: Waiting[] = []
  readonly #ending = new Set<Promise<void>>()
  readonly #sweep: NodeJS.Timeout
  /** Open or being opened. */
  #count = 0
  #whenEmpty: (() => void) | undefined
  #isClosing = false

  constructor(options: ConnectionsOptions) {
    this.#options = options
    this.#sweep = setInterval(() => this.#closeRested(), SWEEP_EVERY_MS)
    this.#sweep.unref()
  }

  /** Undefined where one has to be waited for. */
  takeIdle(): Lent | undefined {
    return this.#resting.pop()
  }

  async take(): Promise<Lent> {
    if (this.#isClosing) throw new NoConnectionError('The database was closed')
    const resting = this.takeIdle()
    if (resting) return resting
    const lent = this.#wait()
    this.#openIfNeeded()
    return lent
  }

  giveBack(lent: Lent): void {
    if (lent.isGone) return
    const now = performance.now()
    if (this.#isClosing || now - lent.openedAtMs > LIFE_MS) this.discard(lent)
    else this.#pass(lent, now)
  }

  /** Nobody gets this one any more. */
  discard(lent: Lent): void {
    if (lent.isGone) return
    const ended = lent.client.end().catch(() => {})
    this.#ending.add(ended)
    void ended.then(() => this.#ending.delete(ended))
    this.#forget(lent)
  }

  /** Comes back when the last loan is given back and all connections are closed. */
  async close(): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#sweep)
    for (const waiting of this.#waiting.splice(0)) refuse(waiting, new NoConnectionError('The database was closed'))
    for (const lent of [...this.#resting]) this.discard(lent)
    if (this.#count > 0) await new Promise<void>((resolve) => (this.#whenEmpty = resolve))
    await Promise.all(this.#ending)
  }

  #wait(): Promise<Lent> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        reject(new NoConnectionError(`No connection to the database became free within ${PATIENCE_MS} ms`))
      }, PATIENCE_MS)
      const waiting = { resolve, reject, timer }
      this.#waiting.push(waiting)
    })
  }

  #pass(lent: Lent, now: number): void {
    const waiting = this.#waiting.shift()
    if (waiting) {
      clearTimeout(waiting.timer)
      waiting.resolve(lent)
      return
    }
    lent.restingSinceMs = now
    this.#resting.push(lent)
  }

  #openIfNeeded(): void {
    if (this.#waiting.length > 0 && this.#count < this.#options.size && !this.#isClosing) void this.#open()
  }

  async #open(): Promise<void> {
    this.#count++
    const client = new pg.Client({ connectionString: this.#options.url, connectionTimeoutMillis: PATIENCE_MS })
    const now = performance.now()
    const lent: Lent = { client, openedAtMs: now, restingSinceMs: now, isGone: false }
    let isOpen = false
    client.on('error', (error) => isOpen && this.#lose(lent, error))
    client.on('end', () => isOpen && this.#forget(lent))
    try {
      await client.connect()
      isOpen = true
      this.giveBack(lent)
    } catch (cause) {
      const waiting = this.#waiting.shift()
      if (waiting) refuse(waiting, new NoConnectionError('The database does not let us in', { cause }))
      this.#forget(lent)
    }
  }

  #lose(lent: Lent, error: Error): void {
    // Who uses it hears of the loss from pg.
    if (this.#resting.includes(lent)) this.#options.onError(error)
    this.#forget(lent)
  }

  #forget(lent: Lent): void {
    if (lent.isGone) return
    lent.isGone = true
    this.#count--
    const index = this.#resting.indexOf(lent)
    if (index >= 0) this.#resting.splice(index, 1)
    if (this.#count === 0) this.#whenEmpty?.()
    this.#openIfNeeded()
  }

  #closeRested(): void {
    const restedSince = performance.now() - REST_MS
    for (const lent of this.#resting.filter(({ restingSinceMs }) => restingSinceMs < restedSince)) this.discard(lent)
  }
}

function refuse({ timer, reject }: Waiting, error: Error): void {
  clearTimeout(timer)
  reject(error)
}
