import type { RawBuilder } from 'kysely'
import type { RowPolicy } from '../resource/resource.ts'
import type { Actor } from './actor.ts'

interface Trial<Row extends { id: string }> {
  actors: readonly Actor[]
  rows: readonly Row[]
  /** The ids among `rows` that the database finds under the condition; without one, it finds all. */
  select(actor: Actor, condition: RawBuilder<boolean> | undefined): Promise<string[]>
}

/**
 * A row policy says the same thing twice: as a predicate for a row in hand, as a condition for lists. For the test that
 * every policy has: one sentence per actor and row on which the two differ.
 */
export async function findDisagreements<Row extends { id: string }>(
  policy: RowPolicy<Row>,
  { actors, rows, select }: Trial<Row>,
): Promise<string[]> {
  const perActor = await Promise.all(
    actors.map(async (actor) => {
      const listed = new Set(await select(actor, conditionOf(policy, actor)))
      const differing = rows.filter((row) => policy.canRead(actor, row) !== listed.has(row.id))
      return differing.map((row) => sentence(actor, row.id, listed.has(row.id)))
    }),
  )
  return perActor.flat()
}

function conditionOf<Row>(policy: RowPolicy<Row>, actor: Actor): RawBuilder<boolean> | undefined {
  const visible = policy.visibleTo(actor)
  if (!visible) return undefined
  const values = visible.filter.values?.(visible.value, {}) ?? { value: visible.value }
  return visible.filter.condition((key = 'value') => values[key])
}

function sentence(actor: Actor, rowId: string, isListed: boolean): string {
  return `${actor.role ?? actor.kind} ${actor.name}: row ${rowId} is ${isListed ? 'listed but not readable' : 'readable but not listed'}`
}
