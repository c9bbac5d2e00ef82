import type { FastifyReply } from 'fastify'
import { isPublic } from '#platform/access/access-check.ts'
import type { Actor } from '#platform/access/actor.ts'
import { AddressRefusals } from '#platform/api-keys/address-refusals.ts'
import { requestInfoOf } from '#platform/http/request-info.ts'
import type { Route } from '#platform/http/route.ts'
import type { Announcement, Services } from '#platform/services.ts'
import { Background } from './background.ts'
import { Authenticator, type CredentialSource } from './credentials/authenticator.ts'
import { LastUsed } from './credentials/last-used.ts'
import { SessionCookie } from './credentials/session-cookie.ts'
import { SESSION_MAX_MS } from './credentials/session-limits.ts'
import { recordEntry } from './support/support-visit.ts'
import { AccessTokens } from './tokens/access-tokens.ts'
import { SigningKeys } from './tokens/signing-keys.ts'

export type IdentityParts = Pick<
  Services,
  'config' | 'database' | 'clock' | 'log' | 'write' | 'onAnnouncement' | 'isListening'
>

/** Who asks: what one process keeps in memory to answer that in microseconds, and the secrets it signs with. */
export class Identity {
  readonly signingKeys: SigningKeys
  readonly tokens: AccessTokens
  readonly background: Background
  readonly #authenticator: Authenticator
  readonly #cookie: SessionCookie
  readonly #lastUsed: LastUsed
  readonly #refusals: AddressRefusals
  readonly #stopListening: () => void

  constructor(parts: IdentityParts) {
    this.signingKeys = new SigningKeys(parts)
    this.tokens = new AccessTokens({ ...parts, keys: this.signingKeys })
    this.background = new Background(parts.log)
    this.#cookie = new SessionCookie(parts.config)
    this.#lastUsed = new LastUsed(parts)
    this.#refusals = new AddressRefusals({ write: parts.write, background: this.background })
    this.#authenticator = new Authenticator({
      ...parts,
      cookie: this.#cookie,
      tokens: this.tokens,
      lastUsed: this.#lastUsed,
      recordSupportEntry: (actor, source) => parts.write(actor, requestInfoOf(source), recordEntry),
      onAddressRefused: (actor, source) => this.#refusals.note(actor, requestInfoOf(source)),
    })
    this.#stopListening = parts.onAnnouncement((message) => this.#authenticator.hear(message))
  }

  /** Before every request: who asks, or null. A credential that does not hold is refused, except on public routes. */
  authenticate(source: CredentialSource, route: Route): Promise<Actor | null> {
    if (isPublic(route.options.access)) return this.#authenticator.recognise(source)
    return route.kind === 'stream'
      ? this.#authenticator.authenticateUnattended(source)
      : this.#authenticator.authenticate(source)
  }

  /** Takes effect here at once; other processes follow when the announcement reaches them. */
  forget(message: Announcement): void {
    this.#authenticator.hear(message)
  }

  setSessionCookie(reply: FastifyReply, token: string): void {
    reply.header('Set-Cookie', this.#cookie.set(token, SESSION_MAX_MS / 1000))
  }

  clearSessionCookie(reply: FastifyReply): void {
    reply.header('Set-Cookie', this.#cookie.clear())
  }

  flushLastUsed(): Promise<void> {
    return this.#lastUsed.flush()
  }

  /** Before the database closes: finishes what runs behind answers and writes what is only in memory. */
  async close(): Promise<void> {
    this.#stopListening()
    await this.background.settled()
    await this.#lastUsed.close()
  }
}
