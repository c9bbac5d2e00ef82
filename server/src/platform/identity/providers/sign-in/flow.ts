import type { Config } from '#platform/config/config.ts'
import { AppError } from '#platform/errors.ts'
import type { ManualCtx } from '#platform/http/route.ts'
import { SecretBox } from '#platform/secret-box.ts'
import { BrowserCookie } from '../../credentials/session-cookie.ts'
import { challengeHash } from '../../passkeys/challenge.ts'
import { takeChallenge } from '../../passkeys/passkeys.queries.ts'

// A sign-in under way is kept by the browser that began it, sealed: nothing is written until the provider has answered,
// so anybody may begin one, and an answer that is brought by another browser finds nothing to belong to.

export interface Flow {
  purpose: 'sign-in' | 'connect'
  tenantId: string
  issuer: string
  state: string
  nonce: string
  codeVerifier: string
  /** Who connects. */
  userId: string | null
  next: string
  endsAtMs: number
}

const FLOW_MINUTES = 10
export const FLOW_MS = FLOW_MINUTES * 60_000

export function keepFlow({ services, raw }: ManualCtx, flow: Flow): void {
  const sealed = boxOf(services.config).seal(JSON.stringify(flow), 'browser')
  raw.reply.header('Set-Cookie', cookieOf(services.config).set(sealed, FLOW_MS / 1000))
}

/** The sign-in that this browser began, once: an answer that comes a second time finds it used. */
export async function takeFlow({ services, raw, now }: ManualCtx): Promise<Flow> {
  const sealed = cookieOf(services.config).read(raw.request.headers.cookie)
  raw.reply.header('Set-Cookie', cookieOf(services.config).clear())
  const flow = sealed === undefined ? undefined : openFlow(services.config, sealed)
  if (!flow || now.getTime() >= flow.endsAtMs) throw answerInvalid()
  const challenge = { challengeHash: challengeHash(flow.state), expiresAt: new Date(flow.endsAtMs) }
  const taken = await services.database.write({ tenantId: flow.tenantId, actorId: null }, (tx) =>
    takeChallenge(tx, challenge),
  )
  if (!taken) throw answerInvalid()
  return flow
}

function openFlow(config: Config, sealed: string): Flow | undefined {
  try {
    // Sealed by us: nobody else could have written it.
    return JSON.parse(boxOf(config).open(sealed, 'browser')) as Flow
  } catch {
    // Damaged, or of another installation: the same as none.
    return undefined
  }
}

export function answerInvalid(): AppError {
  return new AppError(
    'auth.provider-answer-invalid',
    'This sign-in was begun in another browser, took longer than 10 minutes or was used before; begin again',
  )
}

function boxOf({ secret }: Pick<Config, 'secret'>): SecretBox {
  return new SecretBox(secret, 'sign-in-flow')
}

function cookieOf(config: Config): BrowserCookie {
  return new BrowserCookie(config, 'gw_sign_in')
}
