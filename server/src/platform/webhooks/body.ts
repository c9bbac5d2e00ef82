import type { Actor } from '../access/actor.ts'
import type { ReadCtx } from '../context.ts'
import type { LogRow } from '../events/log.queries.ts'
import { heardEvents } from '../resource/event-subjects.ts'
import { maskPayload } from '../resource/masks.ts'
import { seesAllRows } from '../resource/row-rights.ts'

type Told = Pick<LogRow, 'id' | 'type' | 'version' | 'subject_id' | 'created_at' | 'payload'>

/** What receivers get: `type`, `timestamp` and `data` as Standard Webhooks recommends, and how to find it here. */
export function toBody({ id, type, version, subject_id, created_at, payload }: Told): string {
  return JSON.stringify({ id, type, version, timestamp: created_at, subjectId: subject_id, data: payload })
}

/** Whether whoever the endpoint acts for, or reads its log, sees the record that the event is about. */
export async function isHeard(ctx: Pick<ReadCtx, 'tx' | 'actor'>, type: string, body: string): Promise<boolean> {
  if (seesAllRows(ctx.actor)) return true
  // Written by toBody, or by a test, which is about no record.
  const { subjectId, data } = JSON.parse(body) as { subjectId?: string; data?: unknown }
  const heard = await heardEvents(ctx, [{ type, subject_id: subjectId ?? '', payload: data ?? {} }])
  return heard.length > 0
}

/** The body without what is hidden from whoever it is sent for or shown to, by the role they have then. */
export function maskBody(actor: Actor, type: string, body: string): string {
  // Written by toBody, or by a test, which holds no record.
  const parsed = JSON.parse(body) as { data?: unknown }
  const data = maskPayload(actor, type, parsed.data)
  return data === parsed.data ? body : JSON.stringify({ ...parsed, data })
}
