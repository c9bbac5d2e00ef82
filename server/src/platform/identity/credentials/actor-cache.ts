import { LRUCache } from 'lru-cache'
import type { Actor } from '#platform/access/actor.ts'
import type { AddressList } from '#platform/api-keys/allowed-addresses.ts'
import type { Announcement } from '#platform/services.ts'

/** An actor with everything whose change makes it stale. */
export interface Resolved {
  actor: Actor
  sessionId: string | null
  /** The person, or the maker of the key. */
  userId: string | null
  keyId: string | null
  /** When the credential itself ends. */
  endsAtMs: number
  /** The only addresses that a key may be sent from; null for any. */
  addresses: AddressList | null
}

interface Kept extends Resolved {
  keptAtMs: number
}

const MAX_ENTRIES = 20_000
const TTL_MS = 60_000
/** While nobody tells us of revocations, we look again every second. */
const TTL_ALONE_MS = 1000

interface Options {
  isListening(): boolean
  /** Runs on through changes of the wall clock: how old an entry is must not depend on it. */
  monotonicMs(): number
}

/**
 * Resolved actors by credential, so that a request that has been seen before costs microseconds. Revocations arrive as
 * announcements; a look-up that was under way when one arrived is used once and not kept, for it may have read the state before.
 */
export class ActorCache {
  readonly #entries = new LRUCache<string, Kept>({ max: MAX_ENTRIES })
  readonly #options: Options
  #generation = 0

  constructor(options: Options) {
    this.#options = options
  }

  find(key: string, nowMs: number): Resolved | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    const ttlMs = this.#options.isListening() ? TTL_MS : TTL_ALONE_MS
    if (this.#options.monotonicMs() - entry.keptAtMs < ttlMs && nowMs < entry.endsAtMs) return entry
    this.#entries.delete(key)
    return undefined
  }

  async load(key: string, resolve: () => Promise<Resolved | null>): Promise<Resolved | null> {
    const generation = this.#generation
    const keptAtMs = this.#options.monotonicMs()
    const resolved = await resolve()
    if (resolved && generation === this.#generation) this.#entries.set(key, { ...resolved, keptAtMs })
    return resolved
  }

  hear(message: Announcement): void {
    const isStale = staleness(message)
    if (!isStale) return
    this.#generation++
    // A walk over all entries: it takes about a millisecond when full, and revocations are rare.
    for (const [key, entry] of [...this.#entries.entries()]) if (isStale(entry)) this.#entries.delete(key)
  }
}

function staleness(message: Announcement): ((entry: Resolved) => boolean) | undefined {
  switch (message.kind) {
    case 'session-ended':
      return (entry) => entry.sessionId === message.sessionId
    case 'user-changed':
      return (entry) => entry.userId === message.userId
    case 'tenant-changed':
      return (entry) => entry.actor.tenant.id === message.tenantId
    case 'api-key-changed':
      return (entry) => entry.keyId === message.keyId
    case 'missed':
      return () => true
    default:
      return undefined
  }
}
