import { Id } from '@groundwork/contract/http/fields.ts'
import {
  ChangeImport,
  Import,
  ImportListQuery,
  ImportRowErrors,
  ImportRowErrorsQuery,
  ImportSummary,
  MAX_IMPORT_BYTES,
  UploadImportQuery,
} from '@groundwork/contract/office/imports.ts'
import { z } from 'zod'
import { change, list, manual, type Route, read, stream } from '#platform/http/route.ts'
import { sendErrorsFile } from './errors-file.ts'
import {
  cancelImport,
  changeImport,
  getImport,
  listImportErrors,
  listVisibleImports,
  startCheck,
  startRun,
  startUndo,
} from './imports.service.ts'
import { uploadImport } from './upload.service.ts'

const tag = 'office.imports'
// Which permission it takes depends on the resource that the file is for: `<resource>.import`, checked by the service.
const access = 'signed-in'
const ById = z.strictObject({ id: Id })

export const importRoutes: Route[] = [
  list('/imports', {
    access,
    tag,
    summary: 'List imports',
    description: 'Those you made, and with the permission platform.jobs.read those of others.',
    query: ImportListQuery,
    reply: ImportSummary,
    run: (ctx, { query }) => listVisibleImports(ctx, query),
  }),
  manual('POST', '/imports', {
    access,
    tag,
    summary: 'Upload a file to import',
    description:
      'The body is the file: CSV in any usual encoding and separator, or XLSX, up to 50 MB. Nothing is imported yet: look at the guessed mapping, check, then run. An Excel file is read by a job first; poll until the state is no longer `reading`. Needs the permission `<resource>.import`.',
    query: UploadImportQuery,
    reply: Import,
    status: 201,
    takesFile: true,
    bodyLimitBytes: MAX_IMPORT_BYTES,
    notIdempotent:
      'a file is not kept in memory to be compared; uploaded twice it waits twice, and changes nothing until it is run',
    run: (ctx, { query }) => uploadImport(ctx, query),
  }),
  read('/imports/:id', {
    access,
    tag,
    summary: 'Get an import',
    params: ById,
    reply: Import,
    run: (ctx, { params }) => getImport(ctx, params.id),
  }),
  change('PATCH', '/imports/:id', {
    access,
    tag,
    summary: 'Map the columns and choose what an import does',
    params: ById,
    body: ChangeImport,
    reply: Import,
    run: (ctx, { params, body }) => changeImport(ctx, params.id, body),
  }),
  list('/imports/:id/errors', {
    access,
    tag,
    summary: 'List the rows that are wrong',
    description: 'Of the run; before it, of the check.',
    params: ById,
    query: ImportRowErrorsQuery,
    reply: ImportRowErrors,
    run: (ctx, { params, query }) => listImportErrors(ctx, params.id, query),
  }),
  stream('/imports/:id/errors.csv', {
    access,
    tag,
    summary: 'Download the rows that are wrong, to mend and upload again',
    params: ById,
    run: (ctx, { params }) => sendErrorsFile(ctx, params.id, 'csv'),
  }),
  stream('/imports/:id/errors.xlsx', {
    access,
    tag,
    summary: 'Download the rows that are wrong as an Excel file',
    params: ById,
    run: (ctx, { params }) => sendErrorsFile(ctx, params.id, 'xlsx'),
  }),
  change('POST', '/imports/:id/check', {
    access,
    tag,
    summary: 'Try an import without changing anything',
    params: ById,
    reply: Import,
    status: 202,
    run: (ctx, { params }) => startCheck(ctx, params.id),
  }),
  change('POST', '/imports/:id/run', {
    access,
    tag,
    summary: 'Run an import, or go on with one that stopped',
    params: ById,
    reply: Import,
    status: 202,
    run: (ctx, { params }) => startRun(ctx, params.id),
  }),
  change('POST', '/imports/:id/cancel', {
    access,
    tag,
    summary: 'Stop what an import is doing',
    params: ById,
    reply: Import,
    run: (ctx, { params }) => cancelImport(ctx, params.id),
  }),
  change('POST', '/imports/:id/undo', {
    access,
    tag,
    summary: 'Take back what an import did',
    description:
      'Created records go to the trash, changed ones back to how they were, unless somebody changed them since; those are listed with the reason.',
    params: ById,
    reply: Import,
    status: 202,
    run: (ctx, { params }) => startUndo(ctx, params.id),
  }),
]
