import { EVENTS } from '@groundwork/contract/events.ts'
import type { Logger } from 'pino'
import { type Actor, SYSTEM_ID } from './access/actor.ts'
import { type AuditRow, insertAuditEntries } from './audit/audit.queries.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config/config.ts'
import type { AuditDetails, Ctx, ReadCtx, RequestInfo } from './context.ts'
import type { FieldCatalogue } from './custom-fields/field-catalogue.ts'
import type { Database, Scope } from './database/database.ts'
import { inSavepoint, type Tx } from './database/transaction.ts'
import { type EventRow, insertEvents } from './events/events.queries.ts'
import { type Happening, runReactions } from './events/reactions.ts'
import { newId } from './ids.ts'
import { enqueueJob, type QueuedJob } from './jobs/enqueue.ts'
import type { Announcement } from './services.ts'

interface Parts {
  config: Config
  database: Database
  clock: Clock
  log: Logger
  customFields: FieldCatalogue
  announce(message: Announcement): void
}

/** One change with everything that belongs to it: the trail, the events and the jobs commit with it or not at all. */
export class UnitOfWork {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  read<T>(actor: Actor, request: RequestInfo, work: (ctx: ReadCtx) => Promise<T>): Promise<T> {
    const { config, database, clock, log, customFields } = this.#parts
    return database.read(scopeOf(actor), (tx) =>
      work({ tx, actor, request, now: clock.now(), customFields, config, log }),
    )
  }

  /** `last` is written after the work and travels with the COMMIT too: the remembered reply of a key. */
  async write<T>(
    actor: Actor,
    request: RequestInfo,
    work: (ctx: Ctx) => Promise<T>,
    last?: (tx: Tx, result: T) => void,
  ): Promise<T> {
    const { config, database, clock, log, customFields, announce } = this.#parts
    const trail = new Trail(actor, request)
    let result: T | undefined
    const run = async (tx: Tx): Promise<T> => {
      const ctx = { tx, actor, request, now: clock.now(), customFields, config, log, ...trail.recorders(tx) }
      result = await work(ctx)
      await runReactions(ctx, trail.happenings())
      return result
    }
    const done = await database.write(scopeOf(actor), run, (tx) => {
      trail.flush(tx)
      if (last && result !== undefined) last(tx, result)
    })
    for (const message of trail.announcements()) announce(message)
    return done
  }
}

function scopeOf(actor: Actor): Scope {
  return { tenantId: actor.tenant.id, actorId: actor.id }
}

/** Keeps what a change leaves behind until its end. */
class Trail {
  readonly #audit: AuditRow[] = []
  readonly #events: EventRow[] = []
  readonly #jobs: QueuedJob[] = []
  readonly #announcements: Announcement[] = []
  readonly #actor: Actor
  readonly #request: RequestInfo

  constructor(actor: Actor, request: RequestInfo) {
    this.#actor = actor
    this.#request = request
  }

  recorders(tx: Tx): Pick<Ctx, 'audit' | 'emit' | 'addJob' | 'announce' | 'attempt'> {
    return {
      audit: (action, details = {}) => void this.#audit.push(this.#toAuditRow(action, details)),
      emit: (type, subjectId, payload) =>
        void this.#events.push({
          ...this.#origin(),
          id: newId(),
          type,
          cause_depth: this.#actor.causeDepth ?? 0,
          version: EVENTS[type].version,
          subject_id: subjectId,
          payload,
        }),
      addJob: (definition, payload, inNameOf = this.#actor) => {
        const id = newId()
        this.#jobs.push({ id, definition, payload, actor: inNameOf })
        return id
      },
      announce: (message) => void this.#announcements.push(message),
      attempt: (work) => this.#attempt(tx, work),
    }
  }

  async #attempt<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
    const kept = [this.#audit, this.#events, this.#jobs, this.#announcements]
    const lengths = kept.map((list) => list.length)
    try {
      return await inSavepoint(tx, work)
    } catch (error) {
      // What the database forgets, the trail forgets too.
      kept.forEach((list, index) => {
        list.length = lengths[index] ?? 0
      })
      throw error
    }
  }

  flush(tx: Tx): void {
    // Nobody waits for these one by one: a failure of any fails the COMMIT they travel with.
    if (this.#audit.length > 0) insertAuditEntries(tx, this.#audit)
    if (this.#events.length > 0) insertEvents(tx, this.#events)
    for (const job of this.#jobs) enqueueJob(tx, job)
  }

  happenings(): Happening[] {
    return this.#events.map(({ id, type, subject_id, payload }) => ({ id, type, subjectId: subject_id, payload }))
  }

  announcements(): Announcement[] {
    const tenantId = this.#actor.tenant.id
    if (this.#events.length > 0) this.#announcements.push({ kind: 'events', tenantId })
    if (this.#jobs.length > 0) this.#announcements.push({ kind: 'jobs' })
    return this.#announcements
  }

  #origin() {
    return {
      tenant_id: this.#actor.tenant.id,
      actor_id: this.#actor.id === SYSTEM_ID ? null : this.#actor.id,
      request_id: this.#request.id,
    }
  }

  #toAuditRow(action: string, { resource, changes, severity = 'info', note }: AuditDetails): AuditRow {
    return {
      ...this.#origin(),
      id: newId(),
      action,
      actor_kind: this.#actor.kind,
      actor_name: this.#actor.name,
      resource_type: resource?.type ?? null,
      resource_id: resource?.id ?? null,
      resource_version: resource?.version ?? null,
      changes: changes ?? null,
      note: note ?? null,
      severity,
      address: this.#request.address,
      user_agent: this.#request.userAgent,
    }
  }
}
