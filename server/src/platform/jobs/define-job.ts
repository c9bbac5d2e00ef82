import type { FastifyBaseLogger } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { Carriers } from '../carriers/carrier.ts'
import type { Config } from '../config/config.ts'
import type { Ctx, ReadCtx } from '../context.ts'
import type { Database } from '../database/database.ts'
import type { Outgoing } from '../outgoing/outgoing-client.ts'

/** What a running job may use. It works in the tenant and with the rights that whoever asked for it has now. */
export interface JobRun<P> {
  id: string
  payload: P
  /** Which start this is, from 1: there may have been others that got part of the way. */
  attempt: number
  actor: Actor
  config: Config
  database: Database
  /** Who carries mails and text messages. */
  carriers: Carriers
  /** The one way to other servers; never within a read or write. */
  outgoing: Outgoing
  log: FastifyBaseLogger
  /**
   * Aborted when somebody cancels the job, its time is up or the worker stops: leave soon, having kept what is done.
   * Whether by `throwIfAborted()` or by returning, an aborted attempt is not a success; what it returns is kept.
   */
  signal: AbortSignal
  read<T>(work: (ctx: ReadCtx) => Promise<T>): Promise<T>
  write<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Shown on the jobs page and sent to live listeners; at most four times a second reach the database. */
  progress(done: number, total: number | null, message?: string): Promise<void>
}

export interface JobDefinition<P> {
  /** What it does: `imports.run`. Also its name in the queue. */
  name: string
  title: string
  payload: z.ZodType<P>
  /** How often it may fail. An attempt whose process died does not count, but three of those end the job too. */
  attempts: number
  /** The pause after the first failed attempt, doubled after each further one; 2 s where it is not said. */
  backoffMs?: number
  timeoutMs: number
  /** May be called twice for one job; say in one line beside it why that is harmless. Answers what the jobs page keeps. */
  run(job: JobRun<P>): Promise<unknown>
}

// The queue hands a ticket to somebody else after four hours, whatever its worker says.
const LONGEST_TIMEOUT_MS = 3 * 60 * 60 * 1000

export function defineJob<P>(definition: JobDefinition<P>): JobDefinition<P> {
  const { name, timeoutMs } = definition
  if (timeoutMs > LONGEST_TIMEOUT_MS) throw new Error(`Job ${name} must end within three hours`)
  return definition
}

const DEFAULT_BACKOFF_MS = 2_000
const LONGEST_BACKOFF_MS = 60 * 60 * 1000

/** Up to a fifth more at random: what failed together should not come back together. */
export function pauseAfter(
  { backoffMs = DEFAULT_BACKOFF_MS }: Pick<JobDefinition<unknown>, 'backoffMs'>,
  failures: number,
  random = Math.random(),
): number {
  const pauseMs = Math.min(backoffMs * 2 ** (failures - 1), LONGEST_BACKOFF_MS)
  return Math.round(pauseMs * (1 + random / 5))
}
