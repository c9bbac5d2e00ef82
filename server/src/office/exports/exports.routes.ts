import { Id } from '@groundwork/contract/http/fields.ts'
import {
  CreateExport,
  Export,
  ExportableResources,
  ExportLink,
  ExportListQuery,
  OpenExportLink,
} from '@groundwork/contract/office/exports.ts'
import { z } from 'zod'
import { change, list, type Route, read, stream } from '#platform/http/route.ts'
import { createExport } from './create-export.ts'
import { downloadByLink, downloadExport } from './download.ts'
import { createLink, getExport, listExportable, listVisibleExports } from './exports.service.ts'

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
  read('/exports/resources', {
    access,
    tag,
    summary: 'List what can be exported',
    description: 'The resources that you may export, with the columns that their files can have.',
    reply: ExportableResources,
    run: async (ctx) => listExportable(ctx),
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
  change('POST', '/exports/:id/link', {
    access,
    tag,
    summary: 'Make a link to the file of an export',
    description:
      'Opens this one file without signing in, until the export expires, and no longer than its maker may export such records.',
    params: ById,
    reply: ExportLink,
    status: 201,
    secretReply: true,
    run: (ctx, { params }) => createLink(ctx, params.id),
  }),
  stream('/export-files', {
    access: { public: 'The link is the credential: it opens one file until its time is over' },
    tag,
    summary: 'Download the file that a link stands for',
    query: OpenExportLink,
    run: (ctx, { query }) => downloadByLink(ctx, query.token),
  }),
]
