import type { MessageState } from '@groundwork/contract/office/messages.ts'
import type { Ctx } from '#platform/context.ts'
import type { JobRun } from '#platform/jobs/define-job.ts'
import { keepInOutbox } from '#platform/mail/send-mail.ts'
import { lockMessage } from '../messages.queries.ts'
import type { MessageRow } from '../messages.row.ts'
import { readSettings } from '../settings/settings.service.ts'
import { findObstacle, type Obstacle } from './gate.ts'
import { moveMessage } from './move-message.ts'

/** Who the mail says it comes from. */
export interface Sender {
  name: string
  replyTo: string | null
}

export type Claim = { kind: 'settled'; state: MessageState } | { kind: 'mine'; message: MessageRow; sender: Sender }

type Job = Pick<JobRun<{ messageId: string }>, 'id' | 'attempt' | 'payload' | 'carriers'>

/** In one transaction: whether it may go out now, and that we are about to send it. */
export async function claimMessage(ctx: Ctx, job: Job): Promise<Claim> {
  const message = await lockMessage(ctx.tx, { tenantId: ctx.actor.tenant.id, id: job.payload.messageId })
  if (!message) return { kind: 'settled', state: 'suppressed' }
  if (message.state === 'sending') return settleAbandoned(ctx, message, job)
  if (message.state !== 'queued') return { kind: 'settled', state: message.state }
  const obstacle = await findObstacle(ctx, message)
  if (obstacle) return hold(ctx, message, obstacle)
  const carrier = message.channel === 'email' ? job.carriers.mail : job.carriers.sms
  if (!carrier) return putIntoOutbox(ctx, message)
  const claimed = await moveMessage(ctx, message, {
    state: 'sending',
    attempts: message.attempts + 1,
    sending_job_id: job.id,
    sending_attempt: job.attempt,
    sending_at: ctx.now.toISOString(),
    provider: carrier.name,
  })
  const { sender_name, reply_to } = await readSettings(ctx)
  return { kind: 'mine', message: claimed, sender: { name: sender_name ?? ctx.actor.tenant.name, replyTo: reply_to } }
}

/** An earlier attempt of this very job died between writing "sending" and hearing the answer. Another job's is not ours. */
async function settleAbandoned(ctx: Ctx, message: MessageRow, job: Job): Promise<Claim> {
  const isOurs = message.sending_job_id === job.id && (message.sending_attempt ?? 0) < job.attempt
  if (!isOurs) return { kind: 'settled', state: message.state }
  const { state } = await moveMessage(ctx, message, {
    state: 'unknown',
    code: 'outcome-unknown',
    reason:
      'The process stopped while the provider was taking it, so it may have gone out. Ask the recipient before sending it again',
  })
  return { kind: 'settled', state }
}

async function hold(ctx: Ctx, message: MessageRow, { code, sentence, until }: Obstacle): Promise<Claim> {
  const { state } = await moveMessage(ctx, message, {
    state: until ? 'queued' : 'suppressed',
    code,
    reason: sentence,
    wait_until: until?.toISOString() ?? null,
  })
  return { kind: 'settled', state }
}

/** Without a provider the console is where it arrives, in the same transaction: nothing can be lost or doubled. */
async function putIntoOutbox(ctx: Ctx, message: MessageRow): Promise<Claim> {
  await keepInOutbox(ctx, {
    channel: message.channel,
    recipient: message.recipient,
    subject: message.subject,
    text: message.body_text ?? '',
    html: message.body_html,
    messageId: message.id,
  })
  const now = ctx.now.toISOString()
  const { state } = await moveMessage(ctx, message, {
    state: 'delivered',
    reason: 'It lies in the outbox of the console; nothing has left this machine',
    attempts: message.attempts + 1,
    sending_at: now,
    sent_at: now,
    provider: 'outbox',
  })
  return { kind: 'settled', state }
}
