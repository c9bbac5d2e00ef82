import type { Logger } from 'pino'
import { AnnouncementHub } from './announcements/announcement-hub.ts'
import { KeyUsage } from './api-keys/usage/key-usage.ts'
import type { Carriers } from './carriers/carrier.ts'
import { makeCarriers } from './carriers/make-carriers.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config/config.ts'
import { FieldCatalogue } from './custom-fields/field-catalogue.ts'
import { Database } from './database/database.ts'
import { keepFilesIn } from './files/file-store.ts'
import { Identity } from './identity/identity.ts'
import { OutgoingClient } from './outgoing/outgoing-client.ts'
import { LiveUpdates } from './realtime/live-updates.ts'
import type { Services } from './services.ts'
import { UnitOfWork } from './unit-of-work.ts'

interface RuntimeParts {
  config: Config
  /** As the service's role. */
  databaseUrl: string
  /** The same past a transaction pooler, where there is one. */
  directUrl?: string
  log: Logger
  clock: Clock
}

/** The services of one process, with their beginning and end. */
export class Runtime {
  readonly services: Services
  readonly #database: Database
  readonly #hub: AnnouncementHub
  readonly #identity: Identity
  readonly #keyUsage: KeyUsage
  readonly #outgoing: OutgoingClient
  readonly #carriers: Carriers

  constructor({ config, databaseUrl, directUrl = databaseUrl, log, clock }: RuntimeParts) {
    this.#database = new Database({
      url: databaseUrl,
      poolSize: config.database.poolSize,
      // The message alone: pg hangs its client on the error, with the key that cancels its statements.
      onError: (error) => log.warn({ reason: error.message }, 'a database connection was lost'),
    })
    this.#hub = new AnnouncementHub({ url: directUrl, log })
    const database = this.#database
    const announce: Services['announce'] = (message) => this.#hub.announce(message)
    const onAnnouncement: Services['onAnnouncement'] = (listener) => this.#hub.onAnnouncement(listener)
    const isListening = () => this.#hub.isListening()
    const customFields = new FieldCatalogue({ isListening, monotonicMs: () => performance.now() })
    onAnnouncement((message) => customFields.hear(message))
    const work = new UnitOfWork({ config, database, clock, log, customFields, announce })
    const write: Services['write'] = (actor, request, run, last) => work.write(actor, request, run, last)
    this.#identity = new Identity({ config, database, clock, log, write, onAnnouncement, isListening })
    this.#keyUsage = new KeyUsage({ database, clock, log })
    this.#outgoing = new OutgoingClient({ allowLoopback: config.outgoingLoopback })
    this.#carriers = makeCarriers(config.messaging, this.#outgoing)
    keepFilesIn(config, this.#outgoing)
    this.services = {
      config,
      database,
      clock,
      log,
      identity: this.#identity,
      keyUsage: this.#keyUsage,
      outgoing: this.#outgoing,
      carriers: this.#carriers,
      live: new LiveUpdates({ database, clock, log, onAnnouncement, isListening }),
      read: (actor, request, run) => work.read(actor, request, run),
      write,
      announce,
      onAnnouncement,
      isListening,
    }
  }

  start(): Promise<void> {
    return this.#hub.start()
  }

  /** Last what the others need: the database closes when nobody is left to ask it. */
  async close(): Promise<void> {
    this.services.live.close()
    await this.#carriers.mail?.close()
    await this.#outgoing.close()
    await this.#identity.close()
    await this.#keyUsage.close()
    await this.#hub.stop()
    await this.#database.close()
  }
}
