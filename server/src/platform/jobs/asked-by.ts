import type { Actor } from '../access/actor.ts'

/** Who asked for a job, as they were then. What they may do is looked up when it runs. */
export interface AskedBy {
  kind: Actor['kind']
  id: string
  userId: string | null
  role: string | null
  name: string
  causeDepth?: number
}

export function toAskedBy({ kind, id, userId, role, name, causeDepth }: Actor): AskedBy {
  return { kind, id, userId, role, name, ...(causeDepth === undefined ? {} : { causeDepth }) }
}

/** The same one with the rights of this moment; null once the person has left or the key is revoked. */
export type ResolveActor = (tenantId: string, askedBy: AskedBy) => Promise<Actor | null>
