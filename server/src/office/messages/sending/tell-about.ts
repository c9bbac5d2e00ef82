import type { MessageChannel, MessageLanguage } from '@groundwork/contract/office/message-templates.ts'
import type { Ctx } from '#platform/context.ts'
import { type Happening, reactTo } from '#platform/events/reactions.ts'
import { findAccount } from '#platform/identity/accounts/accounts.queries.ts'
import { type MessageEventDefinition, messageEventOf, messageEvents } from '../templates/message-events.ts'
import { listActiveTemplates, type TemplateRow } from '../templates/templates.queries.ts'
import { type Letterhead, readLetterhead } from './branding.ts'
import { fillWords } from './fill-words.ts'
import { queueMessage } from './queue-message.ts'
import { findRecipientCustomer } from './recipients.queries.ts'

/** Whom an event is told to, on which addresses, and in which language they read. */
interface Audience {
  customerId: string | null
  userId: string | null
  name: string
  addresses: Record<MessageChannel, string | null>
  language: string | null
}

/** Every event that has templates is told in the transaction that makes it happen: no message without it, none lost. */
export function tellAboutEvents(): void {
  for (const { event } of messageEvents()) reactTo(event, tellAbout)
}

async function tellAbout(ctx: Ctx, happenings: readonly Happening[]): Promise<void> {
  const [first] = happenings
  if (!first) return
  const definition = messageEventOf(first.type)
  if (definition.audience === 'customer' && isImport(ctx)) return
  const active = await listActiveTemplates(ctx.tx, { tenantId: ctx.actor.tenant.id, event: definition.event })
  // Switched on by this very change (the demo data makes both): meant for what happens from then on.
  const templates = active.filter(({ updated_at }) => Date.parse(updated_at) < ctx.now.getTime())
  if (templates.length === 0) return
  try {
    await ctx.attempt(() => tellAll(ctx, definition, templates, happenings))
  } catch (error) {
    // What people do must not fail because of what would have been said about it.
    ctx.log.error({ err: error, event: definition.event }, 'messages about an event could not be written')
  }
}

/** Whoever brings their customers in from another system does not mean to greet all of them. */
function isImport({ request }: Ctx): boolean {
  return request.address === 'job' && request.userAgent === 'imports.run'
}

async function tellAll(
  ctx: Ctx,
  definition: MessageEventDefinition,
  templates: TemplateRow[],
  happenings: readonly Happening[],
): Promise<void> {
  const letterhead = await readLetterhead(ctx)
  for (const happening of happenings) await tell(ctx, definition, templates, happening, letterhead)
}

async function tell(
  ctx: Ctx,
  definition: MessageEventDefinition,
  templates: TemplateRow[],
  { id, payload }: Happening,
  letterhead: Letterhead,
): Promise<void> {
  const { scopes, customerId } = definition.read(payload)
  const audience = await (customerId === null ? findMember(ctx) : findCustomer(ctx, customerId))
  if (!audience) return
  for (const channel of ['email', 'sms'] as const) {
    const template = chooseTemplate(templates, channel, [audience.language, ctx.actor.tenant.locale])
    const recipient = audience.addresses[channel]
    if (!template || !recipient) continue
    const words = fillWords(ctx.actor, template, {
      definition,
      scopes,
      business: letterhead.business,
      language: template.language,
    })
    const draft = {
      origin: 'event' as const,
      event: definition.event,
      eventId: id,
      channel,
      language: template.language,
      templateVersion: template.version,
      customerId: audience.customerId,
      userId: audience.userId,
      recipient,
      recipientName: audience.name,
      words,
    }
    await queueMessage(ctx, draft, letterhead)
  }
}

/** The first language of theirs that is switched on, otherwise English, otherwise what there is. */
export function chooseTemplate(
  templates: readonly TemplateRow[],
  channel: MessageChannel,
  wanted: readonly (string | null)[],
): TemplateRow | undefined {
  const choices = templates.filter((template) => template.channel === channel && template.is_active)
  const inLanguage = (language: string | undefined) => choices.find((template) => template.language === language)
  const known = wanted.map((tag) => inLanguage(tag?.slice(0, 2))).find((found) => found !== undefined)
  return known ?? inLanguage('en' satisfies MessageLanguage) ?? choices[0]
}

async function findCustomer({ tx, actor }: Ctx, id: string): Promise<Audience | undefined> {
  const customer = await findRecipientCustomer(tx, { tenantId: actor.tenant.id, id })
  if (!customer) return undefined
  const { name, email, phone: sms, language } = customer
  return { customerId: id, userId: null, name, addresses: { email, sms }, language }
}

/** Whoever's work it was. Programs read the event log. */
async function findMember({ tx, actor }: Ctx): Promise<Audience | undefined> {
  const account = actor.userId === null ? undefined : await findAccount(tx, { userId: actor.userId })
  if (!account) return undefined
  const { id: userId, name, email, locale: language } = account
  return { customerId: null, userId, name, addresses: { email, sms: null }, language }
}
