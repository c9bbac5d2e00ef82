import type { Tag } from '@groundwork/contract/platform/tags.ts'
import type { TagRow } from './tags.queries.ts'

export function toTag({ id, name, colour, created_at, version }: TagRow): Tag {
  return { id, name, colour, createdAt: created_at, version }
}
