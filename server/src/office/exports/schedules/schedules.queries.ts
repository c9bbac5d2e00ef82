import type { ScheduleRhythm } from '@groundwork/contract/office/export-schedules.ts'
import type { ExportFormat } from '@groundwork/contract/office/exports.ts'
import { sql } from 'kysely'
import { shapedStatement } from '#platform/database/shaped-statement.ts'
import { statement, statementForOne } from '#platform/database/statement.ts'

export interface ScheduleRow {
  id: string
  name: string
  resource: string
  format: ExportFormat
  query: Record<string, string>
  columns: string[]
  every: ScheduleRhythm
  weekday: number
  month_day: number
  at_time: string
  is_paused: boolean
  next_run_at: string
  last_run_at: string | null
  problem: string | null
  maker_name: string
  created_by: string
  created_at: string
  updated_at: string
  version: number
  last_export_id: string | null
}

const COLUMNS =
  sql.raw(`s.id, s.name, s.resource, s.format, s.query, s.columns, s.every, s.weekday, s.month_day, s.at_time, s.is_paused,
  s.next_run_at, s.last_run_at, s.problem, s.maker_name, s.created_by, s.created_at, s.updated_at, s.version,
  (select e.id from exports e where e.tenant_id = s.tenant_id and e.schedule_id = s.id order by e.created_at desc limit 1) as last_export_id`)

interface ScheduleKey {
  tenantId: string
  id: string
}

export const findSchedule = statementForOne<ScheduleKey, ScheduleRow>('schedules.find', (query, p) =>
  sql<ScheduleRow>`select ${COLUMNS} from export_schedules s where s.tenant_id = ${p.tenantId}::uuid and s.id = ${p.id}::uuid`.compile(
    query,
  ),
)

export const lockSchedule = statementForOne<ScheduleKey, ScheduleRow>('schedules.lock', (query, p) =>
  sql<ScheduleRow>`select ${COLUMNS} from export_schedules s where s.tenant_id = ${p.tenantId}::uuid and s.id = ${p.id}::uuid
    for update of s`.compile(query),
)

export interface ScheduleFilters {
  tenantId: string
  limit: number
  makerId?: string | undefined
  resources: readonly string[]
  lastAt?: string | undefined
  lastId?: string | undefined
}

export const listSchedules = shapedStatement<ScheduleFilters, ScheduleRow>('schedules.list', (query, p, has) => {
  const conditions = [sql`s.tenant_id = ${p.tenantId}::uuid`, sql`s.resource = any(${p.resources}::text[])`]
  if (has('makerId')) conditions.push(sql`s.created_by = ${p.makerId}::uuid`)
  if (has('lastAt')) conditions.push(sql`(s.created_at, s.id) < (${p.lastAt}::timestamptz, ${p.lastId}::uuid)`)
  return sql<ScheduleRow>`select ${COLUMNS} from export_schedules s where ${sql.join(conditions, sql` and `)}
    order by s.created_at desc, s.id desc limit ${p.limit}::int`.compile(query)
})

export const countSchedules = statementForOne<{ tenantId: string }, { count: number }>('schedules.count', (query, p) =>
  sql<{
    count: number
  }>`select count(*)::int as count from export_schedules where tenant_id = ${p.tenantId}::uuid`.compile(query),
)

interface NewSchedule extends ScheduleKey {
  name: string
  resource: string
  format: string
  /** JSON texts. */
  query: string
  columns: string
  every: string
  weekday: number
  monthDay: number
  at: string
  nextRunAt: string
  makerName: string
  makerId: string
  now: string
}

export const insertSchedule = statement<NewSchedule, never>('schedules.insert', (query, p) =>
  sql<never>`insert into export_schedules (tenant_id, id, name, resource, format, query, columns, every, weekday, month_day, at_time,
      next_run_at, maker_name, created_by, created_at, updated_at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.name}, ${p.resource}, ${p.format}, ${p.query}::jsonb, ${p.columns}::jsonb, ${p.every},
      ${p.weekday}::smallint, ${p.monthDay}::smallint, ${p.at}, ${p.nextRunAt}::timestamptz, ${p.makerName}, ${p.makerId}::uuid,
      ${p.now}::timestamptz, ${p.now}::timestamptz)`.compile(query),
)

interface ChangedSchedule extends ScheduleKey {
  name: string
  format: string
  every: string
  weekday: number
  monthDay: number
  at: string
  isPaused: boolean
  nextRunAt: string
  now: string
}

export const updateSchedule = statement<ChangedSchedule, never>('schedules.update', (query, p) =>
  sql<never>`update export_schedules set name = ${p.name}, format = ${p.format}, every = ${p.every}, weekday = ${p.weekday}::smallint,
      month_day = ${p.monthDay}::smallint, at_time = ${p.at}, is_paused = ${p.isPaused}::boolean,
      problem = case when ${p.isPaused}::boolean then problem end,
      next_run_at = ${p.nextRunAt}::timestamptz, updated_at = ${p.now}::timestamptz, version = version + 1
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export const deleteSchedule = statement<ScheduleKey, never>('schedules.delete', (query, p) =>
  sql<never>`delete from export_schedules where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

export interface DueSchedule {
  id: string
  maker_id: string
  maker_name: string
}

/** Whose time has come, the longest waiting first. */
export const listDue = statement<{ tenantId: string; now: string; limit: number }, DueSchedule>(
  'schedules.due',
  (query, p) =>
    sql<DueSchedule>`select id, created_by as maker_id, maker_name from export_schedules
    where tenant_id = ${p.tenantId}::uuid and not is_paused and next_run_at <= ${p.now}::timestamptz
    order by next_run_at limit ${p.limit}::int`.compile(query),
)

/** For another run; answers nothing where another process has taken it at the same moment. */
export const takeDue = statementForOne<ScheduleKey & { now: string }, ScheduleRow>('schedules.take', (query, p) =>
  sql<ScheduleRow>`select ${COLUMNS} from export_schedules s where s.tenant_id = ${p.tenantId}::uuid and s.id = ${p.id}::uuid
    and not s.is_paused and s.next_run_at <= ${p.now}::timestamptz for update of s skip locked`.compile(query),
)

interface RunResult extends ScheduleKey {
  nextRunAt: string
  problem: string | null
  isPaused: boolean
  now: string
}

export const saveRun = statement<RunResult, never>('schedules.ran', (query, p) =>
  sql<never>`update export_schedules set last_run_at = ${p.now}::timestamptz, next_run_at = ${p.nextRunAt}::timestamptz,
      problem = ${p.problem}, is_paused = ${p.isPaused}::boolean
    where tenant_id = ${p.tenantId}::uuid and id = ${p.id}::uuid`.compile(query),
)

/** Those that export the records with a tag. */
export const listSchedulesOfTag = statement<{ tenantId: string; tag: string; limit: number }, { name: string }>(
  'schedules.of-tag',
  (query, p) =>
    sql<{ name: string }>`select name from export_schedules
      where tenant_id = ${p.tenantId}::uuid and query->>'tag' = ${p.tag} order by name limit ${p.limit}::int`.compile(
      query,
    ),
)

export const renameTagInSchedules = statement<{ tenantId: string; from: string; to: string; now: string }, never>(
  'schedules.rename-tag',
  (query, p) =>
    sql<never>`update export_schedules set query = jsonb_set(query, '{tag}', to_jsonb(${p.to}::text)),
      updated_at = ${p.now}::timestamptz, version = version + 1
    where tenant_id = ${p.tenantId}::uuid and query->>'tag' = ${p.from}`.compile(query),
)
