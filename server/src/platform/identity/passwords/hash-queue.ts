import { AppError } from '#platform/errors.ts'

/**
 * Hashing is meant to be expensive: 19 MiB and a core each. A few run at once, some wait, and beyond that it is kinder
 * to say so than to let sign-ins eat the machine.
 */
export class HashQueue {
  readonly #atOnce: number
  readonly #maxWaiting: number
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor({ atOnce, maxWaiting }: { atOnce: number; maxWaiting: number }) {
    this.#atOnce = atOnce
    this.#maxWaiting = maxWaiting
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter()
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#atOnce) {
      this.#running++
      return
    }
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new AppError('auth.busy', 'Too many people are signing in at this moment; try again in a few seconds', {
        retryAfterSeconds: 3,
      })
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** Hands the place over instead of freeing it, so that nobody who comes later overtakes. */
  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running--
  }
}
