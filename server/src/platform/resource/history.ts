import type { HistoryEntry } from '@groundwork/contract/platform/audit.ts'
import { listHistory } from '../audit/history.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { activeFieldsOf, fieldPath, keyInPath } from '../custom-fields/fields-of.ts'
import { AppError } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { isWritable } from './field-rights.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'
import { changeRecord, type Expectation, getRecord } from './write.ts'

type Kind<Row extends BaseRow, Rec extends BaseRecord> = Resource<Row, Rec, unknown, unknown>

/** Who changed what, newest first. Whoever may see the record may see how it came to be. */
export async function recordHistory<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: ReadCtx,
  resource: Kind<Row, Rec>,
  id: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<HistoryEntry>> {
  await getRecord(ctx, resource, id)
  return listHistory(ctx, { tenantId: ctx.actor.tenant.id, resourceType: resource.name, resourceId: id, ...query })
}

/** A change back to how the record was at a version: only what a person can change, and a new version on top. */
export async function revertRecord<Row extends BaseRow, Rec extends BaseRecord, Update>(
  ctx: Ctx,
  resource: Resource<Row, Rec, unknown, Update>,
  id: string,
  version: number,
  expectation: Expectation,
): Promise<Rec> {
  const current = await getRecord(ctx, resource, id)
  if (version >= current.version || version < 1) {
    throw new AppError(
      'record.version-unknown',
      `This ${resource.noun} is at version ${current.version}; choose an earlier one`,
      { details: [{ field: 'version', message: `Between 1 and ${current.version - 1}` }] },
    )
  }
  const past = await valuesAt(ctx, resource, current, version)
  const input = resource.schemas.update.parse(past)
  return changeRecord(ctx, resource, id, input, expectation)
}

/** Walks back from today: the oldest `before` of a field since the version is what it was then. */
async function valuesAt<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: ReadCtx,
  resource: Kind<Row, Rec>,
  current: Rec,
  version: number,
): Promise<Record<string, unknown>> {
  const past: Record<string, unknown> = {}
  let cursor: string | undefined
  do {
    const page = await listHistory(ctx, {
      tenantId: ctx.actor.tenant.id,
      resourceType: resource.name,
      resourceId: current.id,
      limit: 100,
      cursor,
    })
    for (const { version: entryVersion, changes } of page.rows) {
      if (entryVersion === null || entryVersion <= version) continue
      for (const [field, { before }] of Object.entries(changes ?? {})) past[field] = before
    }
    cursor = page.pagination.nextCursor ?? undefined
  } while (cursor)
  const own = Object.entries(past).filter(([field]) => isChangeable(ctx, resource, field))
  return { ...Object.fromEntries(own), ...(await customValuesOf(ctx, resource, past)) }
}

/** The values of custom fields that still are there; those of others stay as they are. */
async function customValuesOf<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: ReadCtx,
  resource: Kind<Row, Rec>,
  past: Record<string, unknown>,
): Promise<{ customFields?: Record<string, unknown> }> {
  const named = Object.keys(past).flatMap((path) => keyInPath(path) ?? [])
  if (named.length === 0) return {}
  const fields = await activeFieldsOf(ctx, resource)
  const open = fields.filter(({ key }) => named.includes(key) && isWritable(ctx.actor, resource, fieldPath(key)))
  if (open.length === 0) return {}
  return { customFields: Object.fromEntries(open.map(({ key }) => [key, past[fieldPath(key)]])) }
}

/** What a person can change, and whoever puts it back may: the other fields stay as they are. */
function isChangeable(ctx: ReadCtx, resource: Parameters<typeof isWritable>[1], field: string): boolean {
  const isInput = field in ((resource.schemas.update as { shape?: object }).shape ?? {})
  return isInput && isWritable(ctx.actor, resource, field)
}
