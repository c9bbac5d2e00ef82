import { z } from 'zod'
import type { Config } from '#platform/config/config.ts'
import { SecretBox } from '#platform/secret-box.ts'

/** Which message a provider talks about, in words that only we can read and nobody can make up. */
const Reference = z.strictObject({ tenantId: z.uuid(), messageId: z.uuid() })
export type Reference = z.infer<typeof Reference>

const BOUND_TO = 'callback'

function boxOf({ secret }: Pick<Config, 'secret'>): SecretBox {
  return new SecretBox(secret, 'message-callbacks')
}

export function callbackReference(config: Pick<Config, 'secret'>, reference: Reference): string {
  return boxOf(config).seal(JSON.stringify(reference), BOUND_TO)
}

export function readReference(config: Pick<Config, 'secret'>, text: unknown): Reference | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return Reference.parse(JSON.parse(boxOf(config).open(text, BOUND_TO)))
  } catch {
    return undefined
  }
}

export function twilioCallbackUrl({ http }: Config, reference: string): string {
  return `${http.publicUrl}/api/message-callbacks/twilio/${reference}`
}
