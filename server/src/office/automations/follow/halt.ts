import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx } from '#platform/context.ts'
import { tellMaker } from '../actions/mail-port.ts'
import { haltAutomation } from '../automations.queries.ts'
import { type AutomationRow, toAutomation } from '../automations.row.ts'

// Two ways in which automations run away: setting each other off in a circle, and answering to a flood.

/** So many automations in a row may lead to an event; with one more it is taken for a circle. */
export const MOST_IN_A_ROW = 5

export function loopReason(type: string): string {
  return `${MOST_IN_A_ROW} automations in a row had led to ${type}, so this looks like a circle in which they set each other off`
}

export function floodReason({ max_runs_per_minute }: AutomationRow): string {
  return `it would have run more than ${max_runs_per_minute} times within a minute, which is its limit`
}

/** Paused with the reason, in the trail and by mail to the maker. */
export async function halt(ctx: Ctx, automation: AutomationRow, reason: string): Promise<void> {
  const { id } = automation
  const row = await haltAutomation(ctx.tx, { tenantId: ctx.actor.tenant.id, id, reason, now: ctx.now.toISOString() })
  if (!row) return
  const [before, after] = [toAutomation(automation), toAutomation(row)]
  const changes = diffRecords(before, after)
  ctx.audit('automation.halted', {
    resource: { type: 'office.automations', id, version: row.version },
    changes,
    severity: 'medium',
    note: reason,
  })
  ctx.emit('automation.updated', id, { record: after, changedFields: Object.keys(changes) })
  ctx.emit('automation.halted', id, { id, name: row.name, reason })
  const { kind, userId } = row.maker
  if (kind === 'user' && userId) await tellMaker(ctx, userId, row.name, reason)
}
