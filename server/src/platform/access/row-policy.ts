import type { Expression, SqlBool } from 'kysely'
import type { Actor } from './actor.ts'

/**
 * Which rows an actor may see, said twice: as a predicate for a row in hand, and as a condition for lists. A list that
 * loaded rows to ask the predicate could not page; a record that asked the database again would pay for it. Every policy
 * has one test that both agree: see findDisagreements.
 */
export interface RowPolicy<Row> {
  canRead(actor: Actor, row: Row): boolean
  /** Undefined means every row of the tenant. */
  visibleTo(actor: Actor): Expression<SqlBool> | undefined
}

interface Trial<Row extends { id: string }> {
  actors: readonly Actor[]
  rows: readonly Row[]
  /** The ids among `rows` that the database finds under the condition. */
  select(condition: Expression<SqlBool> | undefined, actor: Actor): Promise<string[]>
}

/** For the agreement test: one sentence per row and actor about which predicate and condition say different things. */
export async function findDisagreements<Row extends { id: string }>(policy: RowPolicy<Row>, trial: Trial<Row>): Promise<string[]> {
  const perActor = await Promise.all(
    trial.actors.map(async (actor) => {
      const listed = new Set(await trial.select(policy.visibleTo(actor), actor))
      return trial.rows
        .filter((row) => policy.canRead(actor, row) !== listed.has(row.id))
        .map((row) => `${actor.role ?? actor.kind} ${actor.name}: row ${row.id} is ${listed.has(row.id) ? 'listed but not readable' : 'readable but not listed'}`)
    }),
  )
  return perActor.flat()
}
