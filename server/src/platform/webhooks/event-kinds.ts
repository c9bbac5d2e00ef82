import { EVENTS, type EventType } from '@groundwork/contract/events.ts'
import { EVENT_TYPES } from '@groundwork/contract/platform/events.ts'
import type { EventKind } from '@groundwork/contract/platform/webhooks.ts'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import { exampleOf } from '../http/example.ts'

type Told = Omit<EventKind, 'isAllowed'>

let catalogue: Map<EventType, Told> | undefined

/** What may happen, with the shape and an example of what receivers get. */
export function listEventKinds(actor: Actor): EventKind[] {
  // Made of the contract alone, so once.
  catalogue ??= new Map(EVENT_TYPES.map((type) => [type, tell(type)]))
  return [...catalogue].map(([type, kind]) => ({ ...kind, isAllowed: can(actor, EVENTS[type].permission) }))
}

function tell(type: EventType): Told {
  const { version, summary, permission, payload } = EVENTS[type]
  const schema = z.toJSONSchema(payload, { io: 'output', unrepresentable: 'any', reused: 'inline' })
  const example = {
    id: '019a9c5e-6f00-7000-8000-000000000002',
    type,
    version,
    timestamp: '2026-11-20T09:30:00.000000Z',
    subjectId: '019a9c5e-6f00-7000-8000-000000000001',
    data: exampleOf(schema),
  }
  return { type, version, summary, permission, schema, example }
}
