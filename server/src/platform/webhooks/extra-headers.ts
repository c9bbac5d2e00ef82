import type { WebhookHeader, WebhookHeaderInput } from '@groundwork/contract/platform/webhooks.ts'
import { invalidField } from '../errors.ts'
import type { SecretBox } from '../secret-box.ts'

/** As stored: the value of a secret one is sealed and bound to its endpoint. */
export interface StoredHeader {
  name: string
  value: string
  isSecret: boolean
}

/** A secret without a value keeps the one it has: nobody who edits an endpoint has to know it. */
export function storeHeaders(
  box: SecretBox,
  endpointId: string,
  input: readonly WebhookHeaderInput[],
  before: readonly StoredHeader[],
): StoredHeader[] {
  return input.map(({ name, value, isSecret }, index) => {
    if (typeof value === 'string') return { name, value: isSecret ? box.seal(value, endpointId) : value, isSecret }
    const kept = before.find((header) => header.isSecret && header.name.toLowerCase() === name.toLowerCase())
    if (kept && isSecret) return { ...kept, name }
    throw invalidField(`headers.${index}.value`, 'Must not be empty')
  })
}

export function showHeaders(stored: readonly StoredHeader[]): WebhookHeader[] {
  return stored.map(({ name, value, isSecret }) => ({ name, value: isSecret ? null : value, isSecret }))
}

export function openHeaders(
  box: SecretBox,
  endpointId: string,
  stored: readonly StoredHeader[],
): Record<string, string> {
  return Object.fromEntries(
    stored.map(({ name, value, isSecret }) => [name.toLowerCase(), isSecret ? box.open(value, endpointId) : value]),
  )
}

const MASK = '••••••'

/** As the delivery log keeps them. */
export function maskHeaders(sent: Readonly<Record<string, string>>, stored: readonly StoredHeader[]) {
  const secret = new Set(stored.filter(({ isSecret }) => isSecret).map(({ name }) => name.toLowerCase()))
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, secret.has(name) ? MASK : value]))
}
