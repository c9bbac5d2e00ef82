import { SYSTEM_ID } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError } from '#platform/errors.ts'
import { askerResolver } from '#platform/identity/credentials/resolve-asker.ts'
import { newId } from '#platform/ids.ts'
import type { CronTask } from '#platform/jobs/cron.ts'
import { forEachTenant } from '#platform/jobs/housekeeping/for-each-tenant.ts'
import type { Services } from '#platform/services.ts'
import { createExport } from '../create-export.ts'
import { nextRun } from './next-run.ts'
import { type DueSchedule, listDue, type ScheduleRow, saveRun, takeDue } from './schedules.queries.ts'

const DUE_AT_ONCE = 100

/**
 * Twice is harmless: a run moves the schedule on in the transaction that asks for the export. What was missed while
 * nobody was there is made up for once. Tenant by tenant, because nothing here sees past row level security.
 */
export const runSchedules: CronTask = {
  name: 'exports.run-schedules',
  schedule: '* * * * *',
  run: (services, signal) => forEachTenant(services, signal, (tenantId) => runDue(services, tenantId)),
}

async function runDue(services: Services, tenantId: string): Promise<void> {
  const now = services.clock.now().toISOString()
  const due = await services.database.read({ tenantId, actorId: SYSTEM_ID }, (tx) =>
    listDue(tx, { tenantId, now, limit: DUE_AT_ONCE }),
  )
  for (const schedule of due)
    await runOne(services, tenantId, schedule).catch((err: unknown) =>
      services.log.error({ err, tenantId, scheduleId: schedule.id }, 'a scheduled export could not be started'),
    )
}

/** In the name of its maker, with the rights they have now. */
async function runOne(services: Services, tenantId: string, due: DueSchedule): Promise<void> {
  const asker = { kind: 'user' as const, id: due.maker_id, userId: due.maker_id, role: null, name: due.maker_name }
  const resolve = askerResolver(services.database)
  const maker = await resolve(tenantId, asker)
  const actor = maker ?? (await resolve(tenantId, { ...asker, kind: 'system' }))
  if (!actor) return
  const request = { id: newId(), address: 'schedule', userAgent: runSchedules.name }
  await services.write(actor, request, (ctx) => (maker ? runFor(ctx, due.id) : retire(ctx, due)))
}

async function runFor(ctx: Ctx, id: string): Promise<void> {
  const row = await takeDue(ctx.tx, { tenantId: ctx.actor.tenant.id, id, now: ctx.now.toISOString() })
  if (!row) return
  const { resource, format, query, columns } = row
  const refusal = await refusalOf(ctx, () => createExport(ctx, { resource, format, query, columns, scheduleId: id }))
  // The maker's own exports are in the way: the next minute will do as well.
  if (refusal?.rule === 'export.too-many-active') return
  await moveOn(ctx, row, refusal)
}

async function refusalOf(ctx: Ctx, work: () => Promise<unknown>): Promise<AppError | undefined> {
  try {
    await ctx.attempt(work)
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

async function moveOn(ctx: Ctx, row: ScheduleRow, refusal: AppError | undefined): Promise<void> {
  const { actor, now } = ctx
  const timing = { every: row.every, weekday: row.weekday, monthDay: row.month_day, at: row.at_time }
  await saveRun(ctx.tx, {
    tenantId: actor.tenant.id,
    id: row.id,
    now: now.toISOString(),
    nextRunAt: nextRun(timing, actor.tenant.timeZone, now).toISOString(),
    problem: refusal?.message ?? null,
    isPaused: false,
  })
  if (refusal) note(ctx, row, refusal.message)
}

/** Whoever made it has left the business: nobody is there to get the file. */
async function retire(ctx: Ctx, { id, maker_name }: DueSchedule): Promise<void> {
  const now = ctx.now.toISOString()
  const row = await takeDue(ctx.tx, { tenantId: ctx.actor.tenant.id, id, now })
  if (!row) return
  const problem = `${maker_name} does not belong to the business any more`
  await saveRun(ctx.tx, { tenantId: ctx.actor.tenant.id, id, now, nextRunAt: row.next_run_at, problem, isPaused: true })
  note(ctx, row, problem)
}

function note(ctx: Ctx, row: ScheduleRow, problem: string): void {
  const resource = { type: 'office.export-schedules', id: row.id, version: row.version }
  ctx.audit('export-schedule.failed', { resource, severity: 'medium', note: `${row.name}: ${problem}` })
}
