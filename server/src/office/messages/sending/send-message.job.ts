import { z } from 'zod'
import { type Accepted, CarrierError } from '#platform/carriers/carrier.ts'
import type { Ctx } from '#platform/context.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { lockMessage } from '../messages.queries.ts'
import type { MessageRow } from '../messages.row.ts'
import { claimMessage } from './claim-message.ts'
import { concludeAccepted, concludeFailed, MAX_ATTEMPTS } from './conclude-message.ts'
import { handOver } from './hand-over.ts'

const SendPayload = z.strictObject({ messageId: z.uuid() })
type SendPayload = z.infer<typeof SendPayload>

/**
 * Twice is harmless: "sending" is committed before the provider is asked, so whoever starts again after a death finds it
 * and asks nobody a second time. The message is then `unknown`, until the provider reports or a person decides.
 */
export const sendMessage = defineJob<SendPayload>({
  name: 'messages.send',
  title: 'Send a message',
  payload: SendPayload,
  attempts: MAX_ATTEMPTS,
  backoffMs: 2_000,
  timeoutMs: 50_000,
  run: send,
})

async function send(job: JobRun<SendPayload>): Promise<{ state: string }> {
  const claimed = await job.write((ctx) => claimMessage(ctx, job))
  if (claimed.kind === 'settled') return { state: claimed.state }
  const outcome = await handOver(job, claimed.message, claimed.sender).catch(toCarrierError)
  const state = await job.write((ctx) => conclude(ctx, claimed.message, outcome))
  // The queue makes the pause before the next attempt.
  if (state === 'queued') throw outcome
  return { state }
}

function toCarrierError(error: unknown): CarrierError {
  return error instanceof CarrierError ? error : new CarrierError('unknown', 'Sending broke off', { cause: error })
}

async function conclude(ctx: Ctx, { id }: MessageRow, outcome: Accepted | CarrierError): Promise<MessageRow['state']> {
  const row = await lockMessage(ctx.tx, { tenantId: ctx.actor.tenant.id, id })
  // Purged with its customer while it was on its way.
  if (!row) return 'sent'
  return outcome instanceof CarrierError ? concludeFailed(ctx, row, outcome) : concludeAccepted(ctx, row, outcome)
}
