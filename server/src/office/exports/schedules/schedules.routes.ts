import { Id } from '@groundwork/contract/http/fields.ts'
import {
  CreateExportSchedule,
  ExportSchedule,
  ExportScheduleListQuery,
  UpdateExportSchedule,
} from '@groundwork/contract/office/export-schedules.ts'
import { z } from 'zod'
import { change, list, type Route, read, remove } from '#platform/http/route.ts'
import {
  changeSchedule,
  createSchedule,
  getSchedule,
  listVisibleSchedules,
  removeSchedule,
} from './schedules.service.ts'

const tag = 'office.export-schedules'
// Which permission it takes depends on the resource: `<resource>.export`, checked by the service.
const access = 'signed-in'
const ById = z.strictObject({ id: Id })

export const exportScheduleRoutes: Route[] = [
  list('/export-schedules', {
    access,
    tag,
    summary: 'List scheduled exports',
    description: 'Those you made, and with the permission platform.jobs.read those of others.',
    query: ExportScheduleListQuery,
    reply: ExportSchedule,
    run: (ctx, { query }) => listVisibleSchedules(ctx, query),
  }),
  change('POST', '/export-schedules', {
    access,
    tag,
    summary: 'Export a list again and again',
    description:
      'Every day, week or month at a time on the clock of the business. It runs with the rights you have then, and mails you a link to the file.',
    body: CreateExportSchedule,
    reply: ExportSchedule,
    status: 201,
    run: (ctx, { body }) => createSchedule(ctx, body),
  }),
  read('/export-schedules/:id', {
    access,
    tag,
    summary: 'Get a scheduled export',
    params: ById,
    reply: ExportSchedule,
    run: (ctx, { params }) => getSchedule(ctx, params.id),
  }),
  change('PATCH', '/export-schedules/:id', {
    access,
    tag,
    summary: 'Change or pause a scheduled export',
    params: ById,
    body: UpdateExportSchedule,
    reply: ExportSchedule,
    run: (ctx, { params, body, headers }) => changeSchedule(ctx, params.id, body, headers.ifMatch),
  }),
  remove('DELETE', '/export-schedules/:id', {
    access,
    tag,
    summary: 'Delete a scheduled export',
    params: ById,
    run: (ctx, { params, headers }) => removeSchedule(ctx, params.id, headers.ifMatch),
  }),
]
