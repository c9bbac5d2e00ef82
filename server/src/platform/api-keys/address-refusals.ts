import { LRUCache } from 'lru-cache'
import type { Actor } from '#platform/access/actor.ts'
import type { RequestInfo } from '#platform/context.ts'
import type { Background } from '#platform/identity/background.ts'
import type { Services } from '#platform/services.ts'

const HOUR_MS = 60 * 60 * 1000
const PER_KEY = 10

interface Parts {
  write: Services['write']
  background: Background
}

/**
 * Keys that came from where they may not. One line per key and address within an hour, and ten per key, so that whoever
 * sends a stolen key around the clock cannot flood the trail.
 */
export class AddressRefusals {
  readonly #told = new LRUCache<string, true>({ max: 10_000, ttl: HOUR_MS })
  readonly #perKey = new LRUCache<string, number>({ max: 1000, ttl: HOUR_MS })
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  note(key: Actor, request: RequestInfo): void {
    const which = `${key.id} ${request.address}`
    const told = this.#perKey.get(key.id) ?? 0
    if (this.#told.has(which) || told >= PER_KEY) return
    this.#told.set(which, true)
    this.#perKey.set(key.id, told + 1, { noUpdateTTL: true })
    this.#parts.background.start(() =>
      this.#parts.write(key, request, async (ctx) =>
        ctx.audit('api-key.address-refused', {
          resource: { type: 'platform.api-keys', id: key.id },
          severity: 'medium',
          note: `Refused from ${request.address}; more of the same within the hour is not written down`,
        }),
      ),
    )
  }
}
