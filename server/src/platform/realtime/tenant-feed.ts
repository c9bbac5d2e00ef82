import type { Actor } from '../access/actor.ts'
import type { Database } from '../database/database.ts'
import type { Log as Logger } from '../database/log.ts'
import { findEnd, hasPending, type LogRow, readLog } from '../events/log.queries.ts'
import type { Position } from '../events/position.ts'
import { heardEvents } from '../resource/event-subjects.ts'
import type { Listener, Log } from './listener.ts'

const PAGE = 500
/** While something is committed that an older transaction still hides. */
const PENDING_MS = 250
/** In case an announcement was lost with the process that should have made it. */
const SAFETY_MS = 5_000

/** Reads what is new in one tenant's log, once for all who listen there. */
export class TenantFeed implements Log {
  readonly listeners = new Set<Listener>()
  readonly #tenantId: string
  readonly #database: Database
  readonly #logger: Logger
  #position: Position
  #timer: NodeJS.Timeout | undefined
  #isReading = false
  #isAskedAgain = false
  #isClosed = false

  static async open(database: Database, tenantId: string, logger: Logger): Promise<TenantFeed> {
    const end = await database.read({ tenantId, actorId: null }, (tx) => findEnd(tx, {}))
    if (!end) throw new Error('The log has no end')
    return new TenantFeed(database, tenantId, logger, end)
  }

  private constructor(database: Database, tenantId: string, logger: Logger, position: Position) {
    this.#database = database
    this.#tenantId = tenantId
    this.#logger = logger
    this.#position = position
    this.#wakeIn(SAFETY_MS)
  }

  get position(): Position {
    return this.#position
  }

  read(after: Position, limit: number): Promise<LogRow[]> {
    return this.#database.read({ tenantId: this.#tenantId, actorId: null }, (tx) =>
      readLog(tx, { tenantId: this.#tenantId, ...after, limit }),
    )
  }

  heardBy(actor: Actor, rows: readonly LogRow[]): Promise<LogRow[]> {
    return this.#database.read({ tenantId: this.#tenantId, actorId: actor.id }, (tx) =>
      heardEvents({ tx, actor }, rows),
    )
  }

  /** Something has been committed. However often it is said while a read is under way, one more read follows. */
  wake(): void {
    if (this.#isReading) this.#isAskedAgain = true
    else if (!this.#isClosed) void this.#readNew()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  async #readNew(): Promise<void> {
    this.#isReading = true
    clearTimeout(this.#timer)
    const isPending = await this.#handOut().catch((error: unknown) => {
      this.#logger.warn({ err: error, tenantId: this.#tenantId }, 'live updates could not read the log')
      return false
    })
    this.#isReading = false
    if (this.#isClosed) return
    if (!this.#isAskedAgain) return this.#wakeIn(isPending ? PENDING_MS : SAFETY_MS)
    this.#isAskedAgain = false
    void this.#readNew()
  }

  /** True when something waits for an older transaction to end. */
  async #handOut(): Promise<boolean> {
    const tenantId = this.#tenantId
    const [rows, found] = await this.#database.read({ tenantId, actorId: null }, (tx) =>
      Promise.all([readLog(tx, { tenantId, ...this.#position, limit: PAGE }), hasPending(tx, { tenantId })]),
    )
    const last = rows.at(-1)
    if (last) this.#position = { txid: last.txid, sequence: last.sequence }
    if (rows.length === PAGE) this.#isAskedAgain = true
    for (const listener of this.listeners) listener.hear(rows)
    return found?.pending === true
  }

  #wakeIn(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.wake(), milliseconds)
    this.#timer.unref()
  }
}
