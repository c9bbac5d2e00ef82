import type { Logger } from 'pino'
import type { Actor } from '#platform/access/actor.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/database/database.ts'
import { touchApiKeys, touchMemberships, touchPreviousSecrets, touchSessions } from './last-used.queries.ts'

const FLUSH_EVERY_MS = 60_000

/**
 * When sessions, people and keys were last seen. Kept in memory and written once a minute, so that no request waits for
 * it; a crash loses a minute of it, which nobody would miss.
 */
export class LastUsed {
  #seen = new Set<Actor>()
  readonly #timer: NodeJS.Timeout
  readonly #options: { database: Database; clock: Clock; log: Logger }

  constructor(options: { database: Database; clock: Clock; log: Logger }) {
    this.#options = options
    this.#timer = setInterval(() => void this.flush(), FLUSH_EVERY_MS)
    this.#timer.unref()
  }

  note(actor: Actor): void {
    this.#seen.add(actor)
  }

  async flush(): Promise<void> {
    const seen = this.#seen
    this.#seen = new Set()
    for (const [tenantId, actors] of byTenant(seen)) {
      await this.#write(tenantId, actors).catch((err: unknown) =>
        this.#options.log.warn({ err, tenantId }, 'last use was not recorded'),
      )
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  #write(tenantId: string, actors: Actor[]): Promise<unknown> {
    const at = this.#options.clock.now()
    const keys = actors.filter(({ kind }) => kind === 'api_key')
    const keyIds = keys.filter((key) => !key.sendsPreviousSecret).map(({ id }) => id)
    const previousIds = keys.filter((key) => key.sendsPreviousSecret).map(({ id }) => id)
    const sessionIds = actors.flatMap(({ sessionId }) => sessionId ?? [])
    const userIds = actors.flatMap(({ userId }) => userId ?? [])
    return this.#options.database.write({ tenantId, actorId: null }, (tx) =>
      Promise.all([
        keyIds.length > 0 ? touchApiKeys(tx, { tenantId, keyIds, at }) : undefined,
        previousIds.length > 0 ? touchPreviousSecrets(tx, { tenantId, keyIds: previousIds, at }) : undefined,
        sessionIds.length > 0 ? touchSessions(tx, { sessionIds, at }) : undefined,
        userIds.length > 0 ? touchMemberships(tx, { tenantId, userIds, at }) : undefined,
      ]),
    )
  }
}

function byTenant(actors: Iterable<Actor>): Map<string, Actor[]> {
  return Map.groupBy(actors, (actor) => actor.tenant.id)
}
