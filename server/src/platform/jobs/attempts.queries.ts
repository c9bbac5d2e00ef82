import { sql } from 'kysely'
import { statementForOne } from '../database/statement.ts'
import type { AskedBy } from './asked-by.ts'
import { hasPlace } from './places.queries.ts'
import { type Ticket, withTickets } from './tickets.ts'

// What a worker writes about the attempt it makes. Ticket and attempt number together fence it off: a worker that was
// taken for dead and whose job somebody else has started again changes nothing any more.

export interface Claimed {
  ticket: number
  attempts: number
  max_attempts: number
  crashes: number
  payload: unknown
  actor: AskedBy
  actor_id: string
  done: number
  total: number | null
  is_cancelled: boolean
}

/**
 * Counts the attempt before it begins. Found running, the attempt before it has died with its process, and its place is
 * still taken; otherwise there has to be one. Found parked, the worker died between parking it and using up its ticket.
 */
export const claimRun = statementForOne<Ticket, Claimed>('jobs.claim', (query, params) =>
  sql<Claimed>`update job_runs set
      state = 'running',
      attempts = attempts + 1,
      crashes = crashes + (state = 'running')::int,
      parked_at = null,
      started_at = now(),
      updated_at = now()
    where tenant_id = ${params.tenantId}::uuid and id = ${params.runId}::uuid and ticket = ${params.ticket}::int
      and (state = 'running' or state = 'queued' and ${hasPlace(params)})
    returning ticket, attempts, max_attempts, crashes, payload, actor, actor_id, done, total,
      cancel_requested_at is not null as is_cancelled`.compile(query),
)

export interface AttemptKey extends Ticket {
  attempt: number
}

const isMine = (params: AttemptKey) =>
  sql`tenant_id = ${params.tenantId}::uuid and id = ${params.runId}::uuid and ticket = ${params.ticket}::int
    and attempts = ${params.attempt}::int and state = 'running'`

export interface Progress {
  done: number
  total: number | null
  message: string | null
}

export const saveProgress = statementForOne<AttemptKey & Progress, { is_cancelled: boolean }>(
  'jobs.progress',
  (query, params) =>
    sql<{ is_cancelled: boolean }>`update job_runs set done = ${params.done}::int, total = ${params.total}::int,
      message = ${params.message}::text, updated_at = now()
    where ${isMine(params)}
    returning cancel_requested_at is not null as is_cancelled`.compile(query),
)

export const isCancelRequested = statementForOne<AttemptKey, { is_cancelled: boolean }>(
  'jobs.is-cancelled',
  (query, params) =>
    sql<{ is_cancelled: boolean }>`select cancel_requested_at is not null as is_cancelled from job_runs
    where ${isMine(params)}`.compile(query),
)

export interface Ending extends Progress {
  state: 'succeeded' | 'failed' | 'dead' | 'cancelled'
  error: string | null
  /** JSON text. */
  result: string | null
}

export const endRun = statementForOne<AttemptKey & Ending, { id: string }>('jobs.end', (query, params) =>
  sql<{ id: string }>`update job_runs set state = ${params.state}::text, error = ${params.error}::text,
      result = ${params.result}::jsonb, done = ${params.done}::int, total = ${params.total}::int,
      message = ${params.message}::text, ended_at = now(), updated_at = now()
    where ${isMine(params)}
    returning id`.compile(query),
)

export interface AnotherTry extends Progress {
  error: string | null
  pauseMs: number
  /** 1 gives the attempt back: it was stopped, it has not failed. */
  givenBack: 0 | 1
}

/** Back into the queue, with a new ticket. */
export const requeueRun = statementForOne<AttemptKey & AnotherTry, { id: string }>('jobs.requeue', (query, params) =>
  withTickets(
    sql`update job_runs set state = 'queued', ticket = ticket + 1, attempts = attempts - ${params.givenBack}::int,
        error = ${params.error}::text, done = ${params.done}::int, total = ${params.total}::int, message = ${params.message}::text,
        run_at = now() + ${params.pauseMs}::int * interval '1 millisecond', updated_at = now()
      where ${isMine(params)}
      returning *`,
    params.tenantId,
  ).compile(query),
)
