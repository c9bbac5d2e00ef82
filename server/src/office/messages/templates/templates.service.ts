import {
  MAX_SMS_LENGTH,
  MESSAGE_CHANNELS,
  MESSAGE_LANGUAGES,
  type MessageEvent,
  type MessageTemplate,
  type SaveTemplate,
  type TemplateKey,
} from '@groundwork/contract/office/message-templates.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { AppError, invalidField } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import {
  type MessageEventDefinition,
  messageEventOf,
  messageEvents,
  variablesFor,
  type Words,
} from './message-events.ts'
import { checkTemplate } from './template-text.ts'
import { deleteTemplate, listTemplates, lockTemplate, saveTemplateRow, type TemplateRow } from './templates.queries.ts'

/** Every event with all of its templates: those somebody has changed, and the others as they came. */
export async function listMessageEvents({ tx, actor }: ReadCtx): Promise<MessageEvent[]> {
  const rows = await listTemplates(tx, { tenantId: actor.tenant.id })
  return messageEvents().map((definition) => {
    const { event, title, description, audience } = definition
    const templates = keysOf(definition).map((key) =>
      toTemplate(
        key,
        rows.find((row) => isFor(row, key)),
        definition,
      ),
    )
    return { event, title, description, audience, variables: variablesFor(definition), templates }
  })
}

function keysOf({ event, builtIn }: MessageEventDefinition): TemplateKey[] {
  const keys = MESSAGE_CHANNELS.flatMap((channel) =>
    MESSAGE_LANGUAGES.map((language) => ({ event, channel, language })),
  )
  return keys.filter(({ channel, language }) => builtIn[channel]?.[language] !== undefined)
}

function isFor(row: TemplateRow, key: TemplateKey): boolean {
  return row.event === key.event && row.channel === key.channel && row.language === key.language
}

/** Switched off as it comes: nobody is written to before the business has decided so. */
function toTemplate(
  key: TemplateKey,
  row: TemplateRow | undefined,
  definition: MessageEventDefinition,
): MessageTemplate {
  const words = row ?? builtInOf(definition, key)
  return {
    ...key,
    subject: words.subject,
    body: words.body,
    isActive: row?.is_active ?? false,
    isBuiltIn: row === undefined,
    version: row?.version ?? 0,
    updatedAt: row?.updated_at ?? null,
    updatedBy: row?.updated_by ?? null,
  }
}

function builtInOf({ builtIn }: MessageEventDefinition, { event, channel, language }: TemplateKey): Words {
  const words = builtIn[channel]?.[language]
  if (words) return words
  throw new AppError('message.template-unknown', `There is no ${channel} in '${language}' for ${event}`)
}

export async function saveTemplate(
  ctx: Ctx,
  input: TemplateKey & SaveTemplate,
  ifMatch: string | undefined,
): Promise<MessageTemplate> {
  const { key, definition, current, before } = await findCurrent(ctx, input, ifMatch)
  const words = { subject: input.subject, body: input.body }
  assertSayable(definition, key, words)
  const row = await saveTemplateRow(ctx.tx, {
    ...key,
    ...words,
    tenantId: ctx.actor.tenant.id,
    id: current?.id ?? newId(),
    isActive: input.isActive,
    now: ctx.now.toISOString(),
    updatedBy: ctx.actor.id,
  })
  const after = toTemplate(key, row, definition)
  ctx.audit('message-template.saved', {
    ...(row ? { resource: { type: 'office.message-templates', id: row.id, version: row.version } } : {}),
    changes: diffRecords(before, after),
    note: nameOf(key),
  })
  return after
}

/** Back to the words it came with, switched off. */
export async function resetTemplate(ctx: Ctx, input: TemplateKey): Promise<MessageTemplate> {
  const { key, definition, current, before } = await findCurrent(ctx, input, undefined)
  const after = toTemplate(key, undefined, definition)
  if (current) await deleteTemplate(ctx.tx, { ...key, tenantId: ctx.actor.tenant.id })
  ctx.audit('message-template.reset', {
    ...(current ? { resource: { type: 'office.message-templates', id: current.id } } : {}),
    changes: diffRecords(before, after),
    note: nameOf(key),
  })
  return after
}

async function findCurrent(ctx: Ctx, { event, channel, language }: TemplateKey, ifMatch: string | undefined) {
  const key = { event, channel, language }
  const definition = messageEventOf(event)
  builtInOf(definition, key)
  const current = await lockTemplate(ctx.tx, { ...key, tenantId: ctx.actor.tenant.id })
  const before = toTemplate(key, current, definition)
  assertExpectedVersion(ifMatch, { noun: 'template', version: before.version, record: before })
  return { key, definition, current, before }
}

/** Refuses what could never be sent: unknown variables by name, a mail without a subject, a text message too long. */
export function assertSayable(
  definition: Pick<MessageEventDefinition, 'scopes'>,
  { channel }: Pick<TemplateKey, 'channel'>,
  { subject, body }: Words,
): void {
  if (channel === 'email' && !subject) throw invalidField('subject', 'A mail needs a subject')
  if (channel === 'sms' && subject) throw invalidField('subject', 'A text message has no subject; leave it out')
  if (channel === 'sms' && body.length > MAX_SMS_LENGTH)
    throw invalidField('body', `At most ${MAX_SMS_LENGTH} characters in a text message`)
  const known = new Set(variablesFor(definition).map(({ name }) => name))
  const details = [
    ...checkTemplate(subject ?? '', known).map(({ message }) => ({ field: 'subject', message })),
    ...checkTemplate(body, known).map(({ message }) => ({ field: 'body', message })),
  ]
  const [first] = details
  if (first) throw new AppError('message.variable-unknown', first.message, { details })
}

const nameOf = ({ event, channel, language }: TemplateKey) => `${event}, ${channel}, ${language}`
