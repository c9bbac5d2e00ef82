import { HEAD_BYTES } from './sniff-content.ts'

/** Looks at bytes on their way to the store: counts them, keeps the first, and knows whether they are text. */
export class Witness {
  readonly #limitBytes: number
  readonly #refuse: () => Error
  readonly #heads: Buffer[] = []
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  #sizeBytes = 0
  #isText = true

  constructor(limitBytes: number, refuse: () => Error) {
    this.#limitBytes = limitBytes
    this.#refuse = refuse
  }

  async *watch(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of body) {
      if (this.#sizeBytes < HEAD_BYTES) this.#heads.push(chunk.subarray(0, HEAD_BYTES))
      this.#sizeBytes += chunk.length
      if (this.#sizeBytes > this.#limitBytes) throw this.#refuse()
      this.#isText &&= this.#decodes(chunk)
      yield chunk
    }
    this.#isText &&= this.#decodes()
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  get isText(): boolean {
    return this.#isText
  }

  head(): Buffer {
    return Buffer.concat(this.#heads).subarray(0, HEAD_BYTES)
  }

  /** Without a chunk: whether the text ends with a whole character. */
  #decodes(chunk?: Buffer): boolean {
    try {
      this.#decoder.decode(chunk, { stream: chunk !== undefined })
      return true
    } catch {
      return false
    }
  }
}
