import type { Actor } from '#platform/access/actor.ts'
import { assertCan } from '#platform/access/can.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { toAskedBy } from '#platform/jobs/asked-by.ts'
import { newSecret } from '#platform/webhooks/signature.ts'
import { neededPermissions } from './actions/needed-permissions.ts'
import { placeAtEnd, readTime } from './automations.queries.ts'
import type { AutomationRow } from './automations.row.ts'
import { problemsOf } from './problems-of.ts'
import { secretBox } from './signing-secret.ts'

/**
 * Every change but pausing makes whoever saves it the maker: what an automation does, it does with their rights. It is
 * checked as a whole, and they must hold every right it needs.
 */
export async function prepareToSave(ctx: Ctx, next: AutomationRow, current: AutomationRow | undefined): Promise<void> {
  if (current && isPausing(next, current)) {
    next.active_since = null
    return
  }
  refuse(problemsOf(next))
  const needed = neededPermissions(next)
  for (const permission of needed) assertCan(ctx.actor, permission)
  next.permissions = needed
  next.maker = toAskedBy(makerOf(ctx.actor))
  next.sealed_secret ??= sealedSecret(ctx, next.id)
  if (next.state === 'paused') next.active_since = null
  else if (current?.state !== 'active') next.active_since = await activate(ctx)
}

function isPausing(next: AutomationRow, current: AutomationRow): boolean {
  const changed = (['name', 'description', 'events', 'condition', 'actions', 'max_runs_per_minute'] as const).filter(
    (column) => JSON.stringify(next[column]) !== JSON.stringify(current[column]),
  )
  return next.state === 'paused' && changed.length === 0
}

/** The rights are looked up again at every run; a chain that led here has no part in that. */
function makerOf({ causeDepth: _, ...actor }: Actor): Actor {
  return actor
}

async function activate({ tx, actor }: Ctx): Promise<string> {
  const tenantId = actor.tenant.id
  await placeAtEnd(tx, { tenantId })
  const found = await readTime(tx, {})
  if (!found) throw new Error('The database has no time')
  return found.now
}

function sealedSecret({ config }: Ctx, id: string): string {
  return secretBox(config.secret).seal(newSecret(), id)
}

function refuse(problems: { field: string; message: string }[]): void {
  const [first] = problems
  if (!first) return
  throw new AppError('automation.invalid', `${first.field}: ${first.message}`, { details: problems })
}
