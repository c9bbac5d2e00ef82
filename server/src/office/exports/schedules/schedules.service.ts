import {
  type CreateExportSchedule,
  type ExportSchedule,
  type ExportScheduleListQuery,
  MAX_EXPORT_SCHEDULES,
  type UpdateExportSchedule,
} from '@groundwork/contract/office/export-schedules.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import type { Page } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { decodeCursor, encodeCursor } from '#platform/resource/cursor.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { assertExportable } from '../create-export.ts'
import { exportSourceFor } from '../export-source.ts'
import { canRead, visibleTo } from '../exports.policy.ts'
import { nextRun } from './next-run.ts'
import { canChange } from './schedules.policy.ts'
import {
  countSchedules,
  deleteSchedule,
  findSchedule,
  insertSchedule,
  listSchedules,
  lockSchedule,
  type ScheduleRow,
  updateSchedule,
} from './schedules.queries.ts'

const SORT = '-createdAt'
const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listVisibleSchedules(
  ctx: ReadCtx,
  { limit, cursor, resource }: ExportScheduleListQuery,
): Promise<Page<ExportSchedule>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  const { resources, makerId } = visibleTo(ctx.actor)
  const rows = await listSchedules(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    limit: limit + 1,
    makerId,
    resources: resources.filter((name) => resource === undefined || name === resource),
    // The columns above say that the key is a time as text.
    ...(position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}),
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && last ? encodeCursor(SORT, { keys: [last.created_at], id: last.id }) : null
  return {
    rows: shown.map((row) => toSchedule(ctx, row)),
    pagination: { page: null, limit, total: null, hasNext, nextCursor },
  }
}

export async function getSchedule(ctx: ReadCtx, id: string): Promise<ExportSchedule> {
  const row = await findSchedule(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row || !canRead(ctx.actor, row)) throw notFound('scheduled export')
  return toSchedule(ctx, row)
}

export async function createSchedule(ctx: Ctx, input: CreateExportSchedule): Promise<ExportSchedule> {
  const { actor, now } = ctx
  if (actor.userId === null)
    throw new AppError('auth.person-required', 'A scheduled export is mailed to its maker; sign in as a person')
  const columns = assertExportable(ctx, await exportSourceFor(ctx, input.resource), input)
  await assertNotTooMany(ctx)
  const id = newId()
  const { name, resource, format, query, every, weekday, monthDay, at } = input
  await insertSchedule(ctx.tx, {
    tenantId: actor.tenant.id,
    id,
    name,
    resource,
    format,
    query: JSON.stringify(query),
    columns: JSON.stringify(columns),
    every,
    weekday,
    monthDay,
    at,
    nextRunAt: nextRun(input, actor.tenant.timeZone, now).toISOString(),
    makerName: actor.name,
    makerId: actor.id,
    now: now.toISOString(),
  })
  return recorded(ctx, 'export-schedule.created', undefined, await getSchedule(ctx, id))
}

export async function changeSchedule(
  ctx: Ctx,
  id: string,
  input: UpdateExportSchedule,
  ifMatch: string | undefined,
): Promise<ExportSchedule> {
  const current = await lockChangeable(ctx, id, ifMatch)
  const timing = {
    every: input.every ?? current.every,
    weekday: input.weekday ?? current.weekday,
    monthDay: input.monthDay ?? current.monthDay,
    at: input.at ?? current.at,
  }
  await updateSchedule(ctx.tx, {
    ...timing,
    tenantId: ctx.actor.tenant.id,
    id,
    name: input.name ?? current.name,
    format: input.format ?? current.format,
    isPaused: input.isPaused ?? current.isPaused,
    nextRunAt: nextRun(timing, ctx.actor.tenant.timeZone, ctx.now).toISOString(),
    now: ctx.now.toISOString(),
  })
  return recorded(ctx, 'export-schedule.updated', current, await getSchedule(ctx, id))
}

/** The files it has brought stay until their time is over. */
export async function removeSchedule(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const current = await lockChangeable(ctx, id, ifMatch)
  await deleteSchedule(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  recorded(ctx, 'export-schedule.deleted', current, undefined)
}

async function lockChangeable(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<ExportSchedule> {
  const row = await lockSchedule(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row || !canRead(ctx.actor, row)) throw notFound('scheduled export')
  if (!canChange(ctx.actor, row))
    throw new AppError('access.permission-missing', `Only ${row.maker_name}, or who looks after jobs, may change this`)
  const record = toSchedule(ctx, row)
  assertExpectedVersion(ifMatch, { noun: 'scheduled export', version: row.version, record })
  return record
}

async function assertNotTooMany({ tx, actor }: Ctx): Promise<void> {
  const counted = await countSchedules(tx, { tenantId: actor.tenant.id })
  if ((counted?.count ?? 0) < MAX_EXPORT_SCHEDULES) return
  throw new AppError(
    'export.too-many-schedules',
    `There are ${MAX_EXPORT_SCHEDULES} scheduled exports already; delete one that nobody reads`,
  )
}

function recorded<S extends ExportSchedule | undefined>(
  ctx: Ctx,
  action: string,
  before: ExportSchedule | undefined,
  after: S,
): S {
  const schedule = after ?? before
  if (schedule)
    ctx.audit(action, {
      resource: { type: 'office.export-schedules', id: schedule.id, version: schedule.version },
      changes: diffRecords(before, after),
      note: `${schedule.name}: ${schedule.resource} as ${schedule.format}`,
    })
  return after
}

function toSchedule({ actor }: Pick<ReadCtx, 'actor'>, row: ScheduleRow): ExportSchedule {
  return {
    id: row.id,
    name: row.name,
    resource: row.resource,
    format: row.format,
    query: row.query,
    columns: row.columns,
    every: row.every,
    weekday: row.weekday,
    monthDay: row.month_day,
    at: row.at_time,
    timeZone: actor.tenant.timeZone,
    isPaused: row.is_paused,
    nextRunAt: row.is_paused ? null : row.next_run_at,
    lastRunAt: row.last_run_at,
    lastExportId: row.last_export_id,
    problem: row.problem,
    createdAt: row.created_at,
    createdBy: { id: row.created_by, name: row.maker_name },
    updatedAt: row.updated_at,
    version: row.version,
    can: { change: canChange(actor, row) },
  }
}
