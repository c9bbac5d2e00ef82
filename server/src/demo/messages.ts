import type { Customer } from '@groundwork/contract/office/customers.ts'
import type { SaveTemplate, TemplateKey } from '@groundwork/contract/office/message-templates.ts'
import type { MessageReason, MessageState } from '@groundwork/contract/office/messages.ts'
import { insertMessage, insertStep, updateMessage } from '#office/messages/messages.queries.ts'
import { normaliseRecipient } from '#office/messages/messages.row.ts'
import { readLetterhead } from '#office/messages/sending/branding.ts'
import { fillWords } from '#office/messages/sending/fill-words.ts'
import { renderDraft } from '#office/messages/sending/queue-message.ts'
import { changeSettings } from '#office/messages/settings/settings.service.ts'
import { CUSTOMER_SCOPES } from '#office/messages/templates/office-events.ts'
import { saveTemplate } from '#office/messages/templates/templates.service.ts'
import type { Ctx } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { keepInOutbox } from '#platform/mail/send-mail.ts'
import type { Random } from '#platform/random.ts'

const HOUR_MS = 3_600_000
const WRITTEN_TO = 45

/** In use: the welcome in both languages, and the notice about imports. */
const TEMPLATES: (TemplateKey & SaveTemplate)[] = [
  {
    event: 'customer.created',
    channel: 'email',
    language: 'en',
    subject: 'Welcome to {{business.name}}',
    body: 'Hello {{customer.firstName | and welcome}},\n\n{{customer.name}} is now on our books. We empty your containers on the days in your contract and write here when something changes.\n\nQuestions? Answer this mail.',
    isActive: true,
  },
  {
    event: 'customer.created',
    channel: 'email',
    language: 'es',
    subject: 'Bienvenido a {{business.name}}',
    body: 'Hola {{customer.firstName | y bienvenido}}:\n\n{{customer.name}} ya figura entre nuestros clientes. Vaciamos sus contenedores los días de su contrato y le escribimos aquí si algo cambia.\n\n¿Preguntas? Responda a este correo.',
    isActive: true,
  },
  {
    event: 'import.finished',
    channel: 'email',
    language: 'en',
    subject: 'Your import has finished',
    body: '{{import.created}} new, {{import.updated}} changed, {{import.failed}} not taken.',
    isActive: true,
  },
]

const SAID = [
  {
    channel: 'email',
    subject: 'Holiday week',
    body: 'Hello {{customer.name}},\n\nnext week we come one day later than usual.',
  },
  {
    channel: 'sms',
    subject: null,
    body: '{{business.name}}: the driver could not reach your container today. We come back tomorrow.',
  },
  {
    channel: 'email',
    subject: 'A new container',
    body: 'Hello {{customer.name}},\n\nyour new container arrives on Monday.',
  },
] as const

/** How most went, and what else happens. No number of these is ever given to anybody, and the addresses end in example.com. */
const ENDS: { state: MessageState; code: MessageReason | null; reason: string | null; weight: number }[] = [
  {
    state: 'delivered',
    code: null,
    reason: 'It lies in the outbox of the console; nothing has left this machine',
    weight: 40,
  },
  {
    state: 'suppressed',
    code: 'preference-off',
    reason: "The customer's notification preferences say no text messages",
    weight: 4,
  },
  {
    state: 'refused',
    code: 'provider-refused',
    reason: 'The number is a landline or cannot be reached (30006)',
    weight: 2,
  },
  {
    state: 'failed',
    code: 'provider-unreachable',
    reason: 'The mail server cannot be reached; given up after 3 attempts',
    weight: 1,
  },
]

/** Templates in use and what was said in the last weeks, as it would have gone. */
export async function fillMessages(ctx: Ctx, random: Random, customers: readonly Customer[]): Promise<void> {
  for (const template of TEMPLATES) await saveTemplate(ctx, template, undefined)
  await changeSettings(
    ctx,
    { senderName: 'Scioto Hauling', brandColor: '#0e6a75', replyTo: 'desk@scioto-hauling.example.com' },
    undefined,
  )
  const letterhead = await readLetterhead(ctx)
  for (const customer of customers.slice(0, WRITTEN_TO)) {
    const at = new Date(ctx.now.getTime() - random.int(2, 60 * 24) * HOUR_MS)
    await tellOne({ ...ctx, now: at }, random, customer, letterhead)
  }
}

async function tellOne(
  ctx: Ctx,
  random: Random,
  customer: Customer,
  letterhead: Awaited<ReturnType<typeof readLetterhead>>,
): Promise<void> {
  const said = random.pick(SAID)
  const { channel } = said
  const recipient = channel === 'email' ? customer.email : customer.phone
  if (!recipient) return
  const words = fillWords(ctx.actor, said, {
    definition: { scopes: CUSTOMER_SCOPES },
    scopes: { customer },
    business: letterhead.business,
    language: 'en',
  })
  const id = newId(ctx.now.getTime())
  const draft = { channel, recipient, customerId: customer.id, language: 'en' as const, words }
  const { subject, text, html } = renderDraft(ctx, id, draft, letterhead)
  const [tenantId, now] = [ctx.actor.tenant.id, ctx.now.toISOString()]
  const row = await insertMessage(ctx.tx, {
    tenantId,
    id,
    channel,
    origin: 'hand',
    event: null,
    event_id: null,
    customer_id: customer.id,
    user_id: null,
    recipient,
    recipient_norm: normaliseRecipient(channel, recipient),
    recipient_name: customer.name,
    language: 'en',
    template_version: null,
    subject,
    body_text: text,
    body_html: html,
    state: 'queued',
    reason_code: null,
    reason: null,
    created_by: ctx.actor.id,
    ended_at: null,
    now,
  })
  if (!row) return
  const { state, code, reason } = endOf(random, channel)
  const isOut = state === 'delivered'
  const times = { sending_at: isOut ? now : null, sent_at: isOut ? now : null, ended_at: now }
  await updateMessage(ctx.tx, {
    ...row,
    ...times,
    tenantId,
    now,
    state,
    reason_code: code,
    reason,
    attempts: 1,
    provider: isOut ? 'outbox' : null,
  })
  const step = { tenantId, messageId: id, at: now, providerKey: null }
  await insertStep(ctx.tx, { ...step, id: newId(), state: 'queued', note: null })
  await insertStep(ctx.tx, { ...step, id: newId(), state, note: reason })
  if (isOut) await keepInOutbox(ctx, { channel, recipient, subject, text: text ?? '', html, messageId: id })
}

/** What can only happen to a text message happens to those alone. */
function endOf(random: Random, channel: 'email' | 'sms') {
  const possible = ENDS.filter(({ code }) =>
    channel === 'sms' ? code !== 'provider-unreachable' : code === null || code === 'provider-unreachable',
  )
  const index = random.weighted(Object.fromEntries(possible.map(({ weight }, at) => [String(at), weight])))
  const end = possible[Number(index)]
  if (!end) throw new Error('Every message ends somehow')
  return end
}
