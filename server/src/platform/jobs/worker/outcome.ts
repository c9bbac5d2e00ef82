import { ERRORS } from '@groundwork/contract/errors.ts'
import { AppError } from '../../errors.ts'
import { type JobDefinition, pauseAfter } from '../define-job.ts'
import { sanitiseError } from './sanitise-error.ts'

/** Why an attempt is asked to leave. */
export type AbortCause = 'cancelled' | 'timed-out' | 'stopping' | 'taken-over'

/** How an attempt ended, and what becomes of the job. */
export type Outcome =
  | { kind: 'ended'; state: 'succeeded' | 'failed' | 'dead' | 'cancelled'; error: string | null; result: unknown }
  | { kind: 'again'; error: string | null; pauseMs: number; givenBack: 0 | 1 }
  /** Another worker has the job: nothing more is ours to say. */
  | { kind: 'taken-over' }

export const MAX_CRASHES = 3

interface Counted {
  attempts: number
  max_attempts: number
  crashes: number
}

type Kind = Pick<JobDefinition<unknown>, 'backoffMs' | 'timeoutMs'>

export function succeeded(result: unknown): Outcome {
  return { kind: 'ended', state: 'succeeded', error: null, result }
}

/** The cause decides, whatever the job made of it: it may have returned early with half of the work done. */
export function afterAbort(cause: AbortCause, result: unknown, counted: Counted, kind: Kind): Outcome {
  if (cause === 'cancelled') return { kind: 'ended', state: 'cancelled', error: null, result }
  if (cause === 'stopping') return { kind: 'again', error: null, pauseMs: 0, givenBack: 1 }
  if (cause === 'taken-over') return { kind: 'taken-over' }
  return afterFailure(new Error(`It took longer than ${Math.round(kind.timeoutMs / 1000)} s`), counted, kind)
}

export function afterFailure(error: unknown, counted: Counted, kind: Kind): Outcome {
  const message = sanitiseError(error)
  if (isFinal(error)) return { kind: 'ended', state: 'failed', error: message, result: null }
  const failures = counted.attempts - counted.crashes
  if (failures >= counted.max_attempts) return { kind: 'ended', state: 'dead', error: message, result: null }
  return { kind: 'again', error: message, pauseMs: pauseAfter(kind, failures), givenBack: 0 }
}

export function failed(error: string): Outcome {
  return { kind: 'ended', state: 'failed', error, result: null }
}

const SUSPECT_PAUSE_MS = 2_000

/** Another suspect runs in this process: beside it this job, innocent perhaps, might die once more. */
export function notBesideSuspect(): Outcome {
  return { kind: 'again', error: null, pauseMs: SUSPECT_PAUSE_MS, givenBack: 1 }
}

export function killedItsProcess(): Outcome {
  const error = `The process died ${MAX_CRASHES} times while it ran this job, so it is not tried again by itself`
  return { kind: 'ended', state: 'dead', error, result: null }
}

// A business reason stays one however often it is tried. What collided or was too much at once may pass.
const PASSING = new Set(['CONFLICT', 'RATE_LIMIT_EXCEEDED', 'INTERNAL_ERROR', 'EXTERNAL_SERVICE_ERROR', 'OVERLOADED'])

function isFinal(error: unknown): boolean {
  return error instanceof AppError && !PASSING.has(ERRORS[error.rule].code)
}
