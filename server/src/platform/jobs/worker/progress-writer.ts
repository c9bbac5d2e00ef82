import type { Progress } from '../attempts.queries.ts'

const INTERVAL_MS = 250

/** Lets the first and then at most four a second through; the latest always gets there. */
export class ProgressWriter {
  #latest: Progress
  #written: Progress
  #lastAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  readonly #write: (progress: Progress) => Promise<void>

  constructor(start: Progress, write: (progress: Progress) => Promise<void>) {
    this.#latest = start
    this.#written = start
    this.#write = write
  }

  get latest(): Progress {
    return this.#latest
  }

  async report(progress: Progress): Promise<void> {
    this.#latest = progress
    const waitMs = this.#lastAt + INTERVAL_MS - performance.now()
    if (waitMs <= 0) return this.#flush()
    this.#timer ??= setTimeout(() => void this.#flush(), waitMs)
  }

  /** Nothing is written any more when this comes back. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#lastAt = Number.POSITIVE_INFINITY
    await this.#writing
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing ??= this.#writeLatest().finally(() => {
      this.#writing = undefined
    })
    return this.#writing
  }

  async #writeLatest(): Promise<void> {
    if (this.#latest === this.#written) return
    this.#lastAt = performance.now()
    this.#written = this.#latest
    await this.#write(this.#latest)
  }
}
