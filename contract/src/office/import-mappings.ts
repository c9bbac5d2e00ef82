import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'
import { IMPORT_MODES } from './imports.ts'

export const MAX_IMPORT_MAPPINGS = 500

const name = text(100).meta({ title: 'Name', examples: ['Route software, weekly'] })

/** Remembers how the columns of an import are mapped, for files with the same headers. */
export const SaveImportMapping = z.strictObject({
  importId: Id.meta({ description: 'The import whose columns are mapped as they should be' }),
  name,
})
export type SaveImportMapping = z.infer<typeof SaveImportMapping>

export const UpdateImportMapping = z.strictObject({ name })
export type UpdateImportMapping = z.infer<typeof UpdateImportMapping>

export const ImportMapping = z.strictObject({
  id: Id,
  resource: z.string(),
  name: z.string(),
  columns: z.array(z.strictObject({ header: z.string(), field: z.string().nullable() })),
  mode: z.enum(IMPORT_MODES),
  onError: z.enum(['skip', 'abort']),
  updateKey: z.string().nullable(),
  emptyCells: z.enum(['keep', 'clear']),
  usedAt: Instant.nullable().meta({ description: 'When a file with these headers last came' }),
  createdAt: Instant,
  createdBy: z.strictObject({ id: Id, name: z.string() }),
  updatedAt: Instant,
  version: z.int(),
})
export type ImportMapping = z.infer<typeof ImportMapping>

export const ImportMappingListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  resource: text(100).optional(),
})
export type ImportMappingListQuery = z.infer<typeof ImportMappingListQuery>
