import type { ServerResponse } from 'node:http'
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import { AppError } from '../errors.ts'

/** Refuses work while the process is behind: a fast 503 now is better than a slow answer to everybody. */
export class LoadShedder {
  readonly #delay: IntervalHistogram
  readonly #timer: NodeJS.Timeout
  readonly #maxDelayMs: number
  readonly #maxInFlight: number
  #isBehind = false
  #inFlight = 0

  constructor({ maxDelayMs, maxInFlight }: { maxDelayMs: number; maxInFlight: number }) {
    this.#maxDelayMs = maxDelayMs
    this.#maxInFlight = maxInFlight
    this.#delay = monitorEventLoopDelay({ resolution: 20 })
    this.#delay.enable()
    this.#timer = setInterval(() => this.#sample(), 500).unref()
  }

  /** Lets the request in until its answer is closed, or refuses it. */
  admit(answer: ServerResponse): void {
    if (this.#isBehind || this.#inFlight >= this.#maxInFlight) {
      throw new AppError('request.overloaded', 'The service is busy; try again in a moment', { retryAfterSeconds: 2 })
    }
    this.#inFlight++
    answer.once('close', () => {
      this.#inFlight--
    })
  }

  close(): void {
    clearInterval(this.#timer)
    this.#delay.disable()
  }

  #sample(): void {
    // The median, not the worst: one long garbage collection is not overload. Nanoseconds to milliseconds.
    this.#isBehind = this.#delay.percentile(50) / 1e6 > this.#maxDelayMs
    this.#delay.reset()
  }
}
