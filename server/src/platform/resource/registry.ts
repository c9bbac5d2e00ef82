import type { z } from 'zod'
import type { AnyResource } from './resource.ts'

// What only has a name, an event or a schema in hand finds the resource it is about.

const byName = new Map<string, AnyResource>()
const byEvent = new Map<string, AnyResource>()
const bySchema = new Map<z.ZodType, AnyResource>()

/** Called by defineResource. */
export function register(resource: AnyResource): void {
  byName.set(resource.name, resource)
  byEvent.set(resource.event, resource)
  bySchema.set(resource.schemas.record, resource)
}

export function resourceNamed(name: string): AnyResource | undefined {
  return byName.get(name)
}

/** `waste.bin.updated` is about bins. */
export function resourceOfEvent(type: string): AnyResource | undefined {
  return byEvent.get(type.slice(0, type.lastIndexOf('.')))
}

export function resourceOfSchema(schema: z.ZodType): AnyResource | undefined {
  return bySchema.get(schema)
}

export function allResources(): AnyResource[] {
  return [...byName.values()]
}
