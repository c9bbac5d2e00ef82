import type { EventType } from '@groundwork/contract/events.ts'
import type { Ctx } from '../context.ts'

/** Something that a change has just made happen; it commits with the change. */
export interface Happening {
  id: string
  type: EventType
  subjectId: string
  payload: unknown
}

/** Runs in the change's transaction, before it commits: quick, and only in the database. */
export type Reaction = (ctx: Ctx, happenings: readonly Happening[]) => Promise<void>

const reactions = new Map<EventType, Reaction[]>()

/**
 * The port for what must not be lost between a change and what follows from it, such as a message to be sent: it commits
 * with the change or not at all. What may come later, or goes out of the database, reads the event log instead.
 */
export function reactTo(type: EventType, react: Reaction): void {
  reactions.set(type, [...(reactions.get(type) ?? []), react])
}

/** Once: what a reaction makes happen is not reacted to. */
export async function runReactions(ctx: Ctx, happenings: readonly Happening[]): Promise<void> {
  const types = new Set(happenings.map(({ type }) => type))
  for (const type of types) {
    for (const react of reactions.get(type) ?? [])
      await react(
        ctx,
        happenings.filter((happening) => happening.type === type),
      )
  }
}
