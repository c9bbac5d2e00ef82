import { z } from 'zod'
import { Can, Id, Instant } from '../http/fields.ts'
import { anyOf, defineList } from '../http/list.ts'

export const LETTER_NAMES = [
  'verify-email',
  'reset-password',
  'invitation',
  'password-changed',
  'second-factor-on',
  'second-factor-off',
  'backup-codes-new',
  'identity-connected',
  'passkey-added',
  'passkey-deleted',
  'role-changed',
  'access-ended',
  'webhook-in-trouble',
  'export-ready',
  'automation-message',
  'automation-halted',
  'notification',
] as const

/** The letters of the product, and what the office sends: those are called messages. */
export const OUTBOX_TEMPLATES = [...LETTER_NAMES, 'message'] as const

const summary = {
  id: Id,
  channel: z.enum(['email', 'sms']),
  to: z.string(),
  subject: z.string(),
  template: z.string(),
  state: z
    .enum(['queued', 'sent', 'failed'])
    .nullable()
    .meta({ description: 'Null where no mail server is configured: it stays here' }),
  reason: z.string().nullable(),
  createdAt: Instant,
}

export const OutboxMessage = z.strictObject({ ...summary, can: Can.optional() })
export type OutboxMessage = z.infer<typeof OutboxMessage>

/** The message as it arrives. In production a link that proves who somebody is stands in its recipient's copy alone. */
export const OutboxMessageDetail = z.strictObject({
  ...summary,
  text: z.string(),
  html: z.string(),
  isLinkHidden: z.boolean(),
})
export type OutboxMessageDetail = z.infer<typeof OutboxMessageDetail>

export const OutboxList = defineList({
  filters: {
    channel: anyOf(['email', 'sms']).optional(),
    template: anyOf(OUTBOX_TEMPLATES).optional(),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
  },
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: true,
})
