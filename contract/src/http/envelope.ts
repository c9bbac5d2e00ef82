import { z } from 'zod'

/** Every answer says when it was made and under which id it stands in the logs. */
export const Meta = z.strictObject({
  timestamp: z.iso.datetime().meta({ description: 'When the answer was made (UTC)' }),
  requestId: z.string().meta({ description: 'Quote it when you ask for help; the same as the X-Request-Id header' }),
})

export const Pagination = z.strictObject({
  page: z.int().nullable().meta({ description: 'The page you are on; null when you page by cursor' }),
  limit: z.int(),
  total: z.int().nullable().meta({ description: 'Records that match; null with count=false or a cursor' }),
  pages: z.int().nullable(),
  hasNext: z.boolean(),
  hasPrev: z.boolean(),
  nextCursor: z.string().nullable().meta({ description: 'Send it as cursor= to read on; null at the end' }),
})
export type Pagination = z.infer<typeof Pagination>

export function recordEnvelope<T extends z.ZodType>(data: T) {
  return z.strictObject({ success: z.literal(true), data, message: z.string().optional(), meta: Meta })
}

export function listEnvelope<T extends z.ZodType>(item: T) {
  return z.strictObject({ success: z.literal(true), data: z.array(item), pagination: Pagination, meta: Meta })
}

/** RFC 9457 problem details with the house fields. `rule` is the exact reason, one section each in docs/errors.md. */
export const Problem = z.object({
  success: z.literal(false),
  type: z.string().meta({ description: 'Address of the page that explains the rule' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().meta({ description: 'The class of the error, such as VALIDATION_ERROR' }),
  rule: z.string().meta({ description: 'The exact reason, such as waste.bin-qr-code-taken' }),
  details: z.array(z.strictObject({ field: z.string(), message: z.string() })),
  instance: z.string(),
  meta: Meta,
})
export type Problem = z.infer<typeof Problem>
