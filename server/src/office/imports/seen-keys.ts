const FIRST_SLOTS = 1 << 12
const FULL = 0.6

/**
 * Which key stood first in which row. Keeps 64 bits of each key in flat arrays: half a million keys take 12 MB, where a
 * Map of texts takes a hundred. That two different keys are taken for one is as likely as one in a hundred million files.
 */
export class SeenKeys {
  #slots = FIRST_SLOTS
  #hashes = new Uint32Array(FIRST_SLOTS * 2)
  #rows = new Uint32Array(FIRST_SLOTS)
  #count = 0

  /** The row that had the key first, or undefined when this one is. Rows count from 1. */
  claim(key: string, row: number): number | undefined {
    if (this.#count > this.#slots * FULL) this.#grow()
    const [high, low] = hash(key)
    const slot = this.#find(high, low)
    const first = this.#rows[slot]
    if (first) return first
    this.#put(slot, high, low, row)
    this.#count += 1
    return undefined
  }

  #find(high: number, low: number): number {
    let slot = low % this.#slots
    while (this.#rows[slot] !== 0 && !(this.#hashes[slot * 2] === high && this.#hashes[slot * 2 + 1] === low)) {
      slot = (slot + 1) % this.#slots
    }
    return slot
  }

  #put(slot: number, high: number, low: number, row: number): void {
    this.#hashes[slot * 2] = high
    this.#hashes[slot * 2 + 1] = low
    this.#rows[slot] = row
  }

  #grow(): void {
    const hashes = this.#hashes
    const rows = this.#rows
    this.#slots *= 2
    this.#hashes = new Uint32Array(this.#slots * 2)
    this.#rows = new Uint32Array(this.#slots)
    rows.forEach((row, index) => {
      if (row === 0) return
      const high = hashes[index * 2] ?? 0
      const low = hashes[index * 2 + 1] ?? 0
      this.#put(this.#find(high, low), high, low, row)
    })
  }
}

/** Two 32-bit halves, mixed like cyrb53 (public domain): spread well, and cheap for short texts. */
function hash(text: string): [number, number] {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return [high >>> 0, low >>> 0]
}
