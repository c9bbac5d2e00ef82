import { OutboxList, type OutboxMessage, type OutboxMessageDetail } from '@groundwork/contract/platform/outbox.ts'
import { sql } from 'kysely'
import type { ReadCtx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { anyOf, before, since } from '#platform/resource/filters.ts'
import type { PlainList } from '#platform/resource/plain-list.ts'
import { linkBox } from './link-box.ts'
import { findMessage, type MessageRow } from './outbox.queries.ts'
import { LINK_MARK } from './render.ts'

type SummaryRow = Pick<
  MessageRow,
  'id' | 'channel' | 'recipient' | 'subject' | 'template' | 'state' | 'reason' | 'created_at'
>

export const outboxList: PlainList<SummaryRow, OutboxMessage> = {
  name: 'outbox',
  table: 'outbox_messages',
  isPerTenant: true,
  columns: ['id', 'channel', 'recipient', 'subject', 'template', 'state', 'reason', 'created_at'],
  shape: OutboxList,
  filters: {
    channel: anyOf('channel', 'text'),
    template: anyOf('template', 'text'),
    createdAfter: since('created_at'),
    createdBefore: before('created_at'),
  },
  sorts: { createdAt: { column: 'created_at', type: 'timestamptz' } },
  searched: sql<string>`' ' || lower(unaccent(recipient || ' ' || coalesce(subject, '')))`,
  toItem: toMessage,
}

function toMessage(row: SummaryRow): OutboxMessage {
  return {
    id: row.id,
    channel: row.channel,
    to: row.recipient,
    subject: row.subject ?? '',
    template: row.template,
    state: row.state,
    reason: row.reason,
    createdAt: row.created_at,
  }
}

/**
 * As it arrives. In production the link is left out: whoever may read the outbox must not be able to reset an owner's
 * password with it. Elsewhere the outbox is the mailbox, and the link is what people need from it.
 */
export async function getMessage({ tx, actor, config }: ReadCtx, id: string): Promise<OutboxMessageDetail> {
  const row = await findMessage(tx, { tenantId: actor.tenant.id, id })
  if (!row) throw notFound('message')
  const isLinkHidden = row.sealed_link !== null && config.mode === 'production'
  const link = row.sealed_link === null ? '' : isLinkHidden ? '#' : linkBox(config.secret).open(row.sealed_link, id)
  const fill = (body: string) => body.replaceAll(LINK_MARK, link)
  return { ...toMessage(row), text: fill(row.body_text), html: fill(row.body_html ?? ''), isLinkHidden }
}
