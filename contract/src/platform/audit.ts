import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'
import { anyOf } from '../http/list.ts'

export const AUDIT_SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const
export const AUDIT_ACTOR_KINDS = ['user', 'support', 'api_key', 'automation', 'system', 'anonymous'] as const

/** One field of a record, before and after; secrets are masked on both sides. */
export const AuditChange = z.strictObject({ before: z.unknown(), after: z.unknown() })
export const AuditChanges = z.record(z.string(), AuditChange)
export type AuditChanges = z.infer<typeof AuditChanges>

export const AuditActor = z.strictObject({
  kind: z.enum(AUDIT_ACTOR_KINDS),
  id: Id.nullable(),
  name: z.string(),
})

const entry = {
  id: Id,
  at: Instant,
  action: z.string().meta({ examples: ['waste.bin.updated'] }),
  actor: AuditActor,
  changes: AuditChanges.nullable(),
  note: z.string().nullable(),
  address: z.string().nullable(),
}

export const AuditEntry = z.strictObject({
  ...entry,
  resource: z.strictObject({ type: z.string(), id: Id, version: z.int().nullable() }).nullable(),
  severity: z.enum(AUDIT_SEVERITIES),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** The same trail as a record shows it: who changed what, and to which version. */
export const HistoryEntry = z.strictObject({ ...entry, version: z.int().nullable() })
export type HistoryEntry = z.infer<typeof HistoryEntry>

const CursorPage = {
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
}

/** Newest first, by cursor: nobody counts a trail. */
export const AuditQuery = z.strictObject({
  ...CursorPage,
  action: text(100)
    .optional()
    .meta({ description: 'The action or how it begins', examples: ['waste.bin.'] }),
  actorId: Id.optional(),
  resourceType: text(100)
    .optional()
    .meta({ examples: ['waste.bin'] }),
  resourceId: Id.optional(),
  severity: anyOf(AUDIT_SEVERITIES).optional(),
  after: Instant.optional().meta({ description: 'From this moment on' }),
  before: Instant.optional().meta({ description: 'Up to, but not including, this moment' }),
  search: text(200).optional().meta({ description: 'Part of the name of who did it' }),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export const HistoryQuery = z.strictObject(CursorPage)
export type HistoryQuery = z.infer<typeof HistoryQuery>
