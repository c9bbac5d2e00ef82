import { z } from 'zod'
import { Can, Id, Instant, Phone, text } from '../http/fields.ts'

export const MESSAGE_CHANNELS = ['email', 'sms'] as const
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]

/** Languages that templates are written in; a customer of another one is written to in the language of the business. */
export const MESSAGE_LANGUAGES = ['en', 'es'] as const
export type MessageLanguage = (typeof MESSAGE_LANGUAGES)[number]
export const Language = z.enum(MESSAGE_LANGUAGES)

/** Ten parts of a text message, which is what Twilio takes. */
export const MAX_SMS_LENGTH = 1600

export const MessageSubject = text(200)
export const MessageBody = text(10_000)

const key = {
  event: text(100).meta({ title: 'Event', examples: ['customer.created'] }),
  channel: z.enum(MESSAGE_CHANNELS).meta({ title: 'Channel' }),
  language: Language.meta({ title: 'Language' }),
}
export const TemplateKey = z.strictObject(key)
export type TemplateKey = z.infer<typeof TemplateKey>

const words = {
  subject: MessageSubject.nullable().meta({ title: 'Subject' }),
  body: MessageBody.meta({ title: 'Text' }),
}

export const MessageTemplate = z.strictObject({
  ...key,
  ...words,
  isActive: z.boolean().meta({ description: 'Whether the event sends it' }),
  isBuiltIn: z.boolean().meta({ description: 'Nobody has changed it: it is as it came' }),
  version: z.int().meta({ description: '0 as it came, then one more with every save' }),
  updatedAt: Instant.nullable(),
  updatedBy: Id.nullable(),
  can: Can.optional(),
})
export type MessageTemplate = z.infer<typeof MessageTemplate>

export const SaveTemplate = z.strictObject({
  ...words,
  isActive: z.boolean().meta({ title: 'Sent when it happens' }),
})
export type SaveTemplate = z.infer<typeof SaveTemplate>

export const MessageVariable = z.strictObject({
  name: z.string().meta({ examples: ['customer.name'] }),
  isAlwaysFilled: z.boolean(),
})
export type MessageVariable = z.infer<typeof MessageVariable>

/** Something that happens and can be told to somebody. */
export const MessageEvent = z.strictObject({
  event: z.string(),
  title: z.string(),
  description: z.string(),
  audience: z.enum(['customer', 'member']),
  variables: z.array(MessageVariable),
  templates: z.array(MessageTemplate),
})
export type MessageEvent = z.infer<typeof MessageEvent>

const draft = { ...key, ...words, customerId: Id.nullish().meta({ description: 'Whose data fills it in' }) }

export const PreviewTemplate = z.strictObject(draft)
export type PreviewTemplate = z.infer<typeof PreviewTemplate>

export const TestTemplate = z.strictObject({
  ...draft,
  phone: Phone.nullish().meta({ title: 'Your number', description: 'For text messages' }),
})
export type TestTemplate = z.infer<typeof TestTemplate>

export const TemplatePreview = z.strictObject({
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  filledFrom: z.string().nullable().meta({ description: 'Whose data it shows; null for example data' }),
  problems: z.array(z.strictObject({ variable: z.string(), message: z.string() })),
})
export type TemplatePreview = z.infer<typeof TemplatePreview>
