import { EVENTS } from '@groundwork/contract/events.ts'
import type { JobState } from '@groundwork/contract/platform/jobs.ts'
import { SYSTEM_ID } from '../access/actor.ts'
import type { EventRow } from '../events/events.queries.ts'
import { newId } from '../ids.ts'

interface JobNews {
  tenantId: string
  id: string
  name: string
  state: JobState
  done: number
  total: number | null
  actorId: string
}

const TYPE = 'job.progressed'

/** What live listeners hear of a job; whoever asked for it stands as the actor and may always hear it. */
export function toJobEvent({ tenantId, id, name, state, done, total, actorId }: JobNews): EventRow {
  return {
    tenant_id: tenantId,
    id: newId(),
    type: TYPE,
    version: EVENTS[TYPE].version,
    subject_id: id,
    payload: { id, kind: name, state, done, total },
    actor_id: actorId === SYSTEM_ID ? null : actorId,
    request_id: null,
  }
}
