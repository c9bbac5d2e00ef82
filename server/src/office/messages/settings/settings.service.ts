import type { MessageSettings, UpdateMessageSettings } from '@groundwork/contract/office/messages.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import { findSettings, type SettingsRow, saveSettings } from './settings.queries.ts'

/** Of a business that has decided nothing yet. */
const USUAL: SettingsRow = {
  sender_name: null,
  reply_to: null,
  brand_color: '#1d5fbf',
  quiet_from: '21:00',
  quiet_to: '08:00',
  version: 0,
}

export async function readSettings({ tx, actor }: Pick<ReadCtx, 'tx' | 'actor'>): Promise<SettingsRow> {
  return (await findSettings(tx, { tenantId: actor.tenant.id })) ?? USUAL
}

export async function getSettings(ctx: ReadCtx): Promise<MessageSettings> {
  return toSettings(ctx, await readSettings(ctx))
}

export async function changeSettings(
  ctx: Ctx,
  input: UpdateMessageSettings,
  ifMatch: string | undefined,
): Promise<MessageSettings> {
  const current = await readSettings(ctx)
  const before = toSettings(ctx, current)
  assertExpectedVersion(ifMatch, { noun: 'setting', version: current.version, record: before })
  const next = { ...current, ...toColumns(input) }
  if ((next.quiet_from === null) !== (next.quiet_to === null))
    throw invalidField(
      next.quiet_from === null ? 'quietFrom' : 'quietTo',
      'Quiet hours need a beginning and an end, or neither',
    )
  const { id } = ctx.actor.tenant
  const row = await saveSettings(ctx.tx, { ...next, tenantId: id, now: ctx.now.toISOString(), updatedBy: ctx.actor.id })
  const after = toSettings(ctx, row ?? next)
  ctx.audit('message-settings.updated', {
    resource: { type: 'office.message-settings', id, version: after.version },
    changes: diffRecords(before, after),
  })
  return after
}

const COLUMN_OF = {
  senderName: 'sender_name',
  replyTo: 'reply_to',
  brandColor: 'brand_color',
  quietFrom: 'quiet_from',
  quietTo: 'quiet_to',
} as const

function toColumns(input: UpdateMessageSettings): Partial<SettingsRow> {
  const given = Object.entries(COLUMN_OF).filter(([field]) => Reflect.get(input, field) !== undefined)
  return Object.fromEntries(given.map(([field, column]) => [column, Reflect.get(input, field)]))
}

function toSettings({ actor, config }: Pick<ReadCtx, 'actor' | 'config'>, row: SettingsRow): MessageSettings {
  const { mail, sms } = config.messaging
  return {
    senderName: row.sender_name,
    replyTo: row.reply_to,
    brandColor: row.brand_color,
    quietFrom: row.quiet_from,
    quietTo: row.quiet_to,
    timeZone: actor.tenant.timeZone,
    version: row.version,
    providers: {
      email: { name: mail.kind, from: mail.kind === 'outbox' ? '' : mail.from },
      sms: { name: sms.kind, from: sms.kind === 'outbox' ? '' : sms.from },
    },
  }
}
