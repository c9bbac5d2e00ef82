import { SecretBox } from '#platform/secret-box.ts'

export function secretBox(secret: string): SecretBox {
  return new SecretBox(secret, 'automation-calls')
}
