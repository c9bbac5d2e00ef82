import { createHash } from 'node:crypto'
import { errors, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config/config.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.ts'

export const ACCESS_TOKEN_SECONDS = 15 * 60
const AUDIENCE = 'groundwork-api'
/** RFC 9068: says what the token is, so that no other kind of token of ours passes for it. */
const TYPE = 'at+jwt'
const CLOCK_TOLERANCE_SECONDS = 30

/** What an access token says: a session of somebody, in one tenant. Whether the session still stands is asked elsewhere. */
export interface AccessClaims {
  userId: string
  sessionId: string
  tenantId: string
}

interface Verified extends AccessClaims {
  endsAtMs: number
}

interface Options {
  config: Pick<Config, 'http'>
  clock: Clock
  keys: SigningKeys
}

export class AccessTokens {
  readonly #options: Options
  // By hash: a memory dump or a heap snapshot then holds no usable tokens.
  readonly #verified = new LRUCache<string, Verified>({ max: 20_000 })
  readonly #findKey: JWTVerifyGetKey

  constructor(options: Options) {
    this.#options = options
    this.#findKey = async ({ kid }) => {
      const key = kid === undefined ? undefined : await options.keys.find(kid)
      if (!key) throw new errors.JWKSNoMatchingKey()
      return key
    }
  }

  async sign({ userId, sessionId, tenantId }: AccessClaims): Promise<string> {
    const { config, clock, keys } = this.#options
    const { id, privateKey } = await keys.current()
    const nowSeconds = Math.floor(clock.now().getTime() / 1000)
    return new SignJWT({ sid: sessionId, tid: tenantId })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: id, typ: TYPE })
      .setIssuer(config.http.publicUrl)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setJti(newId())
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + ACCESS_TOKEN_SECONDS)
      .sign(privateKey)
  }

  async verify(token: string): Promise<Verified> {
    const hash = createHash('sha256').update(token).digest('base64url')
    const known = this.#verified.get(hash)
    if (known && this.#options.clock.now().getTime() < known.endsAtMs) return known
    const verified = await this.#verifySignature(token)
    this.#verified.set(hash, verified)
    return verified
  }

  async #verifySignature(token: string): Promise<Verified> {
    const { config, clock } = this.#options
    try {
      const { payload } = await jwtVerify(token, this.#findKey, {
        algorithms: [SIGNING_ALGORITHM],
        typ: TYPE,
        issuer: config.http.publicUrl,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'sid', 'tid', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: clock.now(),
      })
      const { sub, sid, tid, exp } = payload
      if (!sub || typeof sid !== 'string' || typeof tid !== 'string' || !exp) throw new errors.JWTInvalid('claims')
      return { userId: sub, sessionId: sid, tenantId: tid, endsAtMs: (exp + CLOCK_TOLERANCE_SECONDS) * 1000 }
    } catch (cause) {
      throw toRefusal(cause)
    }
  }
}

function toRefusal(cause: unknown): unknown {
  if (cause instanceof errors.JWTExpired) {
    return new AppError('auth.token-invalid', 'The access token has expired; get a new one with the refresh token', {
      cause,
    })
  }
  if (cause instanceof errors.JOSEError)
    return new AppError('auth.token-invalid', 'The access token is not one of ours', { cause })
  return cause
}
