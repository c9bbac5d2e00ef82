import type { Client } from 'pg'
import { Flight, FlightError } from './flight.ts'
import type { Bound, Prepared } from './wire.ts'

/** The only way to the database: what holds a Tx is inside one tenant's reach. */
export interface Tx {
  run<Row>(bound: Bound): Promise<Row[]>
}

interface Waiting {
  bound: Bound
  resolve(rows: unknown[]): void
  reject(error: Error): void
}

/** Collects the statements asked for in one turn of the event loop, so that they travel as one flight. */
export class Batch implements Tx {
  #waiting: Waiting[] = []
  #flush: Promise<void> | undefined
  readonly #send: (bounds: Bound[]) => Promise<FlightOutcome>

  constructor(send: (bounds: Bound[]) => Promise<FlightOutcome>) {
    this.#send = send
  }

  run<Row>(bound: Bound): Promise<Row[]> {
    const answer = new Promise<unknown[]>((resolve, reject) => this.#waiting.push({ bound, resolve, reject }))
    // A caller that awaits statements one after the other must not crash the process by the second's rejection.
    answer.catch(() => {})
    this.#flush ??= Promise.resolve().then(() => this.#sendAll())
    // The caller names the row type of its own statement; the generated table types keep it honest.
    return answer as Promise<Row[]>
  }

  /** Sends what waits and comes back when all of it is answered. */
  async settled(): Promise<void> {
    while (this.#flush) await this.#flush
  }

  async #sendAll(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    // No connection, say: whoever waits hears of it.
    const outcome = await this.#send(waiting.map((one) => one.bound)).catch((failure: Error) => ({ rows: [], failure }))
    for (const [index, one] of waiting.entries()) settle(one, index, outcome)
    this.#flush = this.#waiting.length > 0 ? this.#sendAll() : undefined
  }
}

/** Rows per statement, in order; on a failure those of the statements before it. */
export interface FlightOutcome {
  rows: unknown[][]
  failure?: Error
}

function settle(one: Waiting, index: number, { rows, failure }: FlightOutcome): void {
  const answer = rows[index]
  if (answer) {
    one.resolve(answer)
    return
  }
  const error = failure ?? new Error(`No answer to ${one.bound.statement.name}`)
  one.reject(
    index === rows.length ? error : new Error('An earlier statement of the same flight failed', { cause: error }),
  )
}

/** Flies the statements on one connection; the first `lead` answers belong to the transaction frame, not to the caller. */
export async function fly(client: Client, bounds: Bound[], lead: number): Promise<FlightOutcome> {
  const flight = new Flight(bounds)
  // pg takes any object with submit() and the handle* methods; its types only know its own.
  client.query(flight as never)
  try {
    const results = await flight.done
    const rows = results.slice(lead).map((result) => result.rows)
    // COMMIT of a failed transaction answers ROLLBACK instead of an error; taken for success it would lose the change.
    const isLost = results.at(-1)?.command === 'ROLLBACK' && bounds.at(-1)?.statement.text === 'commit'
    return isLost
      ? { rows: rows.slice(0, -1), failure: new Error('The transaction had failed and was rolled back') }
      : { rows }
  } catch (error) {
    if (!(error instanceof FlightError)) throw error
    // A failure inside the frame itself (the first statements) concerns every caller alike.
    const failure = error.cause instanceof Error ? error.cause : error
    return { rows: error.results.slice(lead).map((result) => result.rows), failure }
  }
}

const SAVEPOINT: Prepared = { name: 'gw_savepoint', text: 'savepoint gw' }
const RELEASE: Prepared = { name: 'gw_release', text: 'release savepoint gw' }
const ROLLBACK_TO: Prepared = { name: 'gw_rollback_to', text: 'rollback to savepoint gw' }

/** Work that may fail without failing the transaction around it. */
export async function inSavepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.run({ statement: SAVEPOINT, values: [] })
  try {
    const result = await work()
    await tx.run({ statement: RELEASE, values: [] })
    return result
  } catch (error) {
    // Released as well: savepoints of one name are a stack, and the one around this must find its own again.
    await Promise.all([tx.run({ statement: ROLLBACK_TO, values: [] }), tx.run({ statement: RELEASE, values: [] })])
    throw error
  }
}
