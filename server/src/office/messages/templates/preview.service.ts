import type { PreviewTemplate, TemplatePreview } from '@groundwork/contract/office/message-templates.ts'
import { customers } from '#office/customers/customers.resource.ts'
import type { ReadCtx } from '#platform/context.ts'
import { getRecord } from '#platform/resource/write.ts'
import { readLetterhead } from '../sending/branding.ts'
import { fillWords } from '../sending/fill-words.ts'
import { renderMail } from '../sending/render-mail.ts'
import { type MessageEventDefinition, messageEventOf, variablesFor } from './message-events.ts'
import { checkTemplate } from './template-text.ts'

/** How it would arrive, with all that is still wrong with it; nothing is refused, because people look while they write. */
export async function previewTemplate(ctx: ReadCtx, draft: PreviewTemplate): Promise<TemplatePreview> {
  const definition = messageEventOf(draft.event)
  const known = new Set(variablesFor(definition).map(({ name }) => name))
  const problems = [...checkTemplate(draft.subject ?? '', known), ...checkTemplate(draft.body, known)]
  const letterhead = await readLetterhead(ctx)
  const { scopes, filledFrom } = await exampleOrRecord(ctx, definition, draft.customerId)
  const filling = { definition, scopes, business: letterhead.business, language: draft.language }
  const { unfilled, ...words } = fillWords(ctx.actor, draft, filling)
  const holes = unfilled.filter((name) => known.has(name))
  const found = [
    ...problems,
    ...holes.map((variable) => ({
      variable,
      message: `{{${variable}}} has no value here: the message would not be sent`,
    })),
  ]
  if (draft.channel === 'sms')
    return { subject: null, text: words.body.trim(), html: null, filledFrom, problems: found }
  const unsubscribeUrl = definition.audience === 'customer' ? 'https://…' : null
  const mail = renderMail(
    { subject: words.subject ?? '', body: words.body, language: draft.language },
    { ...letterhead.branding, unsubscribeUrl },
  )
  return { ...mail, filledFrom, problems: found }
}

/** The values of a customer's record where one is named, and of the example otherwise. */
export async function exampleOrRecord(
  ctx: ReadCtx,
  { audience, example }: MessageEventDefinition,
  customerId: string | null | undefined,
): Promise<{ scopes: Record<string, unknown>; filledFrom: string | null }> {
  if (!customerId || audience !== 'customer') return { scopes: example, filledFrom: null }
  const customer = await getRecord(ctx, customers, customerId)
  return { scopes: { ...example, customer }, filledFrom: customer.name }
}
