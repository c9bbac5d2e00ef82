import { z } from 'zod'
import type { MessagingConfig } from '../config/messaging.ts'
import type { Outgoing, OutgoingReply } from '../outgoing/outgoing-client.ts'
import { askProvider } from './ask-provider.ts'
import { type Accepted, CarrierError, type MailCarrier, type OutgoingMail } from './carrier.ts'

type SendgridConfig = Extract<MessagingConfig['mail'], { kind: 'sendgrid' }>

const Faults = z.object({ errors: z.array(z.object({ message: z.string() })) })

/** SendGrid's v3 mail/send. 202 means queued; what becomes of it comes by its event webhook. */
export class SendgridCarrier implements MailCarrier {
  readonly name = 'sendgrid'
  readonly #config: SendgridConfig
  readonly #outgoing: Outgoing

  constructor(config: SendgridConfig, outgoing: Outgoing) {
    this.#config = config
    this.#outgoing = outgoing
  }

  async send(mail: OutgoingMail): Promise<Accepted> {
    const { baseUrl, apiKey, from } = this.#config
    const reply = await askProvider(this.#outgoing, {
      url: `${baseUrl}/v3/mail/send`,
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(toRequest(mail, from)),
    })
    if (reply.status === 202) return { providerId: reply.headers['x-message-id'] ?? null }
    throw refusal(reply)
  }

  async close(): Promise<void> {}
}

function toRequest({ reference, to, fromName, replyTo, subject, text, html, headers }: OutgoingMail, from: string) {
  return {
    // Custom arguments are kept for long and cannot be taken back: nothing about people.
    personalizations: [{ to: [{ email: to }], custom_args: { reference } }],
    from: { email: from, name: fromName },
    ...(replyTo ? { reply_to: { email: replyTo } } : {}),
    subject,
    content: [
      { type: 'text/plain', value: text },
      { type: 'text/html', value: html },
    ],
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
  }
}

function refusal(reply: OutgoingReply): CarrierError {
  const { status } = reply
  if (status === 429) return new CarrierError('later', 'SendGrid takes no more mails for the moment')
  if (status >= 500) return new CarrierError('later', `SendGrid is in trouble (${status})`)
  if (status === 401 || status === 403)
    return new CarrierError('later', 'SendGrid does not accept the key or the sender in the settings')
  return new CarrierError('refused', `SendGrid refused it: ${reasonIn(reply)}`)
}

function reasonIn({ status, body }: OutgoingReply): string {
  try {
    const first = Faults.safeParse(JSON.parse(body.toString())).data?.errors[0]
    return first ? `${first.message.slice(0, 200)} (${status})` : String(status)
  } catch {
    return String(status)
  }
}
