import type { MessageChannel, MessageLanguage } from '@groundwork/contract/office/message-templates.ts'
import type { Message, MessageOrigin, MessageReason } from '@groundwork/contract/office/messages.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { insertMessage, insertStep } from '../messages.queries.ts'
import { normaliseRecipient, toMessage } from '../messages.row.ts'
import { unsubscribeToken, unsubscribeUrls } from '../opt-outs/unsubscribe-link.ts'
import { unfilledSentence } from '../templates/template-text.ts'
import type { Letterhead } from './branding.ts'
import type { FilledWords } from './fill-words.ts'
import { renderMail } from './render-mail.ts'
import { sendMessage } from './send-message.job.ts'

export interface Draft {
  origin: Exclude<MessageOrigin, 'inbound'>
  event: string | null
  /** Told once per event, channel and address, however often the event is read. */
  eventId: string | null
  channel: MessageChannel
  language: MessageLanguage
  templateVersion: number | null
  customerId: string | null
  userId: string | null
  recipient: string
  recipientName: string
  words: FilledWords
}

type Rendered = { subject: string | null; text: string | null; html: string | null }
const NOTHING: Rendered = { subject: null, text: null, html: null }
const UNFILLED: MessageReason = 'variable-unfilled'

/** Written down with the change that asks for it, and sent by a job that commits with both. */
export async function queueMessage(ctx: Ctx, draft: Draft, letterhead: Letterhead): Promise<Message | undefined> {
  const id = newId()
  const tenantId = ctx.actor.tenant.id
  const now = ctx.now.toISOString()
  const isUnfilled = draft.words.unfilled.length > 0
  const rendered = isUnfilled ? NOTHING : renderDraft(ctx, id, draft, letterhead)
  const reason = isUnfilled ? unfilledSentence(draft.words.unfilled) : null
  const row = await insertMessage(ctx.tx, {
    tenantId,
    id,
    channel: draft.channel,
    origin: draft.origin,
    event: draft.event,
    event_id: draft.eventId,
    customer_id: draft.customerId,
    user_id: draft.userId,
    recipient: draft.recipient,
    recipient_norm: normaliseRecipient(draft.channel, draft.recipient),
    recipient_name: draft.recipientName,
    language: draft.language,
    template_version: draft.templateVersion,
    subject: rendered.subject ?? draft.words.subject,
    body_text: rendered.text,
    body_html: rendered.html,
    state: isUnfilled ? 'failed' : 'queued',
    reason_code: isUnfilled ? UNFILLED : null,
    reason,
    created_by: ctx.actor.kind === 'system' ? null : ctx.actor.id,
    ended_at: isUnfilled ? now : null,
    now,
  })
  if (!row) return undefined
  await insertStep(ctx.tx, {
    tenantId,
    id: newId(),
    messageId: id,
    at: now,
    state: row.state,
    note: reason,
    providerKey: null,
  })
  const message = toMessage(row)
  ctx.emit('message.created', id, { record: message })
  // In the name of the product: somebody who leaves a moment later has still asked for it.
  if (!isUnfilled) ctx.addJob(sendMessage, { messageId: id }, systemActor(ctx.actor.tenant, 'Messages'))
  return message
}

/** As it arrives. Whoever gets mail as a customer can end it by a link; colleagues have asked for theirs. */
export function renderDraft(
  { config, actor }: Pick<Ctx, 'config' | 'actor'>,
  messageId: string,
  {
    channel,
    recipient,
    customerId,
    language,
    words,
  }: Pick<Draft, 'channel' | 'recipient' | 'customerId' | 'language' | 'words'>,
  { branding }: Letterhead,
): Rendered {
  if (channel === 'sms') return { subject: null, text: words.body.trim(), html: null }
  const claim = { tenantId: actor.tenant.id, addressNorm: normaliseRecipient('email', recipient), messageId }
  const unsubscribeUrl = customerId === null ? null : unsubscribeUrls(config, unsubscribeToken(config, claim)).page
  return renderMail({ subject: words.subject ?? '', body: words.body, language }, { ...branding, unsubscribeUrl })
}
