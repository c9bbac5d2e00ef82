import { EVENTS, type EventType } from '@groundwork/contract/events.ts'
import { z } from 'zod'
import type { Actor } from '#platform/access/actor.ts'
import { withoutHidden } from '#platform/resource/field-rights.ts'
import { maskPayload } from '#platform/resource/masks.ts'
import { resourceOfEvent } from '#platform/resource/registry.ts'
import { ANYTHING, type Shape } from './json-shape.ts'

// What an automation can look at: `event` says what happened, `payload` what the event carries, `record` how the record
// stands now.

export const VARIABLES = ['event', 'payload', 'record'] as const
export type Variable = (typeof VARIABLES)[number]

const EventFacts = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  time: z.iso.datetime(),
  subjectId: z.uuid(),
  actorId: z.uuid().nullable(),
})

const known = new Map<z.ZodType, Shape>()

export function shapeOf(schema: z.ZodType): Shape {
  const shape = known.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  known.set(schema, shape)
  return shape
}

export function shapesOf(type: EventType): Record<Variable, Shape> {
  const resource = resourceOfEvent(type)
  return {
    event: shapeOf(EventFacts),
    payload: shapeOf(EVENTS[type].payload),
    record: resource ? shapeOf(resource.schemas.record) : ANYTHING,
  }
}

export interface Happened {
  id: string
  type: EventType
  subject_id: string
  actor_id: string | null
  created_at: string
  payload: unknown
}

/** The variables for one event, without what is hidden from the actor. */
export function factsOf(actor: Pick<Actor, 'fields'>, happened: Happened, record: unknown): Record<Variable, unknown> {
  const resource = resourceOfEvent(happened.type)
  return {
    event: {
      id: happened.id,
      type: happened.type,
      time: happened.created_at,
      subjectId: happened.subject_id,
      actorId: happened.actor_id,
    },
    payload: maskPayload(actor, happened.type, happened.payload),
    record: resource ? withoutHidden(actor, resource, record) : record,
  }
}
