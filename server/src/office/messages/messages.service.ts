import { type Message, type MessageDetail, MessageList } from '@groundwork/contract/office/messages.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { ReadCtx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { anyOf, before, since } from '#platform/resource/filters.ts'
import type { PlainList } from '#platform/resource/plain-list.ts'
import { findMessage, listSteps } from './messages.queries.ts'
import { type MessageRow, SUMMARY_COLUMNS, toMessage } from './messages.row.ts'
import { isRetryable } from './messages.status.ts'

type SummaryRow = Pick<MessageRow, (typeof SUMMARY_COLUMNS)[number]>

export const messageList: PlainList<SummaryRow, Message> = {
  name: 'messages',
  table: 'messages',
  isPerTenant: true,
  columns: SUMMARY_COLUMNS,
  shape: MessageList,
  filters: {
    state: anyOf('state', 'text'),
    channel: anyOf('channel', 'text'),
    origin: anyOf('origin', 'text'),
    customerId: anyOf('customer_id', 'uuid'),
    createdAfter: since('created_at'),
    createdBefore: before('created_at'),
  },
  sorts: { createdAt: { column: 'created_at', type: 'timestamptz' } },
  toItem: toMessage,
  can: whatCan,
}

function whatCan(actor: Actor, { state }: Pick<MessageRow, 'state'>): Record<string, boolean> {
  return { retry: isRetryable(state) && can(actor, 'office.messages.create') }
}

export async function getMessage({ tx, actor }: ReadCtx, id: string): Promise<MessageDetail> {
  const tenantId = actor.tenant.id
  const [row, steps] = await Promise.all([
    findMessage(tx, { tenantId, id }),
    listSteps(tx, { tenantId, messageId: id }),
  ])
  if (!row) throw notFound('message')
  return {
    ...toMessage(row),
    language: row.language,
    templateVersion: row.template_version,
    text: row.body_text,
    html: row.body_html,
    provider: row.provider,
    steps,
    can: whatCan(actor, row),
  }
}
