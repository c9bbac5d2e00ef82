import { z } from 'zod'
import { Id, Instant, text } from '../http/fields.ts'
import { QueryBoolean } from '../http/list.ts'

export const Notification = z.strictObject({
  id: Id,
  kind: z.string().meta({ examples: ['import-finished'] }),
  title: z.string(),
  body: z.string().nullable(),
  href: z.string().nullable().meta({ description: 'The page of the console that it is about' }),
  createdAt: Instant,
  readAt: Instant.nullable(),
})
export type Notification = z.infer<typeof Notification>

export const NotificationQuery = z.strictObject({
  limit: z.coerce.number().int().min(1, 'Between 1 and 100').max(100, 'Between 1 and 100').default(20),
  cursor: z.string().max(500).optional(),
  unread: QueryBoolean.optional().meta({ description: 'true: only what has not been read' }),
  kind: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'Of one kind, such as `mention`: where somebody named you in a comment' }),
})
export type NotificationQuery = z.infer<typeof NotificationQuery>

export const MAX_UNREAD_COUNTED = 100

export const NotificationSummary = z.strictObject({
  unread: z.int().meta({ description: `Counted up to ${MAX_UNREAD_COUNTED}` }),
})
export type NotificationSummary = z.infer<typeof NotificationSummary>

export const NotificationPreference = z.strictObject({
  kind: z.string(),
  title: z.string(),
  description: z.string(),
  inConsole: z.boolean(),
  byEmail: z.boolean(),
})
export type NotificationPreference = z.infer<typeof NotificationPreference>
export const NotificationPreferences = z.strictObject({ kinds: z.array(NotificationPreference) })
export type NotificationPreferences = z.infer<typeof NotificationPreferences>

export const UpdateNotificationPreference = z.strictObject({
  kind: text(80).meta({ examples: ['import-finished'] }),
  inConsole: z.boolean().optional(),
  byEmail: z.boolean().optional(),
})
export type UpdateNotificationPreference = z.infer<typeof UpdateNotificationPreference>
