import type { LogRow } from '../events/log.queries.ts'

type Told = Pick<LogRow, 'id' | 'type' | 'version' | 'subject_id' | 'created_at' | 'payload'>

/** What receivers get: `type`, `timestamp` and `data` as Standard Webhooks recommends, and how to find it here. */
export function toBody({ id, type, version, subject_id, created_at, payload }: Told): string {
  return JSON.stringify({ id, type, version, timestamp: created_at, subjectId: subject_id, data: payload })
}
