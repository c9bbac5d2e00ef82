import type { Actor } from '../access/actor.ts'

/** Who asked for a job, as they were then. What they may do is looked up when it runs. */
export interface AskedBy {
  kind: Actor['kind']
  id: string
  userId: string | null
  role: string | null
  name: string
  causeDepth?: number
  /** Where support asked: the work ends with the permission to be there. */
  supportGrantId?: string
}

export function toAskedBy({ kind, id, userId, role, name, causeDepth, support }: Actor): AskedBy {
  return {
    ...{ kind, id, userId, role, name },
    ...(causeDepth === undefined ? {} : { causeDepth }),
    ...(support ? { supportGrantId: support.grantId } : {}),
  }
}

/** The same one with the rights of this moment; null once the person has left or the key is revoked. */
export type ResolveActor = (tenantId: string, askedBy: AskedBy) => Promise<Actor | null>
