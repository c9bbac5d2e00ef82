import { createTransport, type Transporter } from 'nodemailer'
import type { MessagingConfig } from '../config/messaging.ts'
import { type Accepted, CarrierError, type MailCarrier, type OutgoingMail } from './carrier.ts'

type SmtpConfig = Extract<MessagingConfig['mail'], { kind: 'smtp' }>

const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

/** A mail server of the operator's. It takes a mail or refuses it, and never says whether somebody got it. */
export class SmtpCarrier implements MailCarrier {
  readonly name = 'smtp'
  readonly #transport: Transporter
  readonly #from: string

  constructor({ url, from }: SmtpConfig) {
    const { hostname } = new URL(url)
    const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
    this.#from = from
    this.#transport = createTransport({
      url,
      // Passwords and people's mails do not cross a network in the clear because somebody cut STARTTLS out.
      requireTLS: !isHere,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }

  async send({ id, fromName, replyTo, to, subject, text, html, headers }: OutgoingMail): Promise<Accepted> {
    const [, domain = 'localhost'] = this.#from.split('@')
    const messageId = `<${id}@${domain}>`
    try {
      await this.#transport.sendMail({
        from: { name: fromName, address: this.#from },
        ...(replyTo ? { replyTo } : {}),
        to: { name: '', address: to },
        subject,
        text,
        html,
        headers: { ...headers },
        messageId,
      })
      return { providerId: messageId }
    } catch (error) {
      throw toCarrierError(error)
    }
  }

  async close(): Promise<void> {
    this.#transport.close()
  }
}

/** What nodemailer adds to its errors. */
interface SmtpFault {
  code?: string
  responseCode?: number
  syscall?: string
  timeoutType?: string
}

/** Before the mail itself is handed over. */
const BEFORE_DATA = new Set(['EDNS', 'ETLS', 'EAUTH', 'EENVELOPE'])
const NOT_THERE_YET = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'])

function toCarrierError(error: unknown): CarrierError {
  // Only read with every field optional.
  const { code = '', responseCode = 0, syscall, timeoutType = '' } = error as SmtpFault
  const isConnecting = syscall === 'connect' || NOT_THERE_YET.has(timeoutType)
  if (code === 'EAUTH')
    return new CarrierError('later', 'The mail server does not accept the name and password in the settings')
  if (responseCode >= 500) return new CarrierError('refused', `The mail server refused it (${responseCode})`)
  if (responseCode >= 400) return new CarrierError('later', `The mail server asks to come back later (${responseCode})`)
  if (isConnecting || BEFORE_DATA.has(code)) return new CarrierError('later', 'The mail server cannot be reached')
  return new CarrierError('unknown', 'The connection to the mail server broke while it was taking the mail')
}
