import type { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import { assertAccess } from '../access/access-check.ts'
import { can } from '../access/can.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { notFound } from '../errors.ts'
import { permissionOf } from './expand.ts'
import { resourceNamed } from './registry.ts'
import type { AnyResource, BaseRecord } from './resource.ts'
import { notOwn, reachableIds } from './row-rights.ts'
import { getRecord } from './write.ts'

// For what hangs on records of any kind: files, comments, tasks. The record's own permission, module and row rules decide.

/** The record, or the refusal that its own route would give. */
export async function seeRecord(ctx: ReadCtx, ref: RecordRef): Promise<BaseRecord> {
  const resource = allowed(ctx, ref.resource, 'read')
  return getRecord(ctx, resource, ref.recordId)
}

/** For what changes the record in the eyes of those who work with it. */
export async function changeOnRecord(ctx: Ctx, ref: RecordRef): Promise<BaseRecord> {
  const resource = allowed(ctx, ref.resource, 'update')
  const record = await getRecord(ctx, resource, ref.recordId)
  if (!(await reachableIds(ctx, resource, 'update', [ref.recordId])).has(ref.recordId))
    throw notOwn(ctx.actor, resource)
  return record
}

/** What buttons to show. */
export async function mayChangeOn(ctx: ReadCtx, { resource: name, recordId }: RecordRef): Promise<boolean> {
  const resource = resourceNamed(name)
  if (!resource || !can(ctx.actor, permissionOf(name, 'update'))) return false
  return (await reachableIds(ctx, resource, 'update', [recordId])).has(recordId)
}

function allowed({ actor }: ReadCtx, name: string, action: 'read' | 'update'): AnyResource {
  const resource = resourceNamed(name)
  if (!resource) throw notFound('resource')
  const method = action === 'read' ? 'GET' : 'PATCH'
  assertAccess({ method, options: { access: permissionOf(name, action) } }, actor)
  return resource
}
