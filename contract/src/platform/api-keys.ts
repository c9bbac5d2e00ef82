import { z } from 'zod'
import { Can, Id, Instant, text } from '../http/fields.ts'
import { anyOf, defineList } from '../http/list.ts'

export const API_KEY_MODES = ['live', 'test'] as const
export const ApiKey = z.strictObject({
  id: Id,
  name: z.string(),
  prefix: z.string().meta({ description: 'How the key begins, to recognise it by' }),
  permissions: z.array(z.string()),
  rateLimitPerHour: z.int(),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  createdAt: Instant,
  createdBy: Id.nullable(),
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

export const CreateApiKey = z.strictObject({
  name: text(100).meta({ title: 'Name', examples: ['Website form'] }),
  permissions: z
    .array(z.string().max(100))
    .min(1, 'Choose at least one permission')
    .max(200)
    .meta({ title: 'Permissions', examples: [['office.customers.read', 'waste.bins.read']] }),
  mode: z.enum(API_KEY_MODES).default('live'),
  rateLimitPerHour: z.int().min(1).max(1_000_000).default(1000).meta({ title: 'Requests per hour' }),
  expiresAt: Instant.nullish().meta({ title: 'Expires' }),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>

/** The only answer that ever carries the key itself. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() })
