import type { Actor } from '../access/actor.ts'
import type { LogRow } from '../events/log.queries.ts'
import { maskPayload } from '../resource/masks.ts'

type Told = Pick<LogRow, 'id' | 'type' | 'version' | 'subject_id' | 'created_at' | 'payload'>

/** What receivers get: `type`, `timestamp` and `data` as Standard Webhooks recommends, and how to find it here. */
export function toBody({ id, type, version, subject_id, created_at, payload }: Told): string {
  return JSON.stringify({ id, type, version, timestamp: created_at, subjectId: subject_id, data: payload })
}

/** The same without what is hidden from whoever the endpoint acts for, by the role they have when it is sent. */
export function maskBody(actor: Actor, type: string, body: string): string {
  // Written by toBody, or by a test, which holds no record.
  const parsed = JSON.parse(body) as { data?: unknown }
  const data = maskPayload(actor, type, parsed.data)
  return data === parsed.data ? body : JSON.stringify({ ...parsed, data })
}
