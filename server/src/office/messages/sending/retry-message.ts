import { EVENTS, type EventType } from '@groundwork/contract/events.ts'
import type { Message, RetryMessage } from '@groundwork/contract/office/messages.ts'
import { customers } from '#office/customers/customers.resource.ts'
import { systemActor } from '#platform/access/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { listEventsById } from '#platform/events/log.queries.ts'
import { getRecord } from '#platform/resource/write.ts'
import { lockMessage } from '../messages.queries.ts'
import { type MessageRow, toMessage } from '../messages.row.ts'
import { isRetryable } from '../messages.status.ts'
import { messageEventOf } from '../templates/message-events.ts'
import { listActiveTemplates } from '../templates/templates.queries.ts'
import { readLetterhead } from './branding.ts'
import { fillWords } from './fill-words.ts'
import { moveMessage } from './move-message.ts'
import { renderDraft } from './queue-message.ts'
import { assertFilled } from './send-by-hand.ts'
import { sendMessage } from './send-message.job.ts'
import { chooseTemplate } from './tell-about.ts'

/** Three more attempts, because a person says so. What has stopped it is looked at again when its turn comes. */
export async function retryMessage(ctx: Ctx, id: string, { mayArriveTwice }: RetryMessage): Promise<Message> {
  const row = await lockMessage(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  if (!row) throw notFound('message')
  if (!isRetryable(row.state))
    throw new AppError(
      'message.not-retryable',
      `This message is ${row.state}; only failed, refused, suppressed and unknown ones are sent again`,
    )
  if (row.state === 'unknown' && !mayArriveTwice)
    throw new AppError(
      'message.may-arrive-twice',
      'Nobody knows whether it went out. Ask the recipient, or confirm that it may arrive twice',
    )
  const content = row.body_text === null ? await writeAnew(ctx, row) : {}
  const moved = await moveMessage(ctx, row, {
    ...content,
    state: 'queued',
    reason: `Sent again by ${ctx.actor.name}`,
    attempts: 0,
    sending_job_id: null,
    sending_attempt: null,
  })
  ctx.addJob(sendMessage, { messageId: id }, systemActor(ctx.actor.tenant, 'Messages'))
  ctx.audit('message.retried', { resource: { type: 'office.messages', id }, note: `It was ${row.state}` })
  return toMessage(moved)
}

/** It never had words because a variable had none: today's template, on today's record. */
async function writeAnew(ctx: Ctx, row: MessageRow): Promise<Partial<MessageRow>> {
  const tenantId = ctx.actor.tenant.id
  const [event] = row.event_id === null ? [] : await listEventsById(ctx.tx, { tenantId, ids: [row.event_id] })
  const templates = event ? await listActiveTemplates(ctx.tx, { tenantId, event: event.type }) : []
  const template = chooseTemplate(templates, row.channel, [row.language])
  if (!event || !template || !(event.type in EVENTS))
    throw new AppError(
      'message.not-retryable',
      'What it was about is not kept any more, or its template is off; write to the customer by hand',
    )
  const definition = messageEventOf(event.type satisfies EventType)
  const letterhead = await readLetterhead(ctx)
  const { scopes } = definition.read(event.payload)
  const current = row.customer_id === null ? {} : { customer: await getRecord(ctx, customers, row.customer_id) }
  const { language } = template
  const words = fillWords(ctx.actor, template, {
    definition,
    scopes: { ...scopes, ...current },
    business: letterhead.business,
    language,
  })
  assertFilled(words.unfilled)
  const draft = { channel: row.channel, recipient: row.recipient, customerId: row.customer_id, language, words }
  const { subject, text, html } = renderDraft(ctx, row.id, draft, letterhead)
  return { subject, body_text: text, body_html: html }
}
