import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { hiddenFields, withoutHidden } from './field-rights.ts'
import { resourceNamed, resourceOfEvent, resourceOfSchema } from './registry.ts'

// Field rights at the places that hand out records without knowing of which kind: replies, the trail, the event log.

type Mask = (value: unknown, actor: Actor) => unknown

/** How a reply of this schema leaves out what is hidden; undefined where it holds no record. Made once per route. */
export function maskFor(schema: z.ZodType): Mask | undefined {
  const { def } = schema._zod as {
    def: { type: string; shape?: z.ZodRawShape; element?: z.ZodType; innerType?: z.ZodType }
  }
  if (def.type === 'array' && def.element) return maskForItems(def.element)
  if (def.type === 'object' && def.shape) return maskForObject(schema, def.shape)
  return def.innerType ? maskFor(def.innerType) : undefined
}

function maskForItems(element: z.ZodType): Mask | undefined {
  const mask = maskFor(element)
  return mask && ((value, actor) => (Array.isArray(value) ? value.map((item) => mask(item, actor)) : value))
}

function maskForObject(schema: z.ZodType, shape: z.ZodRawShape): Mask | undefined {
  const resource = resourceOfSchema(schema)
  const inner = Object.entries(shape).flatMap(([field, part]) => {
    // Fields of an object schema are schemas, whatever their core type says.
    const mask = maskFor(part as z.ZodType)
    return mask ? [{ field, mask }] : []
  })
  if (!resource && inner.length === 0) return undefined
  return (value, actor) => {
    if (typeof value !== 'object' || value === null) return value
    const masked = Object.fromEntries(
      inner
        .filter(({ field }) => field in value)
        .map(({ field, mask }) => [field, mask(Reflect.get(value, field), actor)]),
    )
    const whole = { ...value, ...masked }
    return resource ? withoutHidden(actor, resource, whole) : whole
  }
}

/** The changes of an audit entry that the actor may see; null where none is left of some. */
export function maskChanges<T>(
  actor: Actor,
  resourceType: string | null,
  changes: Record<string, T> | null,
): Record<string, T> | null {
  const resource = resourceType === null ? undefined : resourceNamed(resourceType)
  if (!resource || changes === null) return changes
  return withoutHidden(actor, resource, changes)
}

/** The payload of an event as the actor may see it: the record's fields, and the names of those that changed. */
export function maskPayload(actor: Pick<Actor, 'fields'>, type: string, payload: unknown): unknown {
  const resource = resourceOfEvent(type)
  if (!resource || typeof payload !== 'object' || payload === null) return payload
  const hidden = hiddenFields(actor, resource)
  if (hidden.size === 0) return payload
  const { record, changedFields } = payload as { record?: unknown; changedFields?: unknown }
  return {
    ...payload,
    ...(record === undefined ? {} : { record: withoutHidden(actor, resource, record) }),
    ...(Array.isArray(changedFields) ? { changedFields: changedFields.filter((field) => !hidden.has(field)) } : {}),
  }
}
