import { analyzeTable, findEstimate } from './statistics.queries.ts'
import type { Tx } from './transaction.ts'

/**
 * Has the planner look at a table again whenever it has doubled. Autovacuum does so too, but up to a minute later, and a
 * minute is how long a large import takes.
 */
export class GrowingTable {
  readonly #table: string
  #added = 0

  constructor(table: string) {
    this.#table = table
  }

  /** In a transaction of its own, behind the one that added the rows. */
  async note(tx: Tx, added: number): Promise<void> {
    this.#added += added
    if (this.#added === 0) return
    const estimate = await findEstimate(tx, { table: this.#table })
    if (this.#added < (estimate?.rows ?? 0)) return
    await analyzeTable(tx, { table: this.#table })
    this.#added = 0
  }
}
