import { SecretBox } from '#platform/secret-box.ts'

export function linkBox(secret: string): SecretBox {
  return new SecretBox(secret, 'mail-links')
}
