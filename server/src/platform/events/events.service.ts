import type { EventType } from '@groundwork/contract/events.ts'
import { type Event, type EventQuery, typesOf } from '@groundwork/contract/platform/events.ts'
import type { ReadCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Page } from '../http/route.ts'
import { decodeCursor, encodeCursor } from '../resource/cursor.ts'
import { heardEvents } from '../resource/event-subjects.ts'
import { seenPage } from '../resource/seen-page.ts'
import { visibleTypes } from './events.policy.ts'
import { type LogRow, listEventsById, listNewestEvents, scanLog } from './log.queries.ts'
import { formatPosition, isPossible, type Position, parsePosition } from './position.ts'
import { toEvent } from './to-event.ts'

export async function listEvents(ctx: ReadCtx, query: EventQuery): Promise<Page<Event>> {
  const types = visibleTypes(ctx.actor, query.type ? typesOf(query.type) : undefined)
  return query.after === undefined
    ? listNewest(ctx, query, types)
    : follow(ctx, query, toPosition(query.after, 'after'), types)
}

export function toPosition(cursor: string, field: string): Position {
  const position = parsePosition(cursor)
  if (isPossible(position)) return position
  const message = 'It is not one that this API gave out'
  throw new AppError('request.cursor-invalid', `The cursor is not valid. ${message}`, { details: [{ field, message }] })
}

const SORT = '-createdAt'
const COLUMNS = [{ column: 'created_at', type: 'timestamptz' }] as const

async function listNewest(
  { tx, actor }: ReadCtx,
  { limit, cursor, subjectId, since }: EventQuery,
  types: EventType[],
): Promise<Page<Event>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, SORT, COLUMNS)
  // The columns above say that the key is a time as text.
  const last = position ? { lastAt: position.keys[0] as string, lastId: position.id } : {}
  const asked = { tenantId: actor.tenant.id, types, subjectId, since }
  const { rows, end, hasNext } = await seenPage<LogRow>({
    limit,
    read: (after, size) =>
      listNewestEvents(tx, {
        ...asked,
        limit: size,
        ...(after ? { lastAt: after.created_at, lastId: after.id } : last),
      }),
    seen: (some) => heardEvents({ tx, actor }, some),
  })
  const nextCursor = hasNext && end ? encodeCursor(SORT, { keys: [end.created_at], id: end.id }) : null
  return {
    rows: rows.map((row) => toEvent(actor, row)),
    pagination: { page: null, limit, total: null, hasNext, nextCursor },
  }
}

const SCAN_DEPTH = 2_000

/** Unlike a list it has no end: nextCursor is always there, and what comes later stands behind it. */
async function follow(
  { tx, actor }: ReadCtx,
  { limit, subjectId }: EventQuery,
  after: Position,
  types: EventType[],
): Promise<Page<Event>> {
  const tenantId = actor.tenant.id
  const [scan] = await scanLog(tx, { tenantId, ...after, types, subjectId, depth: SCAN_DEPTH, limit: limit + 1 })
  const ids = scan?.ids ?? []
  const rows = ids.length > 0 ? await listEventsById(tx, { tenantId, ids: ids.slice(0, limit) }) : []
  const isMore = ids.length > limit
  const end = isMore ? rows.at(-1) : toEnd(scan)
  const nextCursor = formatPosition(end ?? after)
  return {
    rows: (await heardEvents({ tx, actor }, rows)).map((row) => toEvent(actor, row)),
    pagination: { page: null, limit, total: null, hasNext: isMore || scan?.scanned === SCAN_DEPTH, nextCursor },
  }
}

function toEnd(scan: { txid: string | null; sequence: string | null } | undefined): Position | undefined {
  return scan && scan.txid !== null && scan.sequence !== null ? { txid: scan.txid, sequence: scan.sequence } : undefined
}
