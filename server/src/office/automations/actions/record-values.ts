import type { z } from 'zod'
import { assertAccess } from '#platform/access/access-check.ts'
import type { Actor } from '#platform/access/actor.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import { toFieldProblems } from '#platform/http/parse.ts'
import { permissionOf } from '#platform/resource/expand.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { shapeOf } from '../events/event-shape.ts'
import { ANYTHING, fieldShape, presentShape, type Shape } from '../events/json-shape.ts'
import { type Facts, fillText, fillValue } from '../events/templates.ts'
import { findKind } from './record-kinds.ts'

/** The kind of record, if the actor may do this with it now: as the routes would ask, module and business included. */
export function kindFor(actor: Actor, name: string, action: 'create' | 'update'): AnyResource {
  const kind = findKind(name)
  if (!kind) throw invalidField('resource', `There is no kind of record '${name}'`)
  assertAccess({ method: 'POST', options: { access: permissionOf(name, action) } }, actor)
  return kind
}

/** The values with what the event carries, judged as if somebody had sent them. */
export function filledValues<T>(schema: z.ZodType<T>, values: Record<string, unknown>, facts: Facts): T {
  const result = schema.safeParse(asText(fillValue(values, facts), shapeOf(schema)))
  if (result.success) return result.data
  const details = toFieldProblems(result.error, 'body')
  throw new AppError('request.invalid', `${details[0]?.field}: ${details[0]?.message}`, { details })
}

/** A number that is put into a text is a text there. */
function asText(value: unknown, shape: Shape): unknown {
  if (typeof value === 'number' || typeof value === 'boolean')
    return presentShape(shape)['type'] === 'string' ? String(value) : value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    asText(inner, fieldShape(shape, name) ?? ANYTHING),
  ])
  return Object.fromEntries(entries)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function filledId(template: string, facts: Facts): string {
  const id = fillText(template, facts).trim()
  if (UUID.test(id)) return id
  throw invalidField('record', `'${id}' is not the id of a record`)
}
