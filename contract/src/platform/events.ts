import { z } from 'zod'
import { EVENTS, type EventType } from '../events.ts'
import { Id, Instant } from '../http/fields.ts'

export const EVENT_TYPES = Object.keys(EVENTS).map(asEventType)

function asEventType(name: string): EventType {
  // Object.keys widens to string; the names come straight from the catalogue.
  return name as EventType
}

/** `waste.*` takes everything below, `waste.bin.created` itself only, `*` all. */
export function matchesTopic(topic: string, type: string): boolean {
  if (topic === '*' || topic === type) return true
  return topic.endsWith('.*') && type.startsWith(topic.slice(0, -1))
}

/** The types that any of the topics takes. */
export function typesOf(topics: readonly string[]): EventType[] {
  return EVENT_TYPES.filter((type) => topics.some((topic) => matchesTopic(topic, type)))
}

export const Topic = z
  .string()
  .max(100, 'At most 100 characters')
  .refine((topic) => typesOf([topic]).length > 0, 'Matches no event; use a type such as waste.bin.created, or waste.*')

/** `waste.bin.*,job.progressed`: one or several topics. */
export const Topics = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((topic) => topic.trim())
      .filter(Boolean),
  )
  .pipe(z.array(Topic).min(1, 'Name at least one').max(50, 'At most 50'))
  .meta({ examples: ['waste.bin.*,job.*'] })

/** A place in the log: the transaction that wrote the event, and the event's number. Never skips a late commit. */
export const EventCursor = z
  .string()
  .regex(/^\d{1,20}\.\d{1,19}$/, 'Use the cursor of an event, such as 81234.5067')
  .meta({ examples: ['81234.5067'] })

export const Event = z.strictObject({
  id: Id,
  cursor: EventCursor,
  type: z.string().meta({ examples: ['waste.bin.created'] }),
  version: z.int(),
  subjectId: Id,
  actorId: Id.nullable(),
  requestId: z.string().nullable(),
  createdAt: Instant,
  payload: z.unknown().meta({ description: 'Depends on the type; only ever grows' }),
})
export type Event = z.infer<typeof Event>

/**
 * Two ways to read. For people: newest first, with filters. For programs: `after` follows the log in the order in which
 * it became visible, so that nothing is ever missed; the reply's nextCursor is the next `after`.
 */
export const EventQuery = z
  .strictObject({
    limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
    cursor: z.string().max(500).optional(),
    after: EventCursor.optional().meta({ description: 'Follow the log from here, oldest first; 0.0 is its beginning' }),
    type: Topics.optional().meta({ description: 'Types, with wildcards' }),
    subjectId: Id.optional(),
    since: Instant.optional(),
  })
  .refine(({ after, cursor, since }) => after === undefined || (cursor === undefined && since === undefined), {
    path: ['after'],
    message: 'Goes with type and subjectId only',
  })
export type EventQuery = z.infer<typeof EventQuery>

export const StreamQuery = z.strictObject({
  topics: Topics.optional(),
  lastEventId: EventCursor.optional().meta({
    description: 'Where to go on, for clients that cannot send Last-Event-ID',
  }),
})
export type StreamQuery = z.infer<typeof StreamQuery>
