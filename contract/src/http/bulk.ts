import { z } from 'zod'
import { Id } from './fields.ts'

export const MAX_OPERATIONS = 1000

const BulkOperation = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('create'), data: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    action: z.literal('update'),
    id: Id,
    version: z.int().optional(),
    data: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ action: z.literal('trash'), id: Id, version: z.int().optional() }),
  z.strictObject({ action: z.literal('restore'), id: Id, version: z.int().optional() }),
])
export type BulkOperation = z.infer<typeof BulkOperation>

export const BulkRequest = z.strictObject({
  atomic: z
    .boolean()
    .default(true)
    .meta({ description: 'true: all or nothing. false: each for itself, with a result each' }),
  operations: z
    .array(BulkOperation)
    .min(1, 'At least one operation')
    .max(MAX_OPERATIONS, `At most ${MAX_OPERATIONS} operations`),
})
export type BulkRequest = z.infer<typeof BulkRequest>

const BulkProblem = z.strictObject({
  rule: z.string(),
  detail: z.string(),
  details: z.array(z.strictObject({ field: z.string(), message: z.string() })),
})
export const BulkResult = z.strictObject({
  succeeded: z.int(),
  failed: z.int(),
  results: z.array(
    z.strictObject({
      index: z.int(),
      status: z.int(),
      id: z.string().nullable(),
      version: z.int().nullable(),
      error: BulkProblem.nullable(),
    }),
  ),
})
export type BulkResult = z.infer<typeof BulkResult>
