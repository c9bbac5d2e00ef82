import type { Client } from 'pg'
import type { Column } from './values.ts'

/** One SQL text under one name: parsed once per connection, then only bound and executed. */
export interface Prepared {
  name: string
  text: string
}

export interface Bound {
  statement: Prepared
  values: readonly unknown[]
}

export interface FieldDescription {
  name: string
  dataTypeID: number
}

/** The parts of pg's connection that a flight speaks to; @types/pg leaves them out. */
export interface WireConnection {
  stream: { writable: boolean; write(bytes: Buffer): boolean }
  on(event: 'parseComplete', listener: () => void): void
}

/** What a connection has prepared so far, and whose parse is being answered. */
export interface PreparedState {
  columns: Map<string, Column[] | undefined>
  parsing: string[]
}

const states = new WeakMap<WireConnection, PreparedState>()

export function preparedStateOf(connection: WireConnection): PreparedState {
  const known = states.get(connection)
  if (known) return known
  const state: PreparedState = { columns: new Map(), parsing: [] }
  states.set(connection, state)
  // Answers come in the order of the parses, so the oldest open one is the one that is done.
  connection.on('parseComplete', () => {
    const name = state.parsing.shift()
    if (name) state.columns.set(name, undefined)
  })
  return state
}

/** Statement names that this client has prepared; for tests and metrics. */
export function preparedNames(client: Client): string[] {
  // pg's Client carries its connection, which its types do not say.
  const { connection } = client as unknown as { connection: WireConnection }
  return [...preparedStateOf(connection).columns.keys()]
}
