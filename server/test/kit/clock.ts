import type { Clock } from '#platform/clock.ts'

/** Time that a test moves; it runs on from where it was put, so that order in time stays order. */
export class TestClock implements Clock {
  #aheadMs = 0

  now(): Date {
    return new Date(Date.now() + this.#aheadMs)
  }

  advance(milliseconds: number): void {
    this.#aheadMs += milliseconds
  }
}
