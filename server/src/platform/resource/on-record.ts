import type { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import { assertAccess } from '../access/access-check.ts'
import { can } from '../access/can.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { notFound } from '../errors.ts'
import { permissionOf } from './expand.ts'
import { resourceNamed } from './registry.ts'
import type { AnyResource, BaseRecord } from './resource.ts'
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
  return getRecord(ctx, resource, ref.recordId)
}

/** Without asking for the record: what buttons to show. */
export function mayChangeOn(ctx: ReadCtx, resource: string): boolean {
  return resourceNamed(resource) !== undefined && can(ctx.actor, permissionOf(resource, 'update'))
}

function allowed({ actor }: ReadCtx, name: string, action: 'read' | 'update'): AnyResource {
  const resource = resourceNamed(name)
  if (!resource) throw notFound('resource')
  const method = action === 'read' ? 'GET' : 'PATCH'
  assertAccess({ method, options: { access: permissionOf(name, action) } }, actor)
  return resource
}
