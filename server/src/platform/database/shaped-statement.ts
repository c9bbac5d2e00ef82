import { type Buildable, type Builder, statement } from './statement.ts'
import type { Tx } from './transaction.ts'

/**
 * A statement whose conditions depend on which of its params are given: one prepared statement per combination, so that
 * the planner sees only what is asked. For lists with a handful of filters; `has` tells what there is.
 */
export function shapedStatement<P extends object, Row>(
  name: string,
  build: (query: Builder, params: Required<P>, has: (key: keyof P) => boolean) => Buildable<Row>,
) {
  const shapes = new Map<string, (tx: Tx, params: P) => Promise<Row[]>>()
  return function run(tx: Tx, params: P): Promise<Row[]> {
    const given = new Set(Object.keys(params).filter((key) => Reflect.get(params, key) !== undefined))
    const shape = [...given].sort().join()
    const known = shapes.get(shape)
    if (known) return known(tx, params)
    // The builder gets slots, which stand for any key; what is not given, `has` denies.
    const made = statement<P, Row>(name, (query, slots) =>
      build(query, slots as Required<P>, (key) => given.has(String(key))),
    )
    shapes.set(shape, made)
    return made(tx, params)
  }
}
