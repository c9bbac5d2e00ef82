import { allResources, resourceNamed } from '#platform/resource/registry.ts'
import type { AnyResource } from '#platform/resource/resource.ts'

// An automation that changes automations would hand on rights and chase itself.
const NEVER = 'office.automations'

/** The kinds of records that automations may create and change. */
export function recordKinds(): AnyResource[] {
  return allResources().filter(({ name }) => name !== NEVER)
}

export function findKind(name: string): AnyResource | undefined {
  return name === NEVER ? undefined : resourceNamed(name)
}
