import {
  MAX_UNREAD_COUNTED,
  type Notification,
  type NotificationPreferences,
  type NotificationQuery,
  type NotificationSummary,
  type UpdateNotificationPreference,
} from '@groundwork/contract/platform/notifications.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import { AppError, invalidField, notFound } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { assertPerson } from '../identity/assert-person.ts'
import { decodeCursor, encodeCursor } from '../resource/cursor.ts'
import { notificationKinds } from './notification-rules.ts'
import {
  countUnread,
  isMember,
  listNotifications,
  listPreferences,
  markAllRead,
  markRead,
  type NotificationRow,
  savePreference,
} from './notifications.queries.ts'

const SORT = '-createdAt'
const KEYS = [{ column: 'created_at', type: 'timestamptz' }] as const

export async function listMine(
  { tx, actor }: ReadCtx,
  { limit, cursor, unread, kind }: NotificationQuery,
): Promise<Page<Notification>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, KEYS)
  const rows = await listNotifications(tx, {
    ...mine(actor),
    limit: limit + 1,
    unread: unread || undefined,
    kind,
    // The keys above say that the first is a time as text.
    ...(position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}),
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasNext = rows.length > limit
  const nextCursor = hasNext && last ? encodeCursor(SORT, { keys: [last.created_at], id: last.id }) : null
  return { rows: shown.map(toNotification), pagination: { page: null, limit, total: null, hasNext, nextCursor } }
}

export async function summarise({ tx, actor }: ReadCtx): Promise<NotificationSummary> {
  const counted = await countUnread(tx, { ...mine(actor), limit: MAX_UNREAD_COUNTED })
  return { unread: counted?.unread ?? 0 }
}

export async function readOne(ctx: Ctx, id: string): Promise<Notification> {
  const row = await markRead(ctx.tx, { ...mine(ctx.actor), id, now: ctx.now })
  if (!row) throw notFound('notification')
  tellOtherWindows(ctx)
  return toNotification(row)
}

export async function readAll(ctx: Ctx, upTo: string): Promise<NotificationSummary> {
  await markAllRead(ctx.tx, { ...mine(ctx.actor), upTo, now: ctx.now })
  tellOtherWindows(ctx)
  return summarise(ctx)
}

export async function describePreferences({ tx, actor }: ReadCtx): Promise<NotificationPreferences> {
  const saved = new Map((await listPreferences(tx, mine(actor))).map((row) => [row.kind, row]))
  const kinds = notificationKinds().map((kind) => ({
    ...kind,
    inConsole: saved.get(kind.kind)?.in_console ?? true,
    byEmail: saved.get(kind.kind)?.by_email ?? false,
  }))
  return { kinds }
}

export async function changePreference(
  ctx: Ctx,
  { kind, inConsole, byEmail }: UpdateNotificationPreference,
): Promise<NotificationPreferences> {
  const { kinds } = await describePreferences(ctx)
  const before = kinds.find((known) => known.kind === kind)
  if (!before) throw invalidField('kind', `Use one of ${kinds.map((known) => known.kind).join(', ')}`)
  await assertMember(ctx)
  const after = { inConsole: inConsole ?? before.inConsole, byEmail: byEmail ?? before.byEmail }
  await savePreference(ctx.tx, { ...mine(ctx.actor), kind, ...after })
  ctx.audit('notification-preference.updated', {
    changes: { [kind]: { before: { inConsole: before.inConsole, byEmail: before.byEmail }, after } },
  })
  return describePreferences(ctx)
}

/** A super admin who looks in is told nothing here, so there is nothing to wish for. */
async function assertMember(ctx: Ctx): Promise<void> {
  const found = await isMember(ctx.tx, mine(ctx.actor))
  if (!found?.is_member)
    throw new AppError('access.tenant-unknown', 'Only people who belong to this business are told what happens in it')
}

function mine(actor: ReadCtx['actor']): { tenantId: string; userId: string } {
  const { userId, tenant } = assertPerson(actor)
  return { tenantId: tenant.id, userId }
}

function tellOtherWindows(ctx: Ctx): void {
  const { tenantId, userId } = mine(ctx.actor)
  ctx.announce({ kind: 'notified', tenantId, userId })
}

function toNotification(row: NotificationRow): Notification {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    body: row.body,
    href: row.href,
    createdAt: row.created_at,
    readAt: row.read_at,
  }
}
