import type { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import { type Message, type MessageDetail, MessageList } from '@groundwork/contract/office/messages.ts'
import { sql } from 'kysely'
import { customers } from '#office/customers/customers.resource.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { ReadCtx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { about } from '#platform/resource/event-subjects.ts'
import { anyOf, before, type Filter, since } from '#platform/resource/filters.ts'
import type { PlainList } from '#platform/resource/plain-list.ts'
import { type RowLimit, rowLimits } from '#platform/resource/row-rights.ts'
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
  limitsFor: ofSeenCustomers,
}

function whatCan(actor: Actor, { state }: Pick<MessageRow, 'state'>): Record<string, boolean> {
  return { retry: isRetryable(state) && can(actor, 'office.messages.create') }
}

/** The record that a message is about. */
export function customerOf(recordId: string | null): RecordRef | undefined {
  return recordId === null ? undefined : { resource: customers.name, recordId }
}

/** What was written to a customer is seen by whoever sees the customer. */
function ofSeenCustomers(actor: Actor): RowLimit<never>[] {
  const limits = rowLimits(actor, customers, 'read')
  return limits.map(({ name, filter, value }) => {
    const condition: Filter['condition'] = (slot) =>
      sql<boolean>`(customer_id is null or customer_id in (select id from customers
        where customers.tenant_id = messages.tenant_id and ${filter.condition(slot)}))`
    return { name, filter: { ...filter, condition }, value }
  })
}

export async function getMessage({ tx, actor }: ReadCtx, id: string): Promise<MessageDetail> {
  const tenantId = actor.tenant.id
  const [row, steps] = await Promise.all([
    findMessage(tx, { tenantId, id }),
    listSteps(tx, { tenantId, messageId: id }),
  ])
  const [seen] = row ? await about({ tx, actor }, [row], ({ customer_id }) => customerOf(customer_id)) : []
  if (!row || !seen) throw notFound('message')
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
