import { randomInt } from 'node:crypto'
import type { Logger } from 'pino'

const MAX_DELAY_MS = 1000

/**
 * Work that must not show in how long an answer takes, such as the trail of a failed sign-in: an unknown account leaves
 * none, and the difference would tell which accounts there are. It begins a random moment later, so that it does not show
 * in the answer to the caller's next attempt either.
 */
export class Background {
  readonly #waiting = new Map<NodeJS.Timeout, () => Promise<unknown>>()
  readonly #running = new Set<Promise<void>>()
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  start(work: () => Promise<unknown>): void {
    const timer = setTimeout(() => this.#run(timer), randomInt(MAX_DELAY_MS))
    this.#waiting.set(timer, work)
  }

  /** Begins at once whatever waits, and comes back when all of it is done. */
  async settled(): Promise<void> {
    while (this.#waiting.size + this.#running.size > 0) {
      for (const timer of [...this.#waiting.keys()]) this.#run(timer)
      await Promise.all(this.#running)
    }
  }

  #run(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    const work = this.#waiting.get(timer)
    this.#waiting.delete(timer)
    if (!work) return
    const running = work()
      .catch((err: unknown) => this.#log.error({ err }, 'work behind an answer failed'))
      .then(() => {
        this.#running.delete(running)
      })
    this.#running.add(running)
  }
}
