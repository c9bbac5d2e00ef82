import type { EventPayload, EventType } from '@groundwork/contract/events.ts'
import type { FastifyBaseLogger } from 'fastify'
import type { Actor } from './access/actor.ts'
import type { Config } from './config/config.ts'
import type { FieldCatalogue } from './custom-fields/field-catalogue.ts'
import type { Tx } from './database/transaction.ts'
import type { JobDefinition } from './jobs/define-job.ts'
import type { Announcement } from './services.ts'

/** Where a request came from: what the audit trail and the sessions list show. */
export interface RequestInfo {
  id: string
  address: string
  userAgent: string | null
}

export interface Change {
  before: unknown
  after: unknown
}

export interface AuditDetails {
  /** The record it is about; absent for what concerns the tenant as a whole. */
  resource?: { type: string; id: string; version?: number }
  /** Field by field, secrets already masked. */
  changes?: Record<string, Change>
  severity?: 'info' | 'low' | 'medium' | 'high' | 'critical'
  note?: string
}

/** What a read may use: the tenant's rows and who asks. */
export interface ReadCtx {
  tx: Tx
  actor: Actor
  request: RequestInfo
  now: Date
  /** The fields that businesses define for themselves, from memory. */
  customFields: FieldCatalogue
  config: Config
  log: FastifyBaseLogger
}

/** What a change may use. Audit entries, events and jobs are kept until the end and travel with the COMMIT. */
export interface Ctx extends ReadCtx {
  audit(action: string, details?: AuditDetails): void
  emit<T extends EventType>(type: T, subjectId: string, payload: EventPayload<T>): void
  /** Runs once the change is committed; answers the id to follow it by. In the name of whoever asks, unless it is said. */
  addJob<P>(job: JobDefinition<P>, payload: P, inNameOf?: Actor): string
  /** Tells every process after the commit; nothing is told of what was rolled back. */
  announce(message: Announcement): void
  /** A part that may fail alone: on a failure its changes and all it recorded are taken back, and the rest goes on. */
  attempt<T>(work: () => Promise<T>): Promise<T>
}
