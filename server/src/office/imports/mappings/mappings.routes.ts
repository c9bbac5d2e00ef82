import { Id } from '@groundwork/contract/http/fields.ts'
import {
  ImportMapping,
  ImportMappingListQuery,
  SaveImportMapping,
  UpdateImportMapping,
} from '@groundwork/contract/office/import-mappings.ts'
import { z } from 'zod'
import { change, list, type Route, remove } from '#platform/http/route.ts'
import { changeMapping, listSavedMappings, rememberMapping, removeMapping } from './mappings.service.ts'

const tag = 'office.import-mappings'
// Which permission it takes depends on the resource that the files are for: `<resource>.import`, checked by the service.
const access = 'signed-in'
const ById = z.strictObject({ id: Id })

export const importMappingRoutes: Route[] = [
  list('/import-mappings', {
    access,
    tag,
    summary: 'List saved mappings',
    description:
      'A file with the same headers, in whatever order, is mapped like the one that a mapping was saved from.',
    query: ImportMappingListQuery,
    reply: ImportMapping,
    run: (ctx, { query }) => listSavedMappings(ctx, query),
  }),
  change('POST', '/import-mappings', {
    access,
    tag,
    summary: 'Save how the columns of an import are mapped',
    description: 'Replaces the one that there may be for the same headers.',
    body: SaveImportMapping,
    reply: ImportMapping,
    status: 201,
    run: (ctx, { body }) => rememberMapping(ctx, body),
  }),
  change('PATCH', '/import-mappings/:id', {
    access,
    tag,
    summary: 'Rename a saved mapping',
    params: ById,
    body: UpdateImportMapping,
    reply: ImportMapping,
    run: (ctx, { params, body, headers }) => changeMapping(ctx, params.id, body, headers.ifMatch),
  }),
  remove('DELETE', '/import-mappings/:id', {
    access,
    tag,
    summary: 'Delete a saved mapping',
    params: ById,
    run: (ctx, { params, headers }) => removeMapping(ctx, params.id, headers.ifMatch),
  }),
]
