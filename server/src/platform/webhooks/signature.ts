import { createHmac, randomBytes } from 'node:crypto'

// Standard Webhooks 1.0.0: HMAC-SHA256 over `{id}.{timestamp}.{body}`, keyed with the decoded secret. For receivers that
// know nothing of it, X-Webhook-Signature is the hex HMAC-SHA256 of the body alone, keyed with the secret as it is shown.

const PREFIX = 'whsec_'
const SECRET_BYTES = 32

export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64')
}

interface Message {
  id: string
  /** Of the attempt, so that receivers can refuse what somebody has recorded and sends again. */
  at: Date
  type: string
  body: string
}

/** While a secret is renewed there are two; receivers take either. */
export interface Secrets {
  current: string
  previous: string | null
}

/** Whoever has a secret can tell by these that the message is ours, whole and not an old one again. */
export function standardHeaders({ id, at, body }: Omit<Message, 'type'>, secrets: Secrets): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const good = secrets.previous === null ? [secrets.current] : [secrets.current, secrets.previous]
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': good.map((secret) => `v1,${sign(secret, `${id}.${timestamp}.${body}`)}`).join(' '),
  }
}

export function signedHeaders(message: Message, secrets: Secrets): Record<string, string> {
  const { type, body } = message
  const { current, previous } = secrets
  return {
    'content-type': 'application/json',
    ...standardHeaders(message, secrets),
    'x-webhook-event': type,
    'x-webhook-signature': hexOf(current, body),
    ...(previous === null ? {} : { 'x-webhook-signature-previous': hexOf(previous, body) }),
  }
}

function sign(secret: string, signed: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return createHmac('sha256', key).update(signed).digest('base64')
}

function hexOf(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}
