import { createHmac } from 'node:crypto'
import { SecretBox } from '#platform/secret-box.ts'

export function secretBox(secret: string): SecretBox {
  return new SecretBox(secret, 'automation-calls')
}

interface Signed {
  id: string
  body: string
  at: Date
}

/** Standard Webhooks: whoever has the secret can tell that the call is ours, whole and not an old one again. */
export function signatureHeaders(secret: string, { id, body, at }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` }
}
