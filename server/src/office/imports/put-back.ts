import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import type { Ctx } from '#platform/context.ts'
import { fieldsOf, storedValues } from '#platform/custom-fields/fields-of.ts'
import { toKnownError } from '#platform/http/problem.ts'
import { toShown } from '#platform/resource/records.ts'
import type { AnyResource, BaseRow } from '#platform/resource/resource.ts'
import { updateRows } from '#platform/resource/row-batches.ts'
import { leaveTrail } from '#platform/resource/write.ts'

/** A record that the undoing may touch, and the columns that make it what it was. */
export interface PutBack {
  current: BaseRow
  columns: Partial<BaseRow> & object
  isTrash: boolean
}

export interface Left {
  id: string
  reason: string
}

/** Answers how many could be put back. What somebody else has taken meanwhile, such as a name, leaves a record as it is. */
export async function putBack(
  ctx: Ctx,
  resource: AnyResource,
  open: readonly PutBack[],
  left: Left[],
): Promise<number> {
  let done = 0
  for (const group of groupsOf(open)) done += await putBackOrSplit(ctx, resource, group, left)
  return done
}

/** One statement sets the same columns of all its rows. */
function groupsOf(open: readonly PutBack[]): PutBack[][] {
  const groups = new Map<string, PutBack[]>()
  for (const one of open) {
    const names = Object.keys(one.columns).sort().join()
    groups.set(names, [...(groups.get(names) ?? []), one])
  }
  return [...groups.values()]
}

async function putBackOrSplit(
  ctx: Ctx,
  resource: AnyResource,
  group: readonly PutBack[],
  left: Left[],
): Promise<number> {
  const rows = await ctx.attempt(() => write(ctx, resource, group)).catch((thrown: unknown) => refusal(thrown))
  if (Array.isArray(rows)) return noteTrail(ctx, resource, await fieldsOf(ctx, resource), group, rows)
  const [only] = group
  if (group.length === 1 && only) {
    left.push({ id: only.current.id, reason: rows.reason })
    return 0
  }
  const middle = Math.ceil(group.length / 2)
  const first = await putBackOrSplit(ctx, resource, group.slice(0, middle), left)
  return first + (await putBackOrSplit(ctx, resource, group.slice(middle), left))
}

async function write(ctx: Ctx, resource: AnyResource, group: readonly PutBack[]): Promise<BaseRow[]> {
  const stamp = { updated_at: ctx.now.toISOString(), updated_by: ctx.actor.id }
  const fields = await fieldsOf(ctx, resource)
  const rows = group.map(({ current, columns }) => ({
    id: current.id,
    ...columns,
    ...withoutLostFields(fields, columns),
    ...resource.derive({ ...current, ...columns }),
    ...stamp,
  }))
  return updateRows<BaseRow>(ctx.tx, resource, { tenantId: ctx.actor.tenant.id, rows })
}

/** A custom field that was deleted since is not brought back by a value. */
function withoutLostFields(fields: readonly CustomField[], columns: object): object {
  if (!('custom_fields' in columns)) return {}
  const known = Object.entries(storedValues(columns)).filter(([key]) => fields.some((field) => field.key === key))
  return { custom_fields: Object.fromEntries(known) }
}

/** Only what concerns single records is worth trying one by one. */
function refusal(thrown: unknown): { reason: string } {
  const error = toKnownError(thrown)
  if (error.status !== 409 || error.rule === 'record.conflict') throw thrown
  return { reason: error.message }
}

function noteTrail(
  ctx: Ctx,
  resource: AnyResource,
  fields: readonly CustomField[],
  group: readonly PutBack[],
  rows: readonly BaseRow[],
): number {
  const after = new Map(rows.map((row) => [row.id, row]))
  for (const { current, isTrash } of group) {
    const row = after.get(current.id)
    if (row)
      leaveTrail(
        ctx,
        resource,
        isTrash ? 'trashed' : 'updated',
        toShown(fields, resource, current),
        toShown(fields, resource, row),
      )
  }
  return rows.length
}
