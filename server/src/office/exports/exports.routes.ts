import { Id } from '@groundwork/contract/http/fields.ts'
import { CreateExport, Export, ExportListQuery } from '@groundwork/contract/office/exports.ts'
import { z } from 'zod'
import { change, list, type Route, read, stream } from '#platform/http/route.ts'
import { downloadExport } from './download.ts'
import { createExport, getExport, listVisibleExports } from './exports.service.ts'

const tag = 'office.exports'
// Which permission it takes depends on the resource: `<resource>.export`, checked by the service.
const access = 'signed-in'
const ById = z.strictObject({ id: Id })

export const exportRoutes: Route[] = [
  list('/exports', {
    access,
    tag,
    summary: 'List exports',
    description: 'Those you made, and with the permission platform.jobs.read those of others.',
    query: ExportListQuery,
    reply: Export,
    run: (ctx, { query }) => listVisibleExports(ctx, query),
  }),
  change('POST', '/exports', {
    access,
    tag,
    summary: 'Export the records of a list to a file',
    description:
      'A job makes the file; poll until the state is `finished`, then download it. At most five at a time. Needs the permission `<resource>.export`.',
    body: CreateExport,
    reply: Export,
    status: 201,
    run: (ctx, { body }) => createExport(ctx, body),
  }),
  read('/exports/:id', {
    access,
    tag,
    summary: 'Get an export',
    params: ById,
    reply: Export,
    run: (ctx, { params }) => getExport(ctx, params.id),
  }),
  stream('/exports/:id/download', {
    access,
    tag,
    summary: 'Download the file of an export',
    params: ById,
    run: (ctx, { params }) => downloadExport(ctx, params.id),
  }),
]
