import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'
import { EXPORT_FORMATS, exportContent } from './exports.ts'

export const SCHEDULE_RHYTHMS = ['day', 'week', 'month'] as const
export type ScheduleRhythm = (typeof SCHEDULE_RHYTHMS)[number]
export const MAX_EXPORT_SCHEDULES = 50

const timing = {
  every: z.enum(SCHEDULE_RHYTHMS).meta({ title: 'How often' }),
  weekday: z
    .int()
    .min(1, 'From 1, Monday, to 7, Sunday')
    .max(7, 'From 1, Monday, to 7, Sunday')
    .meta({ title: 'Weekday', description: 'Of a weekly schedule: 1 is Monday, 7 is Sunday' }),
  monthDay: z
    .int()
    .min(1, 'From 1 to 31')
    .max(31, 'From 1 to 31')
    .meta({ title: 'Day of the month', description: 'Of a monthly schedule; in a shorter month its last day' }),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time such as 06:30')
    .meta({ title: 'At', description: 'On the clock of the business', examples: ['06:30'] }),
}
const name = text(100).meta({ title: 'Name', examples: ['Full bins for the morning'] })

export const CreateExportSchedule = z.strictObject({
  name,
  ...exportContent,
  ...timing,
  weekday: timing.weekday.default(1),
  monthDay: timing.monthDay.default(1),
})
export type CreateExportSchedule = z.infer<typeof CreateExportSchedule>

export const UpdateExportSchedule = z
  .strictObject({
    name,
    format: exportContent.format,
    ...timing,
    isPaused: z.boolean().meta({ title: 'Paused' }),
  })
  .partial()
export type UpdateExportSchedule = z.infer<typeof UpdateExportSchedule>

export const ExportSchedule = z.strictObject({
  id: Id,
  name: z.string(),
  resource: z.string(),
  format: z.enum(EXPORT_FORMATS),
  query: z.record(z.string(), z.string()),
  columns: z.array(z.string()),
  ...timing,
  timeZone: z.string().meta({ description: 'Of the business: what `at` is told in' }),
  isPaused: z.boolean(),
  nextRunAt: Instant.nullable().meta({ description: 'Null while it is paused' }),
  lastRunAt: Instant.nullable(),
  lastExportId: Id.nullable(),
  problem: z.string().nullable().meta({ description: 'Why the last run brought no file' }),
  createdAt: Instant,
  createdBy: z.strictObject({ id: Id, name: z.string() }),
  updatedAt: Instant,
  version: z.int(),
  can: z.strictObject({ change: z.boolean() }),
})
export type ExportSchedule = z.infer<typeof ExportSchedule>

export const ExportScheduleListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  resource: text(100).optional(),
})
export type ExportScheduleListQuery = z.infer<typeof ExportScheduleListQuery>
