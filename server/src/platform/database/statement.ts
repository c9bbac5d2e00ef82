import { createHash } from 'node:crypto'
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Database as Tables } from './tables.ts'
import type { Tx } from './transaction.ts'
import type { Bound, Prepared } from './wire.ts'

/** Kysely only builds: it is compiled once per statement and never sees a connection. */
export const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  },
})
export type Builder = typeof builder

/** Stands in a compiled statement where a value comes at run time. */
class Slot {
  readonly key: string
  constructor(key: string) {
    this.key = key
  }
}

export interface Template {
  statement: Prepared
  bind(params: object): Bound
}

/** What a statement may be built with: a query of the builder, or `sql` compiled with it. */
export type Buildable<Row> = Compilable<Row> | CompiledQuery<Row>

/** Compiles a query whose values are slots; `bind` fills them by name. */
export function compileTemplate(name: string, query: Buildable<unknown>): Template {
  const { sql, parameters } = 'compile' in query ? query.compile() : query
  const statement = { name: name === '' ? '' : `${name}_${fingerprint(sql)}`, text: sql }
  return {
    statement,
    bind: (params) => ({
      statement,
      values: parameters.map((value) => (value instanceof Slot ? Reflect.get(params, value.key) : value)),
    }),
  }
}

// The text is part of the name: two versions of the product behind one PgBouncer must not share a name.
function fingerprint(sql: string): string {
  return createHash('sha1').update(sql).digest('base64url').slice(0, 10)
}

export function slots<P extends object>(): P {
  // Kysely accepts the slot wherever it accepts the value, because it treats both as an opaque parameter.
  return new Proxy({}, { get: (_, key) => new Slot(String(key)) }) as P
}

/**
 * A query written once, compiled at its first use, and prepared under its name on every connection.
 * `build` gets slots in place of values: it must not look at them.
 */
export function statement<P extends object, Row>(name: string, build: (query: Builder, params: P) => Buildable<Row>) {
  let template: Template | undefined
  return function run(tx: Tx, params: P): Promise<Row[]> {
    template ??= compileTemplate(name, build(builder, slots<P>()))
    return tx.run<Row>(template.bind(params))
  }
}

/** The same for at most one row. */
export function statementForOne<P extends object, Row>(
  name: string,
  build: (query: Builder, params: P) => Buildable<Row>,
) {
  const all = statement(name, build)
  return async (tx: Tx, params: P): Promise<Row | undefined> => (await all(tx, params))[0]
}
