import { randomUUID } from 'node:crypto'
import { KeptConnection } from '../database/kept-connection.ts'
import type { Log } from '../database/log.ts'
import type { Announcement } from '../services.ts'
import { listen, notify } from './announcements.queries.ts'
import { pack, unpack } from './packing.ts'

interface HubOptions {
  /** Not through a transaction pooler: listening belongs to a session. */
  url: string
  log: Log
}

/**
 * Tells every process what has changed, after it is committed. In this process at once; in the others by NOTIFY on a
 * connection of our own, so that a busy pool delays nobody's revocation. Never inside the transaction of a write: see
 * docs/decisions/0003-notify-after-commit.md. What could not be heard is told as `missed` when the connection is back.
 */
export class AnnouncementHub {
  readonly #id = randomUUID()
  readonly #listeners = new Set<(message: Announcement) => void>()
  readonly #connection: KeptConnection
  readonly #log: Log
  #waiting: Announcement[] = []
  #sending: Promise<void> | undefined

  constructor({ url, log }: HubOptions) {
    this.#log = log
    this.#connection = new KeptConnection({
      url,
      log,
      name: 'groundwork announcements',
      prepare: (client) => listen(client, (payload) => this.#hear(payload)),
      onBack: () => {
        this.#deliver({ kind: 'missed' })
        this.#send()
      },
    })
  }

  start(): Promise<void> {
    return this.#connection.open()
  }

  async stop(): Promise<void> {
    await this.#sending
    await this.#connection.close()
  }

  /** False while announcements cannot reach this process. */
  isListening(): boolean {
    return this.#connection.client !== undefined
  }

  announce(message: Announcement): void {
    this.#deliver(message)
    this.#waiting.push(message)
    this.#send()
  }

  onAnnouncement(listener: (message: Announcement) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** One statement at a time; what is announced meanwhile travels together in the next. */
  #send(): void {
    this.#sending ??= this.#sendWaiting().finally(() => {
      this.#sending = undefined
    })
  }

  async #sendWaiting(): Promise<void> {
    // One turn of the event loop, so that what one request announces travels together.
    await Promise.resolve()
    while (this.#waiting.length > 0 && this.#connection.client) {
      const messages = this.#waiting
      this.#waiting = []
      try {
        await notify(this.#connection.client, pack(this.#id, messages))
      } catch (error) {
        // Kept for when the connection is back; hearing one twice is harmless.
        this.#waiting = [...messages, ...this.#waiting]
        this.#log.debug({ err: error }, 'announcements are kept until the connection is back')
        return
      }
    }
  }

  #hear(payload: string): void {
    const { from, messages } = unpack(payload)
    if (from === this.#id) return
    for (const message of messages) this.#deliver(message)
  }

  #deliver(message: Announcement): void {
    for (const listener of this.#listeners) {
      try {
        listener(message)
      } catch (error) {
        this.#log.error({ err: error, kind: message.kind }, 'a listener failed on an announcement')
      }
    }
  }
}
