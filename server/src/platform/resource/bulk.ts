import type { BulkRequest, BulkResult, BulkOperation as Operation } from '@groundwork/contract/http/bulk.ts'
import type { z } from 'zod'
import { assertCan } from '../access/can.ts'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { invalidRequest, toFieldProblems } from '../http/parse.ts'
import { toKnownError } from '../http/problem.ts'
import { permissionOf } from './expand.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'
import { changeRecord, createRecord, restoreRecord, trashRecord } from './write.ts'

const PERMISSION_OF = { create: 'create', update: 'update', trash: 'delete', restore: 'delete' } as const
const STATUS_OF = { create: 201, update: 200, trash: 200, restore: 200 } as const

/** Up to a thousand operations in order. Not atomic: one that fails leaves the others done and says why. */
export async function runBulk<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  ctx: Ctx,
  resource: Resource<Row, Rec, Create, Update>,
  { atomic, operations }: BulkRequest,
): Promise<BulkResult> {
  for (const action of new Set(operations.map((operation) => operation.action)))
    assertCan(ctx.actor, permissionOf(resource.name, PERMISSION_OF[action]))
  const results: BulkResult['results'] = []
  for (const [index, operation] of operations.entries()) {
    results.push(
      await (atomic ? runOrFailAll(ctx, resource, operation, index) : runAlone(ctx, resource, operation, index)),
    )
  }
  const failed = results.filter((result) => result.error !== null).length
  return { succeeded: results.length - failed, failed, results }
}

async function runOrFailAll<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  ctx: Ctx,
  resource: Resource<Row, Rec, Create, Update>,
  operation: Operation,
  index: number,
): Promise<BulkResult['results'][number]> {
  try {
    return toResult(index, operation, await runOperation(ctx, resource, operation))
  } catch (thrown) {
    const error = toKnownError(thrown)
    if (error.status >= 500) throw thrown
    const details = error.details.map(({ field, message }) => ({ field: `operations.${index}.data.${field}`, message }))
    throw new AppError('bulk.rolled-back', `Operation ${index} failed, so nothing was changed: ${error.message}`, {
      cause: thrown,
      details: details.length > 0 ? details : [{ field: `operations.${index}`, message: error.message }],
    })
  }
}

async function runAlone<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  ctx: Ctx,
  resource: Resource<Row, Rec, Create, Update>,
  operation: Operation,
  index: number,
): Promise<BulkResult['results'][number]> {
  try {
    return toResult(index, operation, await ctx.attempt(() => runOperation(ctx, resource, operation)))
  } catch (thrown) {
    const error = toKnownError(thrown)
    if (error.status >= 500) throw thrown
    return {
      index,
      status: error.status,
      id: 'id' in operation ? operation.id : null,
      version: null,
      error: { rule: error.rule, detail: error.message, details: error.details },
    }
  }
}

function runOperation<Row extends BaseRow, Rec extends BaseRecord, Create, Update>(
  ctx: Ctx,
  resource: Resource<Row, Rec, Create, Update>,
  operation: Operation,
): Promise<Rec> {
  switch (operation.action) {
    case 'create':
      return createRecord(ctx, resource, parseData(resource.schemas.create, operation.data))
    case 'update':
      return changeRecord(
        ctx,
        resource,
        operation.id,
        parseData(resource.schemas.update, operation.data),
        expectation(operation.version),
      )
    case 'trash':
      return trashRecord(ctx, resource, operation.id, expectation(operation.version))
    case 'restore':
      return restoreRecord(ctx, resource, operation.id, expectation(operation.version))
  }
}

function parseData<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data)
  if (!result.success) throw invalidRequest(toFieldProblems(result.error, 'body'))
  return result.data
}

const expectation = (version: number | undefined) => ({ ifMatch: version === undefined ? undefined : `"${version}"` })

function toResult(index: number, operation: Operation, record: BaseRecord): BulkResult['results'][number] {
  return { index, status: STATUS_OF[operation.action], id: record.id, version: record.version, error: null }
}
