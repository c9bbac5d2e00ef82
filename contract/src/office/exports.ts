import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'

export const EXPORT_STATES = ['queued', 'running', 'finished', 'failed', 'cancelled', 'expired'] as const
export type ExportState = (typeof EXPORT_STATES)[number]
export const EXPORT_FORMATS = ['csv', 'xlsx', 'json', 'pdf'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const MAX_ACTIVE_EXPORTS = 5
export const EXPORT_HOURS = 24
export const MAX_EXPORT_SELECTION = 5_000
/** A page holds about forty rows: more than this nobody prints or reads. */
export const MAX_PDF_ROWS = 10_000

/** What a file holds; an export asks for it once, a schedule again and again. */
export const exportContent = {
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
}

export const CreateExport = z.strictObject({
  ...exportContent,
  ids: z
    .array(Id)
    .min(1, 'Name at least one, or leave it out for all')
    .max(MAX_EXPORT_SELECTION, `At most ${MAX_EXPORT_SELECTION}; filter the list instead`)
    .optional()
    .meta({ description: 'Only these of what the query finds: the rows that are selected in a list' }),
})
export type CreateExport = z.infer<typeof CreateExport>

export const Export = z.strictObject({
  id: Id,
  resource: z.string(),
  format: z.enum(EXPORT_FORMATS),
  state: z.enum(EXPORT_STATES),
  query: z.record(z.string(), z.string()),
  columns: z.array(z.string()),
  selected: z.int().nullable().meta({ description: 'How many rows were selected; null where it is the whole list' }),
  scheduleId: Id.nullable(),
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

/** What can be exported, with the columns that a file can have. */
export const ExportableResources = z.strictObject({
  resources: z.array(
    z.strictObject({
      resource: z.string(),
      columns: z.array(z.strictObject({ key: z.string(), title: z.string() })),
    }),
  ),
})
export type ExportableResources = z.infer<typeof ExportableResources>

export const ExportLink = z.strictObject({
  url: z
    .string()
    .meta({ description: 'Opens the file without signing in; give it to nobody who may not have the file' }),
  expiresAt: Instant,
})
export type ExportLink = z.infer<typeof ExportLink>

export const OpenExportLink = z.strictObject({ token: z.string().min(1, 'Use the link as it was sent').max(500) })
