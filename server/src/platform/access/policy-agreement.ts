import type { RowAction } from '@groundwork/contract/platform/roles.ts'
import { type RawBuilder, sql } from 'kysely'
import { type RowLimit, type Ruled, rowLimits } from '../resource/row-rights.ts'
import type { Actor } from './actor.ts'

interface Trial<Row extends { id: string }> {
  actors: readonly Actor[]
  rows: readonly Row[]
  /** The ids among `rows` that the database finds under the condition; without one, it finds all. */
  select(actor: Actor, condition: RawBuilder<boolean> | undefined): Promise<string[]>
}

/**
 * A limit on rows says the same thing twice: as a predicate for a row in hand, as a condition for lists. For the test that
 * every policy has: one sentence per actor and row on which the two differ.
 */
export async function findDisagreements<Row extends { id: string }>(
  resource: Ruled<Row>,
  action: RowAction,
  { actors, rows, select }: Trial<Row>,
): Promise<string[]> {
  const perActor = await Promise.all(
    actors.map(async (actor) => {
      const limits = rowLimits(actor, resource, action)
      const listed = new Set(await select(actor, conditionOf(limits)))
      // What only the database can tell has nothing to disagree with.
      const holds = (row: Row) => limits.every((limit) => (limit.holds ? limit.holds(row) : listed.has(row.id)))
      const differing = rows.filter((row) => holds(row) !== listed.has(row.id))
      return differing.map((row) => sentence(actor, row.id, listed.has(row.id)))
    }),
  )
  return perActor.flat()
}

function conditionOf<Row>(limits: readonly RowLimit<Row>[]): RawBuilder<boolean> | undefined {
  if (limits.length === 0) return undefined
  const conditions = limits.map(({ filter, value }) => {
    const values = filter.values?.(value, {}) ?? { value }
    return filter.condition((key = 'value') => values[key])
  })
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

function sentence(actor: Actor, rowId: string, isListed: boolean): string {
  return `${actor.role ?? actor.kind} ${actor.name}: row ${rowId} is ${isListed ? 'listed but not readable' : 'readable but not listed'}`
}
