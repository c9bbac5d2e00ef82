import { sql } from 'kysely'
import { statement, statementForOne } from '../database/statement.ts'
import type { Position } from './position.ts'

export interface ReaderKey {
  tenantId: string
  reader: string
}

/** Where it begins; one that has a place keeps it. */
export const placeReader = statement<ReaderKey & Position, never>('event-readers.place', (query, params) =>
  sql<never>`insert into event_readers (tenant_id, reader, txid, sequence)
    values (${params.tenantId}::uuid, ${params.reader}, ${params.txid}::xid8, ${params.sequence}::bigint)
    on conflict do nothing`.compile(query),
)

export const findReader = statementForOne<ReaderKey, Position>('event-readers.find', (query, params) =>
  sql<Position>`select txid, sequence from event_readers
    where tenant_id = ${params.tenantId}::uuid and reader = ${params.reader}`.compile(query),
)

export const lockReader = statementForOne<ReaderKey, Position & { is_future: boolean }>(
  'event-readers.lock',
  (query, params) =>
    sql<Position & { is_future: boolean }>`select txid, sequence,
      txid > pg_snapshot_xmax(pg_current_snapshot()) as is_future
    from event_readers where tenant_id = ${params.tenantId}::uuid and reader = ${params.reader} for update`.compile(
      query,
    ),
)

export const moveReader = statement<ReaderKey & Position, never>('event-readers.move', (query, params) =>
  sql<never>`update event_readers set txid = ${params.txid}::xid8, sequence = ${params.sequence}::bigint, updated_at = now()
    where tenant_id = ${params.tenantId}::uuid and reader = ${params.reader}`.compile(query),
)
