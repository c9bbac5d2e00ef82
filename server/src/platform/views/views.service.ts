import type { CreateView, ListViews, UpdateView, View } from '@groundwork/contract/platform/views.ts'
import { assertCan } from '../access/can.ts'
import { diffRecords } from '../audit/diff.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { newId } from '../ids.ts'
import { decodeCursor, encodeCursor } from '../resource/cursor.ts'
import { assertExpectedVersion } from '../resource/expected-version.ts'
import { deleteView, findOwnView, insertView, listViews, updateView, type ViewRow } from './views.queries.ts'

const SORT = 'createdAt'
const KEYS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listVisibleViews(ctx: ReadCtx, { resource, limit, cursor }: ListViews): Promise<Page<View>> {
  const userId = personOf(ctx)
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, KEYS)
  // The keys above say that the first is a time as text.
  const last = position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}
  const rows = await listViews(ctx.tx, {
    tenantId: ctx.actor.tenant.id,
    userId,
    resource,
    limit: limit + 1,
    ...last,
  })
  const shown = rows.slice(0, limit)
  const end = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && end ? encodeCursor(SORT, { keys: [end.created_at], id: end.id }) : null
  return {
    rows: shown.map((row) => toView(row, userId)),
    pagination: { page: null, limit, total: null, hasNext, nextCursor },
  }
}

export async function createView(ctx: Ctx, input: CreateView): Promise<View> {
  if (input.isShared) assertCan(ctx.actor, 'platform.views.share')
  const userId = personOf(ctx)
  const row = await insertView(ctx.tx, { tenantId: ctx.actor.tenant.id, userId, id: newId(), ...input })
  if (!row) throw new Error('The view was not inserted')
  return recorded(ctx, 'view.created', undefined, toView(row, userId))
}

export async function changeView(ctx: Ctx, id: string, input: UpdateView, ifMatch: string | undefined): Promise<View> {
  if (input.isShared) assertCan(ctx.actor, 'platform.views.share')
  const current = await ownView(ctx, id)
  assertExpectedVersion(ifMatch, { noun: 'view', version: current.version, record: toView(current, current.user_id) })
  const changed = {
    name: input.name ?? current.name,
    query: input.query ?? current.query,
    isShared: input.isShared ?? current.is_shared,
  }
  const row = await updateView(ctx.tx, { tenantId: ctx.actor.tenant.id, id, ...changed })
  if (!row) throw notFound('view')
  return recorded(ctx, 'view.updated', toView(current, current.user_id), toView(row, row.user_id))
}

export async function removeView(ctx: Ctx, id: string, ifMatch: string | undefined): Promise<void> {
  const current = await ownView(ctx, id)
  assertExpectedVersion(ifMatch, { noun: 'view', version: current.version, record: toView(current, current.user_id) })
  await deleteView(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  recorded(ctx, 'view.deleted', toView(current, current.user_id), undefined)
}

/** Only who made a view changes it; others see that it is there, if it is shared, and nothing to change. */
async function ownView(ctx: Ctx, id: string): Promise<ViewRow> {
  const row = await findOwnView(ctx.tx, { tenantId: ctx.actor.tenant.id, userId: personOf(ctx), id })
  if (!row) throw notFound('view')
  return row
}

function personOf({ actor }: ReadCtx): string {
  if (actor.userId) return actor.userId
  throw new AppError('access.permission-missing', 'Views belong to people; an API key keeps its own queries')
}

function recorded<V extends View | undefined>(ctx: Ctx, action: string, before: View | undefined, after: V): V {
  const view = after ?? before
  if (view)
    ctx.audit(action, {
      resource: { type: 'platform.views', id: view.id, version: view.version },
      changes: diffRecords(before, after),
    })
  return after
}

function toView(row: ViewRow, userId: string): View {
  return {
    id: row.id,
    resource: row.resource,
    name: row.name,
    query: row.query,
    isShared: row.is_shared,
    isMine: row.user_id === userId,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}
