import type { Logger } from 'pino'

/**
 * Work that must not show in how long an answer takes, such as the trail of a failed sign-in: an unknown account leaves
 * none, and the difference would tell which accounts there are.
 */
export class Background {
  readonly #running = new Set<Promise<void>>()
  readonly #log: Logger

  constructor(log: Logger) {
    this.#log = log
  }

  start(work: () => Promise<unknown>): void {
    const running = new Promise<void>((resolve) => setImmediate(resolve))
      .then(work)
      .catch((err: unknown) => this.#log.error({ err }, 'work behind an answer failed'))
      .then(() => {
        this.#running.delete(running)
      })
    this.#running.add(running)
  }

  /** When everything that was started is done. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}
