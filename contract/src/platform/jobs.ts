import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'
import { anyOf, QueryBoolean } from '../http/list.ts'

/**
 * `queued` waits, also between two attempts. `failed` ended for a reason that another attempt would not change, `dead`
 * after its last attempt; both can be retried by hand.
 */
export const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'dead', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]
export const ENDED_JOB_STATES = ['succeeded', 'failed', 'dead', 'cancelled'] as const satisfies readonly JobState[]

export const Job = z.strictObject({
  id: Id,
  name: z.string().meta({ examples: ['imports.run'] }),
  title: z.string().meta({ examples: ['Import'] }),
  state: z.enum(JOB_STATES),
  attempts: z.int().meta({ description: 'How often it has been started' }),
  maxAttempts: z.int(),
  done: z.int(),
  total: z.int().nullable().meta({ description: 'How much there is to do; null while that is not known' }),
  message: z.string().nullable().meta({ description: 'What it is doing right now' }),
  error: z.string().nullable().meta({ description: 'Why the last attempt failed' }),
  result: z.unknown().meta({ description: 'What it left behind; depends on the kind of job' }),
  askedBy: z.strictObject({
    kind: z.enum(['user', 'support', 'api_key', 'automation', 'system']),
    id: Id,
    name: z.string(),
  }),
  createdAt: Instant,
  runAt: Instant.meta({ description: 'When it is due, again after a failed attempt' }),
  startedAt: Instant.nullable().meta({ description: 'When the last attempt began' }),
  endedAt: Instant.nullable(),
  cancelRequestedAt: Instant.nullable(),
  can: z.strictObject({ retry: z.boolean(), cancel: z.boolean() }),
})
export type Job = z.infer<typeof Job>

export const JOB_SORTS = ['createdAt', '-createdAt'] as const

export const JobQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  sort: z.enum(JOB_SORTS).default('-createdAt'),
  state: anyOf(JOB_STATES).optional(),
  name: text(100)
    .optional()
    .meta({ examples: ['imports.run'] }),
  mine: QueryBoolean.optional().meta({ description: 'true leaves out what others asked for' }),
})
export type JobQuery = z.infer<typeof JobQuery>

export const JobParams = z.strictObject({ id: Id })

/** The health of the queue at a glance. */
export const JobSummary = z.strictObject({
  queued: z.int().meta({ description: 'Jobs that are due and wait for their turn' }),
  delayed: z.int().meta({ description: 'Jobs that wait for their time, most of them for another attempt' }),
  running: z.int(),
  oldestQueuedSeconds: z.int().nullable().meta({ description: 'How long the oldest due job has been waiting' }),
  failedLast24Hours: z.int(),
  succeededLast24Hours: z.int(),
})
export type JobSummary = z.infer<typeof JobSummary>
