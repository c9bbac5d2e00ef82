import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'

export const EXPORT_STATES = ['queued', 'running', 'finished', 'failed', 'cancelled', 'expired'] as const
export type ExportState = (typeof EXPORT_STATES)[number]
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const MAX_ACTIVE_EXPORTS = 5
export const EXPORT_HOURS = 24

export const CreateExport = z.strictObject({
  resource: text(100).meta({ examples: ['waste.bins'] }),
  format: z.enum(EXPORT_FORMATS),
  query: z
    .record(text(100), text(5000, 0))
    .default({})
    .meta({
      description: 'The filters, search and sort of the list, as they stand in its address',
      examples: [{ status: 'full,overflowing', sort: '-createdAt' }],
    }),
  columns: z.array(z.string().max(100)).min(1, 'Name at least one, or leave it out for all').max(200).optional(),
})
export type CreateExport = z.infer<typeof CreateExport>

export const Export = z.strictObject({
  id: Id,
  resource: z.string(),
  format: z.enum(EXPORT_FORMATS),
  state: z.enum(EXPORT_STATES),
  query: z.record(z.string(), z.string()),
  columns: z.array(z.string()),
  fileName: z.string().nullable(),
  rows: z.int().nullable(),
  sizeBytes: z.int().nullable(),
  sha256: z.string().nullable(),
  progress: z
    .strictObject({ done: z.int(), total: z.int().nullable() })
    .nullable()
    .meta({ description: 'While it is at work' }),
  problem: z.string().nullable(),
  jobId: Id,
  createdAt: Instant,
  createdBy: z.strictObject({ id: Id, name: z.string() }),
  finishedAt: Instant.nullable(),
  expiresAt: Instant.nullable().meta({ description: 'Until then the file can be downloaded' }),
})
export type Export = z.infer<typeof Export>

export const ExportListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  resource: text(100).optional(),
})
export type ExportListQuery = z.infer<typeof ExportListQuery>
