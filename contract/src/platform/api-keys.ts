import { z } from 'zod'
import { Can, Day, Id, Instant, text } from '../http/fields.ts'
import { anyOf, defineList } from '../http/list.ts'

/** Usage is kept this long. */
export const USAGE_DAYS = 90
export const MAX_ADDRESSES = 50
export const MAX_OVERLAP_HOURS = 7 * 24

export const API_KEY_MODES = ['live', 'test'] as const
export const ApiKey = z.strictObject({
  id: Id,
  name: z.string(),
  prefix: z.string().meta({ description: 'How the key begins, to recognise it by' }),
  permissions: z.array(z.string()),
  allowedAddresses: z.array(z.string()).meta({ description: 'Empty: from anywhere' }),
  rateLimitPerHour: z.int(),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable().meta({ description: 'With the current secret' }),
  rotatedAt: Instant.nullable(),
  previous: z
    .strictObject({ prefix: z.string(), endsAt: Instant, lastUsedAt: Instant.nullable() })
    .nullable()
    .meta({ description: 'The secret from before the last rotation, and who still uses it' }),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  createdBy: Id.nullable(),
  version: z.int(),
  can: Can.optional(),
})
export type ApiKey = z.infer<typeof ApiKey>

export const ApiKeyList = defineList({
  filters: { status: anyOf(['active', 'expired', 'revoked']).optional() },
  sorts: ['name', 'createdAt', 'lastUsedAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: true,
})

const fields = {
  name: text(100).meta({ title: 'Name', examples: ['Website form'] }),
  permissions: z
    .array(z.string().max(100))
    .min(1, 'Choose at least one permission')
    .max(200)
    .meta({ title: 'Permissions', examples: [['office.customers.read', 'waste.bins.read']] }),
  allowedAddresses: z
    .array(z.string().trim().min(1, 'Must not be empty').max(50, 'At most 50 characters'))
    .max(MAX_ADDRESSES, `At most ${MAX_ADDRESSES} addresses`)
    .meta({
      title: 'Allowed addresses',
      description: 'IP addresses and networks that the key may be sent from; none: from anywhere',
      examples: [['192.0.2.7', '2001:db8::/32']],
    }),
  rateLimitPerHour: z.int().min(1).max(1_000_000).meta({ title: 'Requests per hour' }),
}

export const CreateApiKey = z.strictObject({
  ...fields,
  allowedAddresses: fields.allowedAddresses.default([]),
  mode: z.enum(API_KEY_MODES).default('live'),
  rateLimitPerHour: fields.rateLimitPerHour.default(1000),
  expiresAt: Instant.nullish().meta({ title: 'Expires' }),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>

export const UpdateApiKey = z
  .strictObject({ ...fields, expiresAt: Instant.nullable().meta({ title: 'Expires' }) })
  .partial()
export type UpdateApiKey = z.infer<typeof UpdateApiKey>

/** The only answers that ever carry the key itself. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() })

export const RotateApiKey = z.strictObject({
  overlapHours: z.int().min(0).max(MAX_OVERLAP_HOURS, 'At most 7 days').default(24).meta({
    title: 'The old secret works for another',
    description: 'Hours in which both work',
  }),
})
export type RotateApiKey = z.infer<typeof RotateApiKey>

export const USAGE_GROUPS = ['day', 'route'] as const
export const ApiKeyUsageQuery = z.strictObject({
  from: Day.optional().meta({ description: 'The first day, in the zone of the business; 30 days back if absent' }),
  to: Day.optional().meta({ description: 'The last day; today if absent' }),
  groupBy: z.enum(USAGE_GROUPS).default('day'),
})
export type ApiKeyUsageQuery = z.infer<typeof ApiKeyUsageQuery>

export const UsageCounts = z.strictObject({
  requests: z.int(),
  clientErrors: z.int().meta({ description: 'Answered with 4xx' }),
  serverErrors: z.int().meta({ description: 'Answered with 5xx' }),
  p95Ms: z.number().nullable().meta({ description: '95 of 100 were answered at least as fast' }),
})
export type UsageCounts = z.infer<typeof UsageCounts>

export const ApiKeyUsage = z.strictObject({
  from: Day,
  to: Day,
  groupBy: z.enum(USAGE_GROUPS),
  total: UsageCounts,
  rows: z.array(UsageCounts.extend({ name: z.string().meta({ description: 'The day, or method and route' }) })),
})
export type ApiKeyUsage = z.infer<typeof ApiKeyUsage>
