/** sfc32: small, fast, and the same everywhere for the same seed. */
export class Random {
  #a: number
  #b = 0x9e3779b9 | 0
  #c = 0x243f6a88 | 0
  #counter = 1

  constructor(seed: number) {
    this.#a = seed | 0
    for (let round = 0; round < 20; round++) this.bits()
  }

  /** 32 bits, without sign. */
  bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** At least 0, less than 1. */
  unit(): number {
    return this.bits() * 2 ** -32
  }

  /** A whole number from 0 to just below `count`. */
  below(count: number): number {
    return Math.floor(this.bits() * 2 ** -32 * count)
  }
}
