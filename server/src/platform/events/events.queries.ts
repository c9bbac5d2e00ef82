import { EVENTS, type EventType } from '@groundwork/contract/events.ts'
import { sql } from 'kysely'
import { statement } from '../database/statement.ts'
import type { Tx } from '../database/transaction.ts'

export interface EventRow {
  tenant_id: string
  id: string
  type: EventType
  version: number
  subject_id: string
  payload: unknown
  actor_id: string | null
  request_id: string | null
  /** Of who caused it; 0 where no automation had a hand in it. */
  cause_depth?: number
}

// Far above any record of ours: what reaches it has lost a bound somewhere.
const MAX_EVENT_LENGTH = 256 * 1024

const insertAll = statement<{ rows: string }, never>('events.insert', (query, params) =>
  sql<never>`insert into events (tenant_id, id, type, version, subject_id, payload, actor_id, request_id, cause_depth)
    select tenant_id, id, type, version, subject_id, payload, actor_id, request_id, coalesce(cause_depth, 0)
    from jsonb_to_recordset(${params.rows}::jsonb) as event (
      tenant_id uuid, id uuid, type text, version int, subject_id uuid, payload jsonb, actor_id uuid, request_id text, cause_depth int)`.compile(
    query,
  ),
)

/** Any number of events in one statement. Throws before it asks the database when one is not as the contract says. */
export function insertEvents(tx: Tx, rows: readonly EventRow[]): Promise<unknown> {
  return insertAll(tx, { rows: `[${rows.map(toCheckedText).join()}]` })
}

// Judged where developers see it. In production a strange event is better delivered than its change refused.
const isStrict = process.env['NODE_ENV'] !== 'production'

function toCheckedText(row: EventRow): string {
  const result = isStrict ? EVENTS[row.type].payload.safeParse(row.payload) : undefined
  if (result && !result.success)
    throw new Error(`The payload of ${row.type} is not what the contract says: ${result.error.message}`)
  const text = JSON.stringify(row)
  if (text.length > MAX_EVENT_LENGTH)
    throw new Error(`The event ${row.type} is ${text.length} characters long; at most ${MAX_EVENT_LENGTH} are allowed`)
  return text
}
