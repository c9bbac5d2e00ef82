import { z } from 'zod'
import { Can, Id, Instant, text } from '../http/fields.ts'
import { AnyId, anyOf, defineList } from '../http/list.ts'
import { NotificationPreferences } from './customers.ts'
import { Language, MESSAGE_CHANNELS, MessageBody, MessageSubject } from './message-templates.ts'

export const MESSAGE_STATES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'refused',
  'unknown',
  'failed',
  'suppressed',
  'received',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** Why a message stands where it stands, for programs; the sentence beside it is for people. */
export const MESSAGE_REASONS = [
  'opted-out',
  'preference-off',
  'quiet-hours',
  'recipient-limit',
  'variable-unfilled',
  'trying-again',
  'provider-refused',
  'provider-unreachable',
  'outcome-unknown',
] as const
export type MessageReason = (typeof MESSAGE_REASONS)[number]

export const MESSAGE_ORIGINS = ['event', 'hand', 'test', 'inbound'] as const
export type MessageOrigin = (typeof MESSAGE_ORIGINS)[number]

const summary = {
  id: Id,
  channel: z.enum(MESSAGE_CHANNELS),
  origin: z.enum(MESSAGE_ORIGINS),
  event: z.string().nullable().meta({ description: 'The event whose template it was written from' }),
  customerId: Id.nullable(),
  recipientName: z.string(),
  to: z.string().meta({ description: 'The address or number' }),
  subject: z.string().nullable(),
  state: z.enum(MESSAGE_STATES),
  reasonCode: z.enum(MESSAGE_REASONS).nullable(),
  reason: z.string().nullable().meta({ description: 'What happened and what can be done' }),
  attempts: z.int(),
  waitUntil: Instant.nullable().meta({ description: 'It waits for this: the end of quiet hours, or of a limit' }),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  endedAt: Instant.nullable(),
}

export const Message = z.strictObject({ ...summary, can: Can.optional() })
export type Message = z.infer<typeof Message>

export const MessageStep = z.strictObject({ at: Instant, state: z.enum(MESSAGE_STATES), note: z.string().nullable() })
export type MessageStep = z.infer<typeof MessageStep>

export const MessageDetail = z.strictObject({
  ...summary,
  language: z.string(),
  templateVersion: z.int().nullable(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  provider: z.string().nullable().meta({ description: '`outbox` is built in: nothing has left this machine' }),
  steps: z.array(MessageStep),
  can: Can.optional(),
})
export type MessageDetail = z.infer<typeof MessageDetail>

export const MessageList = defineList({
  filters: {
    state: anyOf(MESSAGE_STATES).optional(),
    channel: anyOf(MESSAGE_CHANNELS).optional(),
    origin: anyOf(MESSAGE_ORIGINS).optional(),
    customerId: AnyId.optional(),
    createdAfter: Instant.optional(),
    createdBefore: Instant.optional(),
  },
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  expands: [],
  searchable: false,
})

/** Written by hand, or begun from a template: what is sent is what stands here. */
export const SendMessage = z.strictObject({
  customerId: Id,
  channel: z.enum(MESSAGE_CHANNELS).meta({ title: 'Channel' }),
  subject: MessageSubject.nullish().meta({ title: 'Subject', description: 'Mails need one' }),
  body: MessageBody.meta({ title: 'Text' }),
  language: Language.optional(),
})
export type SendMessage = z.infer<typeof SendMessage>

export const RetryMessage = z.strictObject({
  mayArriveTwice: z.boolean().default(false).meta({
    description: 'Needed where nobody knows whether it went out: say that a second copy is acceptable',
  }),
})
export type RetryMessage = z.infer<typeof RetryMessage>

/** What a customer may be told, and what stands against it. */
export const Reachability = z.strictObject({
  preferences: NotificationPreferences,
  channels: z.array(
    z.strictObject({
      channel: z.enum(MESSAGE_CHANNELS),
      to: z.string().nullable(),
      obstacle: z.string().nullable().meta({ description: 'Why nothing would go out, in a sentence' }),
    }),
  ),
})
export type Reachability = z.infer<typeof Reachability>

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time such as 21:00')

export const MessageSettings = z.strictObject({
  senderName: z.string().nullable(),
  replyTo: z.string().nullable(),
  brandColor: z.string(),
  quietFrom: z.string().nullable(),
  quietTo: z.string().nullable(),
  timeZone: z.string().meta({ description: 'Of the business: quiet hours are read in it' }),
  version: z.int(),
  providers: z.strictObject({
    email: z.strictObject({ name: z.enum(['outbox', 'smtp', 'sendgrid']), from: z.string() }),
    sms: z.strictObject({ name: z.enum(['outbox', 'twilio']), from: z.string() }),
  }),
})
export type MessageSettings = z.infer<typeof MessageSettings>

export const UpdateMessageSettings = z
  .strictObject({
    senderName: text(100)
      .nullable()
      .meta({ title: 'Sender name', examples: ['Scioto Hauling'] }),
    replyTo: z.email('Use an e-mail address, such as ana@example.com').nullable().meta({ title: 'Replies go to' }),
    brandColor: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #1d5fbf')
      .meta({ title: 'Brand colour', examples: ['#1d5fbf'] }),
    quietFrom: Clock.nullable().meta({ title: 'Quiet from', examples: ['21:00'] }),
    quietTo: Clock.nullable().meta({ title: 'Quiet until', examples: ['08:00'] }),
  })
  .partial()
export type UpdateMessageSettings = z.infer<typeof UpdateMessageSettings>

/** The token is the credential: it came with the mail. */
export const Unsubscribe = z.strictObject({ token: z.string().min(20).max(600) })
export const UnsubscribeOffer = z.strictObject({
  business: z.string(),
  to: z.string().meta({ description: 'The address, partly hidden' }),
  isOptedOut: z.boolean(),
})
export type UnsubscribeOffer = z.infer<typeof UnsubscribeOffer>
