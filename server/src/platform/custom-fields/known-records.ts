import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { mayCall } from '../access/access-check.ts'
import type { ReadCtx } from '../context.ts'
import { permissionOf } from '../resource/expand.ts'
import { resourceNamed } from '../resource/registry.ts'
import type { BaseRow } from '../resource/resource.ts'
import { reachable } from '../resource/row-rights.ts'
import { rowsOf } from '../resource/row-statements.ts'
import { isActive } from './fields-of.ts'
import { isUuid, type KnownRecords } from './value-rules.ts'

type Given = Readonly<Record<string, unknown>>

/** Of all records that these values refer to, those that are there and that the actor may see: one query per kind. */
export async function knownRecords(
  ctx: ReadCtx,
  fields: readonly CustomField[],
  givens: readonly Given[],
): Promise<KnownRecords> {
  const wanted = new Map<string, Set<string>>()
  for (const { key, referenceTo } of fields.filter((field) => isActive(field) && field.kind === 'reference')) {
    if (referenceTo === null) continue
    const ids = wanted.get(referenceTo) ?? new Set()
    for (const given of givens) {
      const value = given[key]
      if (typeof value === 'string' && isUuid(value.toLowerCase())) ids.add(value.toLowerCase())
    }
    wanted.set(referenceTo, ids)
  }
  const known = new Map<string, ReadonlySet<string>>()
  for (const [name, ids] of wanted) if (ids.size > 0) known.set(name, await findVisible(ctx, name, [...ids]))
  return (resource, id) => known.get(resource)?.has(id) === true
}

/** What is in the trash cannot be referred to anew. */
async function findVisible(ctx: ReadCtx, name: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const resource = resourceNamed(name)
  if (!resource || !mayCall({ method: 'GET', options: { access: permissionOf(name, 'read') } }, ctx.actor))
    return new Set()
  const rows = await rowsOf<BaseRow>(resource).findMany(ctx.tx, ctx.actor.tenant.id, ids)
  const standing = rows.filter((row) => row.deleted_at === null)
  const visible = await reachable(ctx, resource, 'read', standing)
  return new Set(visible.map(({ id }) => id))
}
