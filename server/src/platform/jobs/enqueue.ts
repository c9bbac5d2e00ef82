import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { statement } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'
import { type AskedBy, toAskedBy } from './asked-by.ts'
import type { JobDefinition } from './define-job.ts'
import { withTickets } from './tickets.ts'

export interface QueuedJob {
  id: string
  definition: JobDefinition<unknown>
  payload: unknown
  actor: Actor
}

// Payloads are ids. What needs more belongs into a table of its own.
const MAX_PAYLOAD_LENGTH = 64 * 1024
const LONG_MS = 60_000

/** The job commits with the change that asks for it, or neither does. */
export function enqueueJob(tx: Tx, { actor, ...job }: QueuedJob): Promise<unknown> {
  return enqueueAs(tx, actor.tenant.id, toAskedBy(actor), job)
}

/** For one who is not there now: the job runs with the rights they have then. */
export function enqueueAs(
  tx: Tx,
  tenantId: string,
  asked: AskedBy,
  { id, definition, payload }: Omit<QueuedJob, 'actor'>,
): Promise<unknown> {
  const text = JSON.stringify(definition.payload.parse(payload))
  if (text.length > MAX_PAYLOAD_LENGTH)
    throw new Error(`The payload of ${definition.name} has ${text.length} characters; keep ids in it, not objects`)
  return insertRun(tx, {
    tenantId,
    id,
    name: definition.name,
    title: definition.title,
    payload: text,
    actor: JSON.stringify(asked),
    actorId: asked.id,
    isLong: definition.timeoutMs > LONG_MS,
    maxAttempts: definition.attempts,
  })
}

interface NewRun {
  tenantId: string
  id: string
  name: string
  title: string
  payload: string
  actor: string
  actorId: string
  isLong: boolean
  maxAttempts: number
}

const insertRun = statement<NewRun, { id: string }>('jobs.enqueue', (query, params) => {
  const run = sql`insert into job_runs (tenant_id, id, name, title, payload, actor, actor_id, is_long, max_attempts)
    values (${params.tenantId}::uuid, ${params.id}::uuid, ${params.name}, ${params.title}, ${params.payload}::jsonb,
      ${params.actor}::jsonb, ${params.actorId}::uuid, ${params.isLong}::boolean, ${params.maxAttempts}::int)
    returning *`
  return withTickets(run, params.tenantId).compile(query)
})
