import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'
import { anyOf } from '../http/list.ts'

/**
 * `reading` an Excel file, which ends `uploaded` or `unreadable`. A check ends `checked` and changes nothing but the
 * import itself. A run ends `finished`, or `stopped` with what it had done until then; running it again goes on from
 * there. Undoing ends `undone`, or `undo_stopped`.
 */
export const IMPORT_STATES = [
  'reading',
  'unreadable',
  'uploaded',
  'checking',
  'checked',
  'running',
  'stopped',
  'finished',
  'undoing',
  'undo_stopped',
  'undone',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const IMPORT_MODES = ['create', 'update', 'both'] as const
export const MAX_IMPORT_BYTES = 50 * 1024 * 1024
export const MAX_IMPORT_ROWS = 500_000

const Mapping = z.array(z.string().max(100).nullable()).max(200)

const settings = {
  mode: z.enum(IMPORT_MODES).meta({ description: 'What may happen to records: made, changed, or both' }),
  onError: z
    .enum(['skip', 'abort'])
    .meta({ description: 'skip leaves out the rows that are wrong; abort imports nothing unless every row is right' }),
  updateKey: z
    .string()
    .max(100)
    .nullable()
    .meta({ description: 'The field by which a row finds its record; one of keys' }),
  emptyCells: z
    .enum(['keep', 'clear'])
    .meta({ description: 'What an empty cell does to the field of a record that exists' }),
}

export const UploadImportQuery = z.strictObject({
  resource: text(100).meta({ examples: ['waste.bins'] }),
  fileName: text(255)
    .optional()
    .meta({ examples: ['bins.csv'] }),
})

export const ChangeImport = z
  .strictObject({
    ...settings,
    mapping: Mapping.meta({
      description: 'For each column of the file, in order, the key of the field it fills, or null to leave it out',
    }),
  })
  .partial()
export type ChangeImport = z.infer<typeof ChangeImport>

export const ImportProblem = z.strictObject({
  column: z.string().nullable().meta({ description: 'The header of the column; null where it concerns the row' }),
  value: z.string().nullable(),
  message: z.string(),
})
export type ImportProblem = z.infer<typeof ImportProblem>

/** Rows are numbered as spreadsheets show them: the header is row 1. */
export const ImportRowErrors = z.strictObject({ row: z.int(), problems: z.array(ImportProblem) })
export type ImportRowErrors = z.infer<typeof ImportRowErrors>

export const ImportRowErrorsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
})

/** What the check saw that would happen: some of the rows, before and after. */
export const ImportSample = z.strictObject({
  row: z.int(),
  action: z.enum(['create', 'update']),
  id: Id.nullable(),
  changes: z.record(z.string(), z.strictObject({ before: z.unknown(), after: z.unknown() })),
})
export type ImportSample = z.infer<typeof ImportSample>

const Left = z.strictObject({ id: Id, reason: z.string() })

const summary = {
  id: Id,
  resource: z.string().meta({ examples: ['waste.bins'] }),
  state: z.enum(IMPORT_STATES),
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']),
  sizeBytes: z.int(),
  sha256: z.string(),
  ...settings,
  rows: z
    .int()
    .nullable()
    .meta({ description: 'Rows with something in them, without the header; null until they have been counted' }),
  created: z.int().meta({ description: 'Of the run; before it, what the check says would be' }),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  problem: z.string().nullable().meta({ description: 'Why it stopped, or could not be read' }),
  jobId: Id.nullable(),
  progress: z
    .strictObject({ done: z.int(), total: z.int().nullable() })
    .nullable()
    .meta({ description: 'While it is at work' }),
  createdAt: Instant,
  createdBy: z.strictObject({ id: Id, name: z.string() }),
  finishedAt: Instant.nullable(),
  expiresAt: Instant.meta({ description: 'Until then it can be run and undone; then the file is removed' }),
}

export const ImportSummary = z.strictObject(summary)
export type ImportSummary = z.infer<typeof ImportSummary>

export const Import = z.strictObject({
  ...summary,
  columns: z
    .array(z.strictObject({ header: z.string(), samples: z.array(z.string()), mapsTo: z.string().nullable() }))
    .meta({ description: 'The columns of the file, and the field that each fills' }),
  preview: z
    .array(z.strictObject({ row: z.int(), cells: z.array(z.string()) }))
    .meta({ description: 'The first rows as they stand in the file' }),
  fields: z
    .array(z.strictObject({ key: z.string(), title: z.string(), isRequired: z.boolean() }))
    .meta({ description: 'What columns can be mapped to' }),
  keys: z
    .array(z.strictObject({ key: z.string(), title: z.string() }))
    .meta({ description: 'What can be the update key' }),
  savedMapping: z
    .strictObject({ id: Id, name: z.string() })
    .nullable()
    .meta({ description: 'The saved mapping that the columns follow' }),
  sample: z.array(ImportSample),
  undo: z
    .strictObject({ undone: z.int(), left: z.int(), reasons: z.array(Left) })
    .nullable()
    .meta({ description: 'What the undoing took back, and what it had to leave; the first of the reasons' }),
  can: z.strictObject({
    change: z.boolean(),
    check: z.boolean(),
    run: z.boolean(),
    cancel: z.boolean(),
    undo: z.boolean(),
  }),
})
export type Import = z.infer<typeof Import>

export const ImportListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  resource: text(100).optional(),
  state: anyOf(IMPORT_STATES).optional(),
})
export type ImportListQuery = z.infer<typeof ImportListQuery>
