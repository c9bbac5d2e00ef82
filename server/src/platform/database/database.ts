import type { Client } from 'pg'
import { Connections, type Lent } from './connections.ts'
import { Batch, type FlightOutcome, fly, type Tx } from './transaction.ts'
import type { Bound, Prepared } from './wire.ts'

/** On whose behalf the database is asked. Without a tenant only platform tables and the credential look-up answer. */
export interface Scope {
  tenantId: string | null
  actorId: string | null
  timeoutMs?: number
}

export const NO_TENANT: Scope = { tenantId: null, actorId: null }
const DEFAULT_TIMEOUT_MS = 5000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const SET_LOCALS =
  "select set_config('gw.tenant_id', $1, true), set_config('gw.actor_id', $2, true), set_config('statement_timeout', $3, true)"
const SCOPE: Prepared = { name: 'gw_scope', text: SET_LOCALS }
const READ_SCOPE: Prepared = {
  name: 'gw_read_scope',
  text: `${SET_LOCALS}, set_config('transaction_read_only', 'on', true)`,
}
const BEGIN: Prepared = { name: 'gw_begin', text: 'begin' }
const BEGIN_SNAPSHOT: Prepared = { name: 'gw_begin_snapshot', text: 'begin isolation level repeatable read read only' }
const COMMIT: Prepared = { name: 'gw_commit', text: 'commit' }
const ROLLBACK: Prepared = { name: 'gw_rollback', text: 'rollback' }
const bare = (statement: Prepared): Bound => ({ statement, values: [] })

export interface DatabaseOptions {
  url: string
  poolSize: number
  onError(error: Error): void
}

/** The one entry point to PostgreSQL: every statement runs with its tenant, actor and time limit set for itself only. */
export class Database {
  readonly #connections: Connections

  constructor({ url, poolSize, onError }: DatabaseOptions) {
    this.#connections = new Connections({ url, size: poolSize, onError })
  }

  /**
   * Reads without a transaction to hold: the statements asked for in one turn travel as one flight, with the tenant
   * set inside it. A later turn flies again, on any connection, and sees what has been committed meanwhile.
   */
  async read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const frame: Bound = { statement: READ_SCOPE, values: scopeValues(scope) }
    return work(new Batch((bounds) => this.#flyAlone([frame, ...bounds])))
  }

  /** One transaction: all of `work` is committed, or none of it. `beforeCommit` travels with the COMMIT. */
  async write<T>(scope: Scope, work: (tx: Tx) => Promise<T>, beforeCommit?: (tx: Tx) => void): Promise<T> {
    return this.#transaction([bare(BEGIN), { statement: SCOPE, values: scopeValues(scope) }], work, beforeCommit)
  }

  /** Many reads of one unchanging state, such as an export. */
  async snapshot<T>(scope: Scope, work: (tx: Tx, client: Client) => Promise<T>): Promise<T> {
    return this.#transaction([bare(BEGIN_SNAPSHOT), { statement: SCOPE, values: scopeValues(scope) }], work)
  }

  async close(): Promise<void> {
    await this.#connections.close()
  }

  async #transaction<T>(
    frame: Bound[],
    work: (tx: Tx, client: Client) => Promise<T>,
    beforeCommit?: (tx: Tx) => void,
  ): Promise<T> {
    const lent = await this.#connections.take()
    let opening = frame
    const batch = new Batch((bounds) => {
      const lead = opening
      opening = []
      return fly(lent.client, [...lead, ...bounds], lead.length)
    })
    try {
      const result = await work(batch, lent.client)
      await batch.settled()
      // Never begun: nothing was asked, so there is nothing to commit, unless the end has something to say.
      if (opening.length === 0 || beforeCommit) {
        beforeCommit?.(batch)
        await commit(batch)
      }
      this.#connections.giveBack(lent)
      return result
    } catch (error) {
      await this.#rollBack(lent, batch)
      throw error
    }
  }

  async #rollBack(lent: Lent, batch: Batch): Promise<void> {
    try {
      await batch.settled()
      await batch.run(bare(ROLLBACK))
      this.#connections.giveBack(lent)
    } catch {
      // The connection is in an unknown state; without it the server rolls back by itself.
      this.#connections.discard(lent)
    }
  }

  async #flyAlone(bounds: Bound[]): Promise<FlightOutcome> {
    const lent = this.#connections.takeIdle() ?? (await this.#connections.take())
    try {
      return await fly(lent.client, bounds, 1)
    } finally {
      this.#connections.giveBack(lent)
    }
  }
}

function scopeValues({ tenantId, actorId, timeoutMs = DEFAULT_TIMEOUT_MS }: Scope): string[] {
  if (tenantId !== null && !UUID.test(tenantId)) throw new Error('The tenant of a scope is not a UUID')
  return [tenantId ?? '', actorId ?? '', String(timeoutMs)]
}

/** The commit flies with whatever still waits: PostgreSQL turns it into a rollback if any of that fails. */
async function commit(batch: Batch): Promise<void> {
  const committed = batch.run(bare(COMMIT))
  await batch.settled()
  await committed
}
