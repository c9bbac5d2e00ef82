import type { Logger } from 'pino'
import type { Actor } from './access/actor.ts'
import type { KeyUsage } from './api-keys/usage/key-usage.ts'
import type { Carriers } from './carriers/carrier.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config/config.ts'
import type { Ctx, ReadCtx, RequestInfo } from './context.ts'
import type { Database } from './database/database.ts'
import type { Tx } from './database/transaction.ts'
import type { Identity } from './identity/identity.ts'
import type { Outgoing } from './outgoing/outgoing-client.ts'
import type { LiveUpdates } from './realtime/live-updates.ts'

/** What one process has once: handed to handlers that open their own transactions, to jobs and to live updates. */
export interface Services {
  config: Config
  database: Database
  clock: Clock
  log: Logger
  identity: Identity
  live: LiveUpdates
  /** Counts what API keys do. */
  keyUsage: KeyUsage
  /** The one way to other servers; never within a transaction. */
  outgoing: Outgoing
  /** Who carries mails and text messages; never within a transaction. */
  carriers: Carriers
  /** A read in the actor's tenant. */
  read<T>(actor: Actor, request: RequestInfo, work: (ctx: ReadCtx) => Promise<T>): Promise<T>
  /** One transaction in the actor's tenant: change, audit, events and jobs commit together. */
  write<T>(
    actor: Actor,
    request: RequestInfo,
    work: (ctx: Ctx) => Promise<T>,
    last?: (tx: Tx, result: T) => void,
  ): Promise<T>
  /** Tells every process, after commit, that something kept in memory has changed. */
  announce(message: Announcement): void
  /** Listens to what any process (this one too) has announced. */
  onAnnouncement(listener: (message: Announcement) => void): () => void
  /** False while announcements cannot reach this process: what is kept in memory is then trusted for a second only. */
  isListening(): boolean
}

/** Small on purpose: says what to look at again, never the data itself. */
export type Announcement =
  | { kind: 'events'; tenantId: string }
  | { kind: 'jobs' }
  /** Something on this person's page of notifications has changed. */
  | { kind: 'notified'; tenantId: string; userId: string }
  | { kind: 'job-cancelled'; jobId: string }
  | { kind: 'session-ended'; sessionId: string }
  | { kind: 'user-changed'; userId: string }
  | { kind: 'tenant-changed'; tenantId: string }
  | { kind: 'custom-fields-changed'; tenantId: string }
  | { kind: 'api-key-changed'; keyId: string }
  /** The listening connection was away: whatever is cached may be stale. */
  | { kind: 'missed' }
