import type { Database, Scope } from '#platform/database/database.ts'
import type { Tx } from '#platform/database/transaction.ts'

/** Counts the statements that go through the one entry point to the database, frames and look-ups of credentials aside. */
export class StatementCounter {
  #count = 0

  constructor(database: Database) {
    const [read, write] = [database.read.bind(database), database.write.bind(database)]
    database.read = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => read(scope, (tx) => work(this.#watched(tx)))
    database.write = <T>(scope: Scope, work: (tx: Tx) => Promise<T>, last?: (tx: Tx) => void) =>
      write(scope, (tx) => work(this.#watched(tx)), last)
  }

  async during(work: () => Promise<unknown>): Promise<number> {
    const before = this.#count
    await work()
    return this.#count - before
  }

  #watched(tx: Tx): Tx {
    return {
      run: (bound) => {
        this.#count += 1
        return tx.run(bound)
      },
    }
  }
}
