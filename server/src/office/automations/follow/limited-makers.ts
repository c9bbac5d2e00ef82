import type { Actor } from '#platform/access/actor.ts'
import type { Database } from '#platform/database/database.ts'
import type { Tx } from '#platform/database/transaction.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { heardEvents } from '#platform/resource/event-subjects.ts'
import { seesAllRows } from '#platform/resource/row-rights.ts'
import type { AutomationRow } from '../automations.row.ts'
import type { Match } from './match-events.ts'

/** Makers who do not see every record, by the automation they made. */
export type LimitedMakers = ReadonlyMap<string, Actor>

/**
 * Events of records that a maker does not see set nothing off: no run, not even one that fails. The run itself asks again
 * (run.job.ts), so one that was saved while this was looked up reaches no further either.
 */
export async function limitedMakers(
  database: Database,
  tenantId: string,
  active: readonly AutomationRow[],
): Promise<LimitedMakers> {
  const resolve = askerResolver(database)
  const byMaker = Map.groupBy(active, ({ maker }) => `${maker.kind} ${maker.id}`)
  const found = [...byMaker.values()].map(async (its) => {
    const [first] = its
    const maker = first ? await resolve(tenantId, first.maker) : null
    if (!maker || seesAllRows(maker)) return []
    return its.map(({ id }): [string, Actor] => [id, { ...maker, owns: [id, ...maker.owns] }])
  })
  return new Map((await Promise.all(found)).flat())
}

export async function withoutUnheard(
  tx: Tx,
  matches: readonly Match[],
  makers: LimitedMakers,
): Promise<readonly Match[]> {
  const kept = [...Map.groupBy(matches, ({ automation }) => automation.id)].map(async ([id, its]) => {
    const actor = makers.get(id)
    if (!actor) return its
    const heard = new Set(
      await heardEvents(
        { tx, actor },
        its.map(({ event }) => event),
      ),
    )
    return its.filter(({ event }) => heard.has(event))
  })
  return (await Promise.all(kept)).flat()
}
