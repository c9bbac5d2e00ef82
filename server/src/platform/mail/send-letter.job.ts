import { z } from 'zod'
import { CarrierError } from '#platform/carriers/carrier.ts'
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts'
import { linkBox } from './link-box.ts'
import { findMessage, type MessageRow, recordAttempt } from './outbox.queries.ts'
import { LINK_MARK } from './render.ts'

const LetterPayload = z.strictObject({ mailId: z.uuid() })
type LetterPayload = z.infer<typeof LetterPayload>

const ATTEMPTS = 3

/** Twice is harmless: a second copy of such a mail says the same, and its link works once. */
export const sendLetter = defineJob<LetterPayload>({
  name: 'mail.send',
  title: 'Send a mail about an account',
  payload: LetterPayload,
  attempts: ATTEMPTS,
  backoffMs: 2_000,
  timeoutMs: 50_000,
  run: send,
})

async function send(job: JobRun<LetterPayload>): Promise<{ state: string }> {
  const key = { tenantId: job.actor.tenant.id, id: job.payload.mailId }
  const mail = await job.read(({ tx }) => findMessage(tx, key))
  if (!mail || !job.carriers.mail || mail.state === 'sent') return { state: mail?.state ?? 'gone' }
  try {
    await job.carriers.mail.send(toOutgoing(job, mail))
  } catch (error) {
    const isFinal = error instanceof CarrierError && ['refused', 'opted-out'].includes(error.verdict)
    const isLast = mail.attempts + 1 >= ATTEMPTS
    const reason = error instanceof CarrierError ? error.message : 'Sending broke off'
    await job.write(({ tx }) => recordAttempt(tx, { ...key, state: isFinal || isLast ? 'failed' : 'queued', reason }))
    if (isFinal) return { state: 'failed' }
    throw error
  }
  await job.write(({ tx }) => recordAttempt(tx, { ...key, state: 'sent', reason: null }))
  return { state: 'sent' }
}

function toOutgoing({ actor, config }: JobRun<LetterPayload>, mail: MessageRow) {
  const link = mail.sealed_link === null ? '' : linkBox(config.secret).open(mail.sealed_link, mail.id)
  const fill = (body: string) => body.replaceAll(LINK_MARK, link)
  return {
    id: mail.id,
    reference: '',
    fromName: actor.tenant.name,
    replyTo: null,
    to: mail.recipient,
    subject: mail.subject ?? '',
    text: fill(mail.body_text),
    html: fill(mail.body_html ?? ''),
    headers: {},
  }
}
