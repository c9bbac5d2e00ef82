import type { Event } from '@groundwork/contract/platform/events.ts'
import type { Actor } from '../access/actor.ts'
import { maskPayload } from '../resource/masks.ts'
import type { LogRow } from './log.queries.ts'
import { formatPosition } from './position.ts'

/** An event as somebody may see it. */
export function toEvent(actor: Actor, row: LogRow): Event {
  return {
    id: row.id,
    cursor: formatPosition(row),
    type: row.type,
    version: row.version,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    requestId: row.request_id,
    createdAt: row.created_at,
    payload: maskPayload(actor, row.type, row.payload),
  }
}
