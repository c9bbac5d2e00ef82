// A sliding window in sixty steps. It counts the oldest step whole, so it never lets more through than the limit in any
// window of that length; at worst it holds a request back for a sixtieth of the window longer than it had to.

const STEPS = 60
/** One more than the window is long: the step that is still running and the oldest one are both in part inside it. */
const SLOTS = STEPS + 1

export interface Verdict {
  isAllowed: boolean
  remaining: number
  /** Until the oldest counted requests leave the window. */
  resetSeconds: number
}

export class SlidingWindow {
  readonly #counts = new Uint32Array(SLOTS)
  #step = 0
  #total = 0

  /** Takes one from the window if there is one left. Nothing is counted for a request that is refused. */
  take(limit: number, windowMs: number, nowMs: number): Verdict {
    this.#advance(Math.floor(nowMs / (windowMs / STEPS)))
    const isAllowed = this.#total < limit
    if (isAllowed) {
      const slot = this.#step % SLOTS
      this.#counts[slot] = (this.#counts[slot] ?? 0) + 1
      this.#total++
    }
    return { isAllowed, remaining: Math.max(0, limit - this.#total), resetSeconds: this.#resetSeconds(windowMs) }
  }

  /** Takes the newest one out again. */
  giveBack(): void {
    for (let age = 0; age < SLOTS && this.#total > 0; age++) {
      const slot = this.#slotOf(age)
      const count = this.#counts[slot] ?? 0
      if (count === 0) continue
      this.#counts[slot] = count - 1
      this.#total--
      return
    }
  }

  #slotOf(age: number): number {
    return (((this.#step - age) % SLOTS) + SLOTS) % SLOTS
  }

  #advance(step: number): void {
    const moved = Math.min(step - this.#step, SLOTS)
    for (let index = 1; index <= moved; index++) {
      const slot = (step - moved + index) % SLOTS
      this.#total -= this.#counts[slot] ?? 0
      this.#counts[slot] = 0
    }
    if (step > this.#step) this.#step = step
  }

  #resetSeconds(windowMs: number): number {
    for (let age = SLOTS - 1; age >= 0; age--) {
      if ((this.#counts[this.#slotOf(age)] ?? 0) > 0) return Math.ceil(((SLOTS - age) * windowMs) / STEPS / 1000)
    }
    return 0
  }
}
