import { addressOf } from '../api/client.ts'
import { EVENT_NAMES } from './event-names.ts'

export interface LiveEvent {
  id: string
  type: string
  subjectId: string
  createdAt: string
  payload: unknown
}

export type LiveState = 'connecting' | 'live' | 'offline'

/** What the server says about the stream itself: more was missed than it keeps, or why it ends. */
export type LiveNotice = 'reset' | 'end'

const REOPEN_MS = 5_000

/** The stream of what happens in the business. The browser reconnects and resumes by itself after short breaks. */
class LiveUpdates {
  #source: EventSource | undefined
  #state: LiveState = 'connecting'
  #reopen: ReturnType<typeof setTimeout> | undefined
  readonly #onEvent = new Set<(event: LiveEvent) => void>()
  readonly #onState = new Set<() => void>()
  readonly #onNotice = new Set<(notice: LiveNotice) => void>()
  readonly #onNotified = new Set<() => void>()
  #lastId = ''

  get state(): LiveState {
    return this.#state
  }

  open(): () => void {
    this.#connect()
    window.addEventListener('online', this.#connect)
    window.addEventListener('offline', this.#lose)
    return () => {
      window.removeEventListener('online', this.#connect)
      window.removeEventListener('offline', this.#lose)
      this.#close()
      // Another business has another log.
      this.#lastId = ''
    }
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#onEvent.add(listener)
    return () => this.#onEvent.delete(listener)
  }

  onNotice(listener: (notice: LiveNotice) => void): () => void {
    this.#onNotice.add(listener)
    return () => this.#onNotice.delete(listener)
  }

  /** The signed-in person has been told something, or has read it in another window. */
  onNotified(listener: () => void): () => void {
    this.#onNotified.add(listener)
    return () => this.#onNotified.delete(listener)
  }

  onState = (listener: () => void): (() => void) => {
    this.#onState.add(listener)
    return () => this.#onState.delete(listener)
  }

  #connect = (): void => {
    this.#close()
    const source = new EventSource(addressOf('events/stream', { lastEventId: this.#lastId }))
    source.onopen = () => this.#setState('live')
    source.onerror = () => this.#handleError(source)
    for (const name of EVENT_NAMES) source.addEventListener(name, this.#receive)
    for (const notice of ['reset', 'end'] as const) source.addEventListener(notice, () => this.#tell(notice))
    source.addEventListener('notified', this.#hearOfNotifications)
    source.addEventListener('ready', ({ lastEventId }) => (this.#lastId = lastEventId))
    this.#source = source
  }

  #receive = (message: MessageEvent<string>): void => {
    // The server writes events by the contract; see contract/events.ts.
    const event = JSON.parse(message.data) as LiveEvent
    this.#lastId = message.lastEventId
    for (const listener of this.#onEvent) listener(event)
  }

  #hearOfNotifications = (): void => {
    for (const listener of this.#onNotified) listener()
  }

  /** Closed for good means the server refused (signed out, too busy): the browser stops trying, we do not. */
  #handleError(source: EventSource): void {
    this.#setState(navigator.onLine ? 'connecting' : 'offline')
    if (source.readyState === EventSource.CLOSED) this.#reopen = setTimeout(this.#connect, REOPEN_MS)
  }

  #tell(notice: LiveNotice): void {
    if (notice === 'reset') this.#lastId = ''
    for (const listener of this.#onNotice) listener(notice)
  }

  #lose = (): void => this.#setState('offline')

  #close(): void {
    clearTimeout(this.#reopen)
    this.#source?.close()
    this.#source = undefined
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return
    this.#state = state
    for (const listener of this.#onState) listener()
  }
}

export const liveUpdates = new LiveUpdates()
