import { z } from 'zod'
import type { Config } from '#platform/config/config.ts'
import { AppError } from '#platform/errors.ts'
import { SecretBox } from '#platform/secret-box.ts'

/** Who said no to whom: all of it in the link, so that it works as long as the mail lies somewhere. */
const Claim = z.strictObject({ tenantId: z.uuid(), addressNorm: z.string(), messageId: z.uuid() })
export type UnsubscribeClaim = z.infer<typeof Claim>

const BOUND_TO = 'unsubscribe'

function boxOf({ secret }: Config): SecretBox {
  return new SecretBox(secret, 'message-unsubscribe')
}

export function unsubscribeToken(config: Config, claim: UnsubscribeClaim): string {
  return boxOf(config).seal(JSON.stringify(claim), BOUND_TO)
}

export function readUnsubscribeToken(config: Config, token: string): UnsubscribeClaim {
  try {
    return Claim.parse(JSON.parse(boxOf(config).open(token, BOUND_TO)))
  } catch (cause) {
    throw new AppError('message.link-invalid', 'This link is damaged; copy the whole of it from the mail', { cause })
  }
}

/** Where a person goes, and where their mail program posts by itself (RFC 8058). */
export function unsubscribeUrls({ http }: Config, token: string): { page: string; oneClick: string } {
  return {
    // Behind the hash, so that it reaches no log and no Referer.
    page: `${http.publicUrl}/unsubscribe#token=${token}`,
    oneClick: `${http.publicUrl}/api/unsubscribe/one-click?token=${token}`,
  }
}
