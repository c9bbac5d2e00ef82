import type { Actor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import type { LogRow } from '#platform/events/log.queries.ts'
import { toRecords } from '#platform/resource/records.ts'
import { resourceOfEvent } from '#platform/resource/registry.ts'
import type { BaseRow } from '#platform/resource/resource.ts'
import { reachable } from '#platform/resource/row-rights.ts'
import { rowsOf } from '#platform/resource/row-statements.ts'
import type { AutomationRow } from '../automations.row.ts'
import { factsOf, shapesOf } from '../events/event-shape.ts'
import { compileExpression, type Judgement, judge } from '../expressions/expression.ts'

export interface Match {
  automation: AutomationRow
  event: LogRow
  judgement: Judgement
}

/** Whose condition holds for an event, and whose could not be judged. */
export function matchesOf(
  actor: Actor,
  automations: readonly AutomationRow[],
  event: LogRow,
  record: unknown,
): Match[] {
  const facts = factsOf(actor, event, record)
  const shapes = shapesOf(event.type)
  return automations
    .filter((automation) => isConcerned(automation, event))
    .map((automation) => ({ automation, event, judgement: judge(automation.condition.cel, shapes, facts) }))
    .filter(({ judgement }) => judgement.value !== false)
}

function isConcerned({ id, events, active_since }: AutomationRow, event: LogRow): boolean {
  const isSince = active_since !== null && Date.parse(event.created_at) >= Date.parse(active_since)
  return isSince && events.includes(event.type) && event.subject_id !== id
}

/** How the records that events are about stand now, by id; asked only where a condition looks at it. */
export async function currentRecords(
  ctx: Pick<Ctx, 'tx' | 'actor' | 'customFields'>,
  conditions: readonly string[],
  events: readonly LogRow[],
): Promise<Map<string, unknown>> {
  const records = new Map<string, unknown>()
  if (!conditions.some(looksAtRecord)) return records
  const byKind = Map.groupBy(events, ({ type }) => resourceOfEvent(type))
  for (const [kind, its] of byKind) {
    if (!kind) continue
    const ids = [...new Set(its.map(({ subject_id }) => subject_id))]
    const rows = await rowsOf<BaseRow>(kind).findMany(ctx.tx, ctx.actor.tenant.id, ids)
    const seen = await reachable(ctx, kind, 'read', rows)
    for (const record of await toRecords(ctx, kind, seen)) records.set(record.id, record)
  }
  return records
}

function looksAtRecord(cel: string): boolean {
  return cel.trim() !== '' && compileExpression(cel).usesRecord
}
