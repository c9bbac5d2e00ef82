import type { MessageChannel } from '@groundwork/contract/office/message-templates.ts'
import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

interface Address {
  tenantId: string
  channel: MessageChannel
  addressNorm: string
}

export interface OptOutRow {
  channel: MessageChannel
  source: 'stop-word' | 'unsubscribe-link' | 'provider'
  at: string
}

export const findOptOut = statementForOne<Address, OptOutRow>('opt-outs.find', (query, p) =>
  sql<OptOutRow>`select channel, source, at from message_opt_outs
    where tenant_id = ${p.tenantId}::uuid and channel = ${p.channel}::text and address_norm = ${p.addressNorm}::text`.compile(
    query,
  ),
)

interface NewOptOut extends Address {
  id: string
  source: OptOutRow['source']
  messageId: string | null
  at: string
}

/** The first one stands: nothing when there is one. */
export const insertOptOut = statementForOne<NewOptOut, { id: string }>('opt-outs.insert', (query, p) =>
  sql<{ id: string }>`insert into message_opt_outs (tenant_id, id, channel, address_norm, source, message_id, at)
    values (${p.tenantId}::uuid, ${p.id}::uuid, ${p.channel}, ${p.addressNorm}, ${p.source}, ${p.messageId}::uuid,
      ${p.at}::timestamptz)
    on conflict (tenant_id, channel, address_norm) do nothing returning id`.compile(query),
)

/** Only ever by a START from the same number: the recipient alone takes it back. */
export const deleteOptOut = statement<Address, { id: string }>('opt-outs.delete', (query, p) =>
  sql<{ id: string }>`delete from message_opt_outs
    where tenant_id = ${p.tenantId}::uuid and channel = ${p.channel}::text and address_norm = ${p.addressNorm}::text
    returning id`.compile(query),
)
