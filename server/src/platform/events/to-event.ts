import type { Event } from '@groundwork/contract/platform/events.ts'
import type { LogRow } from './log.queries.ts'
import { formatPosition } from './position.ts'

export function toEvent(row: LogRow): Event {
  return {
    id: row.id,
    cursor: formatPosition(row),
    type: row.type,
    version: row.version,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    requestId: row.request_id,
    createdAt: row.created_at,
    payload: row.payload,
  }
}
