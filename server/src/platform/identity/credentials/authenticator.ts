import { hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { SupportEntry } from '@groundwork/contract/platform/support.ts'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Actor, ActorTenant } from '#platform/access/actor.ts'
import { hashApiKey, isApiKeyIntact, looksLikeApiKey } from '#platform/api-keys/key-format.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config/config.ts'
import { type Database, NO_TENANT } from '#platform/database/database.ts'
import { AppError } from '#platform/errors.ts'
import type { Announcement } from '#platform/services.ts'
import { findOpenSupport } from '../support/support.queries.ts'
import type { AccessTokens } from '../tokens/access-tokens.ts'
import { ActorCache, type Resolved } from './actor-cache.ts'
import { findApiKey, findPerson, findTenantById, findTenantBySlug } from './credential.queries.ts'
import type { LastUsed } from './last-used.ts'
import { hashToken, isTokenShaped } from './opaque-token.ts'
import { type Circumstances, resolveApiKey, resolveSession, tenantUnknown } from './resolve-actor.ts'
import type { SessionCookie } from './session-cookie.ts'

/** The part of a request that tells who asks, and where from. */
export interface CredentialSource {
  id: string
  ip: string
  headers: IncomingHttpHeaders
}

interface Options {
  config: Pick<Config, 'mode'>
  database: Database
  clock: Clock
  log: Logger
  cookie: SessionCookie
  tokens: AccessTokens
  lastUsed: LastUsed
  isListening(): boolean
  /** Writes down that support has come in, before it sees anything; asked once per session and permission. */
  recordSupportEntry(actor: Actor, source: CredentialSource): Promise<void>
  /** Told of a key that is sent from an address it is not bound to. */
  onAddressRefused(actor: Actor, source: CredentialSource): void
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TENANT_NAME = /^[a-z0-9-]{3,63}$/
const BEARER = /^Bearer +(\S+)$/i

/** From the headers of a request to who asks: session cookie, access token or API key. */
export class Authenticator {
  readonly #options: Options
  readonly #cache: ActorCache
  readonly #supportEntries = new LRUCache<string, true>({ max: 1000 })

  constructor(options: Options) {
    this.#options = options
    this.#cache = new ActorCache({ isListening: () => options.isListening(), monotonicMs: () => performance.now() })
  }

  hear(message: Announcement): void {
    this.#cache.hear(message)
    // Whoever left comes in anew.
    if (message.kind !== 'session-ended') return
    for (const key of [...this.#supportEntries.keys()])
      if (key.startsWith(message.sessionId)) this.#supportEntries.delete(key)
  }

  /** Null where nothing was presented; refuses what was presented and does not hold. */
  async authenticate(source: CredentialSource): Promise<Actor | null> {
    if (isBackground(source)) return this.authenticateUnattended(source)
    const actor = await this.#prove(source)
    if (actor) this.#options.lastUsed.note(actor)
    return actor
  }

  /**
   * The same for what happens while nobody is there: an open page asks for its stream again and again, and for what the
   * stream says has changed, and would keep alive a session that nobody uses. A key ends otherwise; when it was last used
   * is worth knowing.
   */
  async authenticateUnattended(source: CredentialSource): Promise<Actor | null> {
    const actor = await this.#prove(source)
    if (actor?.kind === 'api_key') this.#options.lastUsed.note(actor)
    return actor
  }

  async #prove(source: CredentialSource): Promise<Actor | null> {
    const { headers } = source
    const namedTenant = namedTenantOf(headers)
    const { authorization } = headers
    // A header was put there on purpose, a cookie comes by itself: the header decides, even where it is wrong.
    const resolved =
      authorization === undefined
        ? await this.#byCookie(headers.cookie, namedTenant)
        : await this.#byHeader(authorization, namedTenant)
    if (!resolved) return null
    if (resolved.addresses && !resolved.addresses.has(source.ip)) this.#refuseAddress(resolved.actor, source)
    if (resolved.actor.support) await this.#recordSupport(resolved.actor, resolved.actor.support, source)
    return resolved.actor
  }

  #refuseAddress(actor: Actor, source: CredentialSource): never {
    this.#options.onAddressRefused(actor, source)
    throw new AppError('auth.address-refused', `The API key '${actor.name}' is not accepted from ${source.ip}`)
  }

  async #recordSupport(actor: Actor, { grantId }: SupportEntry, source: CredentialSource): Promise<void> {
    const key = `${actor.sessionId} ${grantId}`
    if (this.#supportEntries.has(key)) return
    await this.#options.recordSupportEntry(actor, source)
    this.#supportEntries.set(key, true)
  }

  /** For public routes, which somebody with a stale credential may use like anybody else. */
  async recognise(source: CredentialSource): Promise<Actor | null> {
    try {
      return await this.authenticate(source)
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  async #byCookie(header: string | undefined, namedTenant: string | undefined): Promise<Resolved | null> {
    const token = this.#options.cookie.read(header)
    if (token === undefined || !isTokenShaped(token)) return null
    return this.#resolve(`cookie ${digest(token)} ${namedTenant ?? ''}`, async () => {
      const person = await this.#options.database.read(NO_TENANT, (tx) =>
        findPerson(tx, 'session_cookie', hashToken(token).toString('hex')),
      )
      return person?.session
        ? resolveSession(person, person.session, person.session.tenantId, this.#circumstances(namedTenant))
        : null
    })
  }

  async #byHeader(authorization: string, namedTenant: string | undefined): Promise<Resolved> {
    const credential = BEARER.exec(authorization)?.[1]
    if (credential === undefined)
      throw new AppError('auth.token-invalid', 'Send the Authorization header as: Bearer, a space, the token or key')
    return looksLikeApiKey(credential)
      ? this.#byApiKey(credential, namedTenant)
      : this.#byAccessToken(credential, namedTenant)
  }

  async #byApiKey(key: string, namedTenant: string | undefined): Promise<Resolved> {
    const resolved = await this.#resolve(`key ${digest(key)} ${namedTenant ?? ''}`, async () => {
      if (!isApiKeyIntact(key)) throw new AppError('auth.token-invalid', 'The API key is incomplete or mistyped')
      const found = await this.#options.database.read(NO_TENANT, (tx) => findApiKey(tx, hashApiKey(key)))
      return found ? resolveApiKey(found, this.#circumstances(namedTenant)) : null
    })
    if (!resolved) throw new AppError('auth.token-invalid', 'There is no such API key')
    return resolved
  }

  /** The signature says whose session it is; whether the session still stands is asked like for a cookie. */
  async #byAccessToken(token: string, namedTenant: string | undefined): Promise<Resolved> {
    const { sessionId, userId, tenantId } = await this.#options.tokens.verify(token)
    const resolved = await this.#resolve(`session ${sessionId} ${namedTenant ?? tenantId}`, async () => {
      const person = await this.#options.database.read(NO_TENANT, (tx) => findPerson(tx, 'session', sessionId))
      if (!person?.session || person.user.id !== userId) return null
      return resolveSession(person, person.session, tenantId, this.#circumstances(namedTenant))
    })
    if (!resolved) throw new AppError('auth.session-ended', 'Your session has ended; sign in again')
    return resolved
  }

  async #resolve(key: string, look: () => Promise<Resolved | null>): Promise<Resolved | null> {
    const known = this.#cache.find(key, this.#options.clock.now().getTime())
    return known ?? this.#cache.load(key, look)
  }

  #circumstances(namedTenant: string | undefined): Circumstances {
    const { clock, config } = this.#options
    return {
      now: clock.now(),
      isProduction: config.mode === 'production',
      namedTenant,
      findTenant: (idOrSlug) => this.#findTenant(idOrSlug),
      findSupport: (tenantId) =>
        this.#options.database.read({ tenantId, actorId: null }, (tx) =>
          findOpenSupport(tx, { tenantId, now: clock.now() }),
        ),
    }
  }

  #findTenant(idOrSlug: string): Promise<ActorTenant | undefined> {
    return this.#options.database.read(NO_TENANT, (tx) =>
      UUID.test(idOrSlug) ? findTenantById(tx, { id: idOrSlug }) : findTenantBySlug(tx, { slug: idOrSlug }),
    )
  }
}

/** The console says so of what it asks while nobody touches it. It can only shorten the session it comes with. */
function isBackground({ headers }: CredentialSource): boolean {
  return headers['x-groundwork-background'] === '1'
}

function namedTenantOf(headers: IncomingHttpHeaders): string | undefined {
  const header = headers['x-tenant-id']
  if (header === undefined) return undefined
  const named = String(header).trim().toLowerCase()
  if (!TENANT_NAME.test(named)) throw tenantUnknown(named.slice(0, 63))
  return named
}

function digest(credential: string): string {
  return hash('sha256', credential, 'base64url')
}
