import type { RowAction } from '@groundwork/contract/platform/roles.ts'
import { diffRecords } from '../audit/diff.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { customColumns } from '../custom-fields/set-values.ts'
import { AppError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { expandRecords } from './expand.ts'
import { assertMayAsk, assertMayWrite, withoutHidden } from './field-rights.ts'
import { followPurge } from './purge-follow-ups.ts'
import { toRecord } from './records.ts'
import type { BaseRecord, BaseRow, Resource } from './resource.ts'
import { assertReaches, assertSeesRow } from './row-rights.ts'
import { rowsOf } from './row-statements.ts'

/** What a change must find: nothing said, any version; otherwise exactly one of these. */
export interface Expectation {
  ifMatch: string | undefined
}

export async function getRecord<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: ReadCtx,
  resource: Resource<Row, Rec, unknown, unknown>,
  id: string,
  expand: readonly string[] = [],
): Promise<Rec> {
  assertMayAsk(ctx.actor, resource, { expand: [...expand] })
  const row = await rowsOf<Row>(resource).find(ctx.tx, ctx.actor.tenant.id, id)
  const visible = await assertSeesRow(ctx, resource, row)
  const record = await toRecord(ctx, resource, visible)
  await expandRecords(ctx, resource, [visible], [record], expand)
  return record
}

export async function createRecord<Row extends BaseRow, Rec extends BaseRecord, Create>(
  ctx: Ctx,
  resource: Resource<Row, Rec, Create, unknown>,
  input: Create,
): Promise<Rec> {
  assertMayWrite(ctx.actor, resource, input, resource.schemas.create)
  const draft = { ...newRow(ctx, resource, input), ...(await customColumns(ctx, resource, input, undefined)) }
  await resource.rules?.beforeSave?.(ctx, draft, undefined)
  const [row] = await rowsOf<Row>(resource).insert(ctx.tx, ctx.actor.tenant.id, [
    { ...draft, ...resource.derive(draft) },
  ])
  if (!row) throw new Error(`Nothing was inserted into ${resource.table}`)
  const record = await toRecord(ctx, resource, row)
  leaveTrail(ctx, resource, 'created', undefined, record)
  await resource.rules?.afterCreate?.(ctx, record)
  return record
}

/** A complete row as it will stand, before the database has seen it. */
export function newRow<Row extends BaseRow, Create>(
  ctx: Ctx,
  resource: Pick<Resource<Row, BaseRecord, Create, unknown>, 'columns' | 'toColumns'>,
  input: Create,
): Row {
  const now = ctx.now.toISOString()
  const empty = Object.fromEntries(resource.columns.map((column) => [column, null]))
  const base = {
    id: newId(ctx.now.getTime()),
    created_at: now,
    updated_at: now,
    created_by: ctx.actor.id,
    updated_by: ctx.actor.id,
    version: 1,
  }
  // Every column of the table is there: null, the base's, or the input's.
  return { ...empty, ...base, ...resource.toColumns(input, undefined) } as unknown as Row
}

export async function changeRecord<Row extends BaseRow, Rec extends BaseRecord, Update>(
  ctx: Ctx,
  resource: Resource<Row, Rec, unknown, Update>,
  id: string,
  input: Update,
  expectation: Expectation,
): Promise<Rec> {
  assertMayWrite(ctx.actor, resource, input, resource.schemas.update)
  const current = await lockRow(ctx, resource, id, 'update', expectation)
  if (current.deleted_at !== null)
    throw new AppError('record.conflict', `This ${resource.noun} is in the trash; restore it first`)
  const columns = { ...resource.toColumns(input, current), ...(await customColumns(ctx, resource, input, current)) }
  return saveChange(ctx, resource, current, columns, 'updated')
}

/** Writes what differs, if anything does: saving a form unchanged leaves no trace. */
async function saveChange<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Ctx,
  resource: Resource<Row, Rec, unknown, unknown>,
  current: Row,
  columns: Partial<Row>,
  what: 'updated' | 'trashed' | 'restored',
): Promise<Rec> {
  const next = { ...current, ...columns }
  if (what === 'updated') await resource.rules?.beforeSave?.(ctx, next, current)
  const before = await toRecord(ctx, resource, current)
  if (Object.keys(diffRecords(before, await toRecord(ctx, resource, next))).length === 0) return before
  const stamp = { updated_at: ctx.now.toISOString(), updated_by: ctx.actor.id }
  const row = await rowsOf<Row>(resource).update(ctx.tx, ctx.actor.tenant.id, current.id, {
    ...columns,
    ...resource.derive(next),
    ...stamp,
  })
  if (!row) throw notFound(resource.noun)
  const after = await toRecord(ctx, resource, row)
  leaveTrail(ctx, resource, what, before, after)
  return after
}

export async function trashRecord<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Ctx,
  resource: Resource<Row, Rec, unknown, unknown>,
  id: string,
  expectation: Expectation,
): Promise<Rec> {
  const current = await lockRow(ctx, resource, id, 'delete', expectation)
  if (current.deleted_at !== null) return toRecord(ctx, resource, current)
  await resource.rules?.beforeTrash?.(ctx, current)
  return saveChange(ctx, resource, current, deletedAt<Row>(ctx.now.toISOString()), 'trashed')
}

export async function restoreRecord<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Ctx,
  resource: Resource<Row, Rec, unknown, unknown>,
  id: string,
  expectation: Expectation,
): Promise<Rec> {
  const current = await lockRow(ctx, resource, id, 'delete', expectation)
  if (current.deleted_at === null)
    throw new AppError('record.not-in-trash', `This ${resource.noun} is not in the trash`)
  return saveChange(ctx, resource, current, deletedAt<Row>(null), 'restored')
}

/** Gone for good; the audit trail keeps what it was. */
export async function purgeRecord<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Ctx,
  resource: Resource<Row, Rec, unknown, unknown>,
  id: string,
  expectation: Expectation,
): Promise<void> {
  const current = await lockRow(ctx, resource, id, 'purge', expectation)
  if (current.deleted_at === null) await resource.rules?.beforeTrash?.(ctx, current)
  await resource.rules?.beforePurge?.(ctx, current)
  await rowsOf<Row>(resource).delete(ctx.tx, ctx.actor.tenant.id, id)
  await followPurge(ctx, { resource: resource.name, recordId: id })
  leaveTrail(ctx, resource, 'purged', await toRecord(ctx, resource, current), undefined)
}

function deletedAt<Row extends BaseRow>(at: string | null): Partial<Row> {
  // Row has deleted_at because it extends BaseRow; Partial of an open type cannot be built without saying so.
  return { deleted_at: at } as Partial<Row>
}

async function lockRow<Row extends BaseRow, Rec extends BaseRecord>(
  ctx: Ctx,
  resource: Resource<Row, Rec, unknown, unknown>,
  id: string,
  action: RowAction,
  { ifMatch }: Expectation,
): Promise<Row> {
  const found = await rowsOf<Row>(resource).findForUpdate(ctx.tx, ctx.actor.tenant.id, id)
  const row = await assertSeesRow(ctx, resource, found)
  await assertReaches(ctx, resource, action, row)
  if (ifMatch === undefined && resource.requiresIfMatch) {
    throw new AppError('record.if-match-required', `Send If-Match with the ETag of the ${resource.noun} you read`)
  }
  if (ifMatch !== undefined && !matches(ifMatch, row.version)) {
    const sentence = `This ${resource.noun} is now at version ${row.version}; read it again and repeat your change on it`
    throw new AppError('record.changed', sentence, {
      current: withoutHidden(ctx.actor, resource, await toRecord(ctx, resource, row)),
      headers: { ETag: `"${row.version}"` },
    })
  }
  return row
}

/** `"3"`, `"3-<query>"` from a GET with parameters, `*`, or several of them. */
function matches(ifMatch: string, version: number): boolean {
  return ifMatch.split(',').some((tag) => {
    const value = tag.trim()
    return value === '*' || value.replace(/^"(\d+)(-[^"]*)?"$/, '$1') === String(version)
  })
}

type Happening = 'created' | 'updated' | 'trashed' | 'restored' | 'purged'

export function leaveTrail<Rec extends BaseRecord>(
  ctx: Ctx,
  resource: { name: string; event: string },
  what: Happening,
  before: Rec | undefined,
  after: Rec | undefined,
): void {
  const record = after ?? before
  if (!record) throw new Error('A trail needs a record')
  const changes = diffRecords(before, after)
  ctx.audit(`${resource.event}.${what}`, {
    resource: { type: resource.name, id: record.id, version: record.version },
    changes,
  })
  const payload = what === 'updated' ? { record, changedFields: Object.keys(changes) } : { record }
  // The five happenings of a resource are in contract/events.ts; a census test checks each name and payload.
  ctx.emit(`${resource.event}.${what}` as never, record.id, payload as never)
}
