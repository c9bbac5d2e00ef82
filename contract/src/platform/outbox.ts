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
  'role-changed',
  'access-ended',
  'notification',
] as const

const summary = {
  id: Id,
  to: z.string(),
  subject: z.string(),
  template: z.string(),
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
    template: anyOf(LETTER_NAMES).optional(),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
  },
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: true,
})
