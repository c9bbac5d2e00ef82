import { BulkRequest, BulkResult } from '@groundwork/contract/http/bulk.ts'
import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import { z } from 'zod'
import { assertCan } from '../access/can.ts'
import { change, list, type Route, read, remove } from '../http/route.ts'
import { runBulk } from './bulk.ts'
import { permissionOf } from './expand.ts'
import { recordHistory, revertRecord } from './history.ts'
import { type ListQuery, listRecords } from './list.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'
import { changeRecord, createRecord, getRecord, purgeRecord, restoreRecord, trashRecord } from './write.ts'

const ById = z.strictObject({ id: Id })
const HistoryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
})
const DeleteQuery = z.strictObject({ permanent: z.enum(['true', 'false']).default('false') })
const Revert = z.strictObject({ version: z.int().min(1) })

/** The ten standard routes of a resource. What does not fit the standard, the slice writes beside them. */
export function resourceRoutes<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  resource: Resource<Row, Rec, Create, Update>,
): Route[] {
  return [...readRoutes(resource), ...writeRoutes(resource), ...lifeRoutes(resource)]
}

function readRoutes<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  resource: Resource<Row, Rec, Create, Update>,
): Route[] {
  const { path, noun, name: tag, schemas } = resource
  const access = permissionOf(resource.name, 'read')
  const fields = Object.keys(schemas.record.shape)
  const expands = ['can', ...Object.keys(resource.expands)]
  const GetQuery = z.strictObject({
    expand: z
      .string()
      .transform((value) => value.split(','))
      .pipe(z.array(z.enum(expands)))
      .optional(),
  })
  return [
    list(path, {
      access,
      tag,
      summary: `List ${noun}s`,
      query: listQuery(schemas.list, fields),
      reply: schemas.record,
      // The query's schema is made at run time from the list's shape, so its type is the open one.
      run: (ctx, { query }) => listRecords(ctx, resource, query as unknown as ListQuery),
    }),
    read(`${path}/:id`, {
      access,
      tag,
      summary: `Get a ${noun}`,
      params: ById,
      query: GetQuery,
      reply: schemas.record,
      run: (ctx, { params, query }) => getRecord(ctx, resource, params.id, query.expand),
    }),
    list(`${path}/:id/history`, {
      access,
      tag,
      summary: `See how a ${noun} came to be`,
      params: ById,
      query: HistoryQuery,
      reply: HistoryEntry,
      run: (ctx, { params, query }) => recordHistory(ctx, resource, params.id, query),
    }),
  ]
}

function writeRoutes<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  resource: Resource<Row, Rec, Create, Update>,
): Route[] {
  const { path, noun, name: tag, schemas } = resource
  return [
    change('POST', path, {
      access: permissionOf(resource.name, 'create'),
      tag,
      summary: `Create a ${noun}`,
      body: schemas.create,
      reply: schemas.record,
      status: 201,
      run: (ctx, { body }) => createRecord(ctx, resource, body),
    }),
    change('PATCH', `${path}/:id`, {
      access: permissionOf(resource.name, 'update'),
      tag,
      summary: `Change a ${noun}`,
      description: 'Changes what is named: an absent field keeps its value, null clears it.',
      params: ById,
      body: schemas.update,
      reply: schemas.record,
      run: (ctx, { params, body, headers }) => changeRecord(ctx, resource, params.id, body, headers),
    }),
    change('POST', `${path}/bulk`, {
      access: permissionOf(resource.name, 'read'),
      tag,
      summary: `Create, change, trash and restore many ${noun}s`,
      body: BulkRequest,
      reply: BulkResult,
      run: (ctx, { body }) => runBulk(ctx, resource, body),
    }),
  ]
}

function lifeRoutes<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  resource: Resource<Row, Rec, Create, Update>,
): Route[] {
  const { path, noun, name: tag, schemas } = resource
  return [
    remove('DELETE', `${path}/:id`, {
      access: permissionOf(resource.name, 'delete'),
      tag,
      summary: `Move a ${noun} to the trash, or delete it for good`,
      params: ById,
      query: DeleteQuery,
      run: async (ctx, { params, query, headers }) => {
        if (query.permanent === 'false') return void (await trashRecord(ctx, resource, params.id, headers))
        assertCan(ctx.actor, permissionOf(resource.name, 'purge'))
        await purgeRecord(ctx, resource, params.id, headers)
      },
    }),
    change('POST', `${path}/:id/restore`, {
      access: permissionOf(resource.name, 'delete'),
      tag,
      summary: `Bring a ${noun} back from the trash`,
      params: ById,
      reply: schemas.record,
      run: (ctx, { params, headers }) => restoreRecord(ctx, resource, params.id, headers),
    }),
    change('POST', `${path}/:id/revert`, {
      access: permissionOf(resource.name, 'update'),
      tag,
      summary: `Put a ${noun} back to an earlier version`,
      params: ById,
      body: Revert,
      reply: schemas.record,
      run: (ctx, { params, body, headers }) => revertRecord(ctx, resource, params.id, body.version, headers),
    }),
  ]
}
