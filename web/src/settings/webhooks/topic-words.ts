import { typesOf } from '@groundwork/contract/platform/events.ts'

export function typeCount(topics: readonly string[]): number {
  return typesOf(topics).length
}

/** What the topics are about, as live updates name it: `waste.bin`. */
export function subjectsOf(topics: readonly string[]): string[] {
  return [...new Set(typesOf(topics).map((type) => type.slice(0, type.lastIndexOf('.'))))]
}
