import type { Customer } from '@groundwork/contract/office/customers.ts'
import type { MessageLanguage, PreviewTemplate } from '@groundwork/contract/office/message-templates.ts'
import { MESSAGE_CHANNELS, MESSAGE_LANGUAGES } from '@groundwork/contract/office/message-templates.ts'
import type { Message, Reachability, SendMessage } from '@groundwork/contract/office/messages.ts'
import { customers } from '#office/customers/customers.resource.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import { findAccount } from '#platform/identity/accounts/accounts.queries.ts'
import { assertPerson } from '#platform/identity/assert-person.ts'
import { getRecord } from '#platform/resource/write.ts'
import { normaliseRecipient } from '../messages.row.ts'
import { messageEventOf } from '../templates/message-events.ts'
import { CUSTOMER_SCOPES } from '../templates/office-events.ts'
import { exampleOrRecord } from '../templates/preview.service.ts'
import { unfilledSentence } from '../templates/template-text.ts'
import { assertSayable } from '../templates/templates.service.ts'
import { readLetterhead } from './branding.ts'
import { fillWords } from './fill-words.ts'
import { findRefusal } from './gate.ts'
import { queueMessage } from './queue-message.ts'

const HAND = { scopes: CUSTOMER_SCOPES }

/** To one customer, by a person or a program. What stands against it is said at once, quiet hours and limits excepted. */
export async function sendByHand(ctx: Ctx, input: SendMessage): Promise<Message> {
  const customer = await findAddressee(ctx, input.customerId)
  const { channel } = input
  const recipient = addressOf(customer, channel)
  if (!recipient) throw notReachable(missingSentence(customer, channel))
  const words = { subject: channel === 'email' ? (input.subject ?? null) : null, body: input.body }
  if (channel === 'sms' && input.subject) throw invalidField('subject', 'A text message has no subject; leave it out')
  assertSayable(HAND, { channel }, words)
  const refusal = await findRefusal(ctx, {
    channel,
    customer_id: customer.id,
    recipient_norm: normaliseRecipient(channel, recipient),
  })
  if (refusal) throw notReachable(refusal.sentence)
  const letterhead = await readLetterhead(ctx)
  const language = input.language ?? languageOf(customer.language ?? ctx.actor.tenant.locale)
  const filled = fillWords(ctx.actor, words, {
    definition: HAND,
    scopes: { customer },
    business: letterhead.business,
    language,
  })
  assertFilled(filled.unfilled)
  const draft = {
    event: null,
    eventId: null,
    templateVersion: null,
    userId: null,
    recipientName: customer.name,
    customerId: customer.id,
  }
  const message = await queueMessage(
    ctx,
    { ...draft, origin: 'hand', channel, language, recipient, words: filled },
    letterhead,
  )
  if (!message) throw new Error('A message by hand has no event to be told twice')
  ctx.audit('message.sent', {
    resource: { type: 'office.messages', id: message.id },
    note: `${channel} to ${customer.name}`,
  })
  return message
}

/** To oneself, exactly as a customer would get it, filled in from a customer's record or the example. */
export async function sendTest(
  ctx: Ctx,
  draft: PreviewTemplate & { phone?: string | null | undefined },
): Promise<Message> {
  assertPerson(ctx.actor)
  const definition = messageEventOf(draft.event)
  assertSayable(definition, draft, draft)
  const account = await findAccount(ctx.tx, { userId: ctx.actor.userId ?? '' })
  const recipient = draft.channel === 'email' ? account?.email : draft.phone
  if (!account || !recipient) throw invalidField('phone', 'Give your own number to get the text message')
  const letterhead = await readLetterhead(ctx)
  const { scopes } = await exampleOrRecord(ctx, definition, draft.customerId)
  const words = fillWords(ctx.actor, draft, {
    definition,
    scopes,
    business: letterhead.business,
    language: draft.language,
  })
  assertFilled(words.unfilled)
  const about = { event: draft.event, eventId: null, templateVersion: null, customerId: null, userId: account.id }
  const { channel, language } = draft
  const message = await queueMessage(
    ctx,
    { ...about, origin: 'test', channel, language, recipient, recipientName: account.name, words },
    letterhead,
  )
  if (!message) throw new Error('A test has no event to be told twice')
  ctx.audit('message.tested', {
    resource: { type: 'office.messages', id: message.id },
    note: `${draft.event}, ${channel}, ${language}`,
  })
  return message
}

export async function readReachability(ctx: ReadCtx, customerId: string): Promise<Reachability> {
  const customer = await findAddressee(ctx, customerId)
  const channels = []
  for (const channel of MESSAGE_CHANNELS) {
    const to = addressOf(customer, channel)
    const known = to && { channel, customer_id: customer.id, recipient_norm: normaliseRecipient(channel, to) }
    const obstacle = known ? (await findRefusal(ctx, known))?.sentence : missingSentence(customer, channel)
    channels.push({ channel, to, obstacle: obstacle ?? null })
  }
  return { preferences: customer.notificationPreferences, channels }
}

/** As whoever asks may see them: one they may not is one there is not. */
async function findAddressee(ctx: ReadCtx, id: string): Promise<Customer> {
  const customer = await getRecord(ctx, customers, id)
  if (customer.deletedAt === null) return customer
  throw notReachable(`${customer.name} is in the trash; restore the customer first`)
}

function addressOf({ email, phone }: Customer, channel: SendMessage['channel']): string | null {
  return channel === 'email' ? email : phone
}

function missingSentence({ name }: Customer, channel: SendMessage['channel']): string {
  return `${name} has no ${channel === 'email' ? 'e-mail address' : 'phone number'}; add one to the customer`
}

const notReachable = (sentence: string) => new AppError('message.not-reachable', sentence)

export function assertFilled(unfilled: readonly string[]): void {
  if (unfilled.length === 0) return
  const details = unfilled.map((name) => ({ field: 'body', message: `{{${name}}} has no value` }))
  throw new AppError('message.variable-unfilled', unfilledSentence(unfilled), { details })
}

function languageOf(tag: string): MessageLanguage {
  return MESSAGE_LANGUAGES.find((language) => tag.startsWith(language)) ?? 'en'
}
