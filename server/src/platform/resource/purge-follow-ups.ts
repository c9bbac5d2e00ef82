import type { RecordRef } from '@groundwork/contract/http/record-ref.ts'
import type { Ctx } from '../context.ts'

type FollowUp = (ctx: Ctx, ref: RecordRef) => Promise<void>
const followUps: FollowUp[] = []

/** What hangs on a record goes with it, in the same transaction. */
export function whenPurged(followUp: FollowUp): void {
  followUps.push(followUp)
}

export async function followPurge(ctx: Ctx, ref: RecordRef): Promise<void> {
  for (const followUp of followUps) await followUp(ctx, ref)
}
