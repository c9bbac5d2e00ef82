import { ENDED_JOB_STATES } from '@groundwork/contract/platform/jobs.ts'
import type { Actor } from '../access/actor.ts'
import { can } from '../access/can.ts'
import type { JobRunRow } from './job-runs.queries.ts'

type Owned = Pick<JobRunRow, 'actor_id'>

/** Everybody sees what they asked for; the rest needs the permission. */
export function canRead(actor: Actor, run: Owned): boolean {
  return run.actor_id === actor.id || can(actor, 'platform.jobs.read')
}

/** The same for lists: whose jobs alone, or undefined for all. */
export function visibleTo(actor: Actor): string | undefined {
  return can(actor, 'platform.jobs.read') ? undefined : actor.id
}

export function canUpdate(actor: Actor, run: Owned): boolean {
  return run.actor_id === actor.id || can(actor, 'platform.jobs.update')
}

export function isRetryable({ state }: Pick<JobRunRow, 'state'>): boolean {
  return state === 'failed' || state === 'dead' || state === 'cancelled'
}

export function isCancellable({
  state,
  cancel_requested_at,
}: Pick<JobRunRow, 'state' | 'cancel_requested_at'>): boolean {
  return cancel_requested_at === null && !ENDED_JOB_STATES.some((ended) => ended === state)
}
