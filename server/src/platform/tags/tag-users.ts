import type { Ctx, ReadCtx } from '../context.ts'

/** Something beside records that names tags: a saved view, for one. */
export interface TagUser {
  /** Several of them, as people call them: `saved views`. */
  kind: string
  /** The names of those that name the tag; a few are enough. */
  find(ctx: ReadCtx, tag: string): Promise<string[]>
  /** Puts another name in its place. Without it, people are told what to change by hand. */
  rename?(ctx: Ctx, from: string, to: string): Promise<void>
}

const users: TagUser[] = []

/** The port for what stands on a higher floor. */
export function addTagUser(user: TagUser): void {
  users.push(user)
}

export function tagUsers(): readonly TagUser[] {
  return users
}
