import type { Accepted } from '#platform/carriers/carrier.ts'
import type { Config } from '#platform/config/config.ts'
import type { JobRun } from '#platform/jobs/define-job.ts'
import { callbackReference, twilioCallbackUrl } from '../callbacks/callback-reference.ts'
import type { MessageRow } from '../messages.row.ts'
import { unsubscribeToken, unsubscribeUrls } from '../opt-outs/unsubscribe-link.ts'
import type { Sender } from './claim-message.ts'

type Job = Pick<JobRun<unknown>, 'actor' | 'carriers' | 'config'>

/** The one call that leaves this machine; outside of every transaction. */
export async function handOver(
  { actor, carriers, config }: Job,
  message: MessageRow,
  sender: Sender,
): Promise<Accepted> {
  const tenantId = actor.tenant.id
  const reference = callbackReference(config, { tenantId, messageId: message.id })
  const text = message.body_text ?? ''
  if (message.channel === 'sms') {
    if (!carriers.sms) throw new Error('No carrier for text messages')
    return carriers.sms.send({ to: message.recipient, body: text, callbackUrl: twilioCallbackUrl(config, reference) })
  }
  if (!carriers.mail) throw new Error('No carrier for mails')
  return carriers.mail.send({
    id: message.id,
    reference,
    fromName: sender.name,
    replyTo: sender.replyTo,
    to: message.recipient,
    subject: message.subject ?? '',
    text,
    html: message.body_html ?? '',
    headers: message.customer_id === null ? {} : unsubscribeHeaders(config, tenantId, message),
  })
}

/** One click in the mail program ends it (RFC 2369, RFC 8058); large mail providers expect that of whoever mails many. */
function unsubscribeHeaders(
  config: Config,
  tenantId: string,
  { id, recipient_norm }: MessageRow,
): Record<string, string> {
  const token = unsubscribeToken(config, { tenantId, addressNorm: recipient_norm, messageId: id })
  return {
    'List-Unsubscribe': `<${unsubscribeUrls(config, token).oneClick}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
