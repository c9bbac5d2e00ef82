import { EVENTS, type EventType } from '@groundwork/contract/events.ts'
import { EVENT_TYPES } from '@groundwork/contract/platform/events.ts'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'

// News of one's own work: whoever asked for it hears of it, whatever else they may see.
const OWN: ReadonlySet<string> = new Set<EventType>(['job.progressed', 'import.finished', 'export.finished'])

interface Happened {
  type: EventType
  actor_id: string | null
}

export function canHear(actor: Actor, { type, actor_id }: Happened): boolean {
  // A type that the catalogue no longer has stays in the log and is nobody's to hear.
  const entry = Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined
  if (!entry) return false
  return can(actor, entry.permission) || (actor_id === actor.id && OWN.has(type))
}

/** The types of which the actor may hear everything. */
export function visibleTypes(actor: Actor, wanted: readonly EventType[] = EVENT_TYPES): EventType[] {
  return wanted.filter((type) => can(actor, EVENTS[type].permission))
}
