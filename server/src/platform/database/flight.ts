import type { DatabaseError } from 'pg'
import { dropWritten, takeFlight, writeBind, writeDescribe, writeExecute, writeParse } from './messages.ts'
import { type Column, toColumn, toWireValue } from './values.ts'
import { type Bound, type FieldDescription, type PreparedState, preparedStateOf, type WireConnection } from './wire.ts'

export interface FlightResult {
  rows: Record<string, unknown>[]
  command: string
}

/**
 * Several prepared statements sent together and answered together: one round trip, one Sync.
 *
 * Everything before a Sync is one transaction for PostgreSQL, so a flight whose first statement sets the tenant
 * locally needs no BEGIN and COMMIT, and the setting ends with the flight. Not pg's `pipeline: true`: that
 * syncs after every query, which would end the tenant setting before the query that needs it.
 *
 * pg calls the handle* methods while the flight is its active query.
 */
export class Flight {
  readonly results: FlightResult[] = []
  readonly done: Promise<FlightResult[]>
  #resolve!: (results: FlightResult[]) => void
  #reject!: (error: FlightError) => void
  #rows: Record<string, unknown>[] = []
  #columns: Column[] | undefined
  #state: PreparedState | undefined
  #settled = false
  readonly #bounds: readonly Bound[]

  constructor(bounds: readonly Bound[]) {
    this.#bounds = bounds
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Sends everything or, where a value cannot be written, nothing: then pg hands the error to handleError. */
  submit(connection: WireConnection): Error | null {
    const state = preparedStateOf(connection)
    this.#state = state
    try {
      const { bytes, parsing } = writeFlight(this.#bounds, state)
      state.parsing.push(...parsing)
      if (connection.stream.writable) connection.stream.write(bytes)
      return null
    } catch (error) {
      dropWritten()
      // What writing a value throws is an Error: a circular object, a BigInt in JSON.
      return error as Error
    }
  }

  handleRowDescription(message: { fields: FieldDescription[] }): void {
    const name = this.#current()?.statement.name
    this.#columns = message.fields.map(toColumn)
    if (name) this.#state?.columns.set(name, this.#columns)
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.#columns ??= this.#knownColumns()
    this.#rows.push(toRow(this.#columns, message.fields))
  }

  handleCommandComplete(message: { text: string }): void {
    this.results.push({ rows: this.#rows, command: message.text })
    this.#rows = []
    this.#columns = undefined
  }

  handleError(error: DatabaseError): void {
    if (this.#settled) return
    this.#settled = true
    if (this.#state) this.#state.parsing.length = 0
    this.#reject(new FlightError(error, this.results.length, this.results))
  }

  handleReadyForQuery(): void {
    if (this.#settled) return
    this.#settled = true
    this.#resolve(this.results)
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}

  #current(): Bound | undefined {
    return this.#bounds[this.results.length]
  }

  #knownColumns(): Column[] {
    const name = this.#current()?.statement.name
    const columns = name === undefined ? undefined : this.#state?.columns.get(name)
    if (!columns) throw new Error(`Rows without a description for ${name ?? 'an unknown statement'}`)
    return columns
  }
}

/** Which statement of the flight failed; those behind it were not run. */
export class FlightError extends Error {
  readonly index: number
  readonly results: FlightResult[]
  constructor(cause: DatabaseError, index: number, results: FlightResult[]) {
    super(cause.message, { cause })
    this.index = index
    this.results = results
  }
}

function writeFlight(bounds: readonly Bound[], state: PreparedState): { bytes: Buffer; parsing: string[] } {
  const parsing: string[] = []
  for (const { statement, values } of bounds) {
    const { name } = statement
    // The unnamed statement is parsed anew every time; it holds texts that are not worth a name.
    const isKnown = name !== '' && (state.columns.has(name) || state.parsing.includes(name) || parsing.includes(name))
    if (!isKnown) {
      writeParse(statement)
      parsing.push(name)
    }
    writeBind(name, values.map(toWireValue))
    if (!state.columns.get(name)) writeDescribe()
    writeExecute()
  }
  return { bytes: takeFlight(), parsing }
}

function toRow(columns: readonly Column[], values: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index]
    const value = values[index]
    if (column) row[column.name] = value === null || value === undefined ? null : column.parse(value)
  }
  return row
}
