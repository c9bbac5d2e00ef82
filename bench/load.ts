import { connect, type Socket } from 'node:net'

/** A stream of requests to one server: each connection sends the next as soon as its last was answered. */
export interface Load {
  port: number
  connections: number
  /** What every answer must be; anything else ends the run. */
  status: number
  /** The bytes of the next request. */
  next(): string
}

export interface Measured {
  rps: number
  /** Of every answer, in no order. */
  latenciesMs: number[]
}

/** Plain sockets instead of an HTTP client, which would take as much of the machine as the servers it measures. */
export async function run(load: Load, durationMs: number): Promise<Measured> {
  const startedAt = performance.now()
  const endsAt = startedAt + durationMs
  const perConnection = await Promise.all(
    Array.from({ length: load.connections }, () => new Connection(load, endsAt).run()),
  )
  const latenciesMs = perConnection.flat()
  return { rps: latenciesMs.length / ((performance.now() - startedAt) / 1000), latenciesMs }
}

class Connection {
  readonly #load: Load
  readonly #endsAt: number
  readonly #socket: Socket
  readonly #latenciesMs: number[] = []
  #chunks: Buffer[] = []
  #received = 0
  #expected = Number.POSITIVE_INFINITY
  #sentAt = 0

  constructor(load: Load, endsAt: number) {
    this.#load = load
    this.#endsAt = endsAt
    this.#socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true })
  }

  run(): Promise<number[]> {
    return new Promise((resolve, reject) => {
      this.#socket.once('error', reject)
      this.#socket.once('close', () => resolve(this.#latenciesMs))
      this.#socket.once('connect', () => this.#send())
      this.#socket.on('data', (chunk) => this.#receive(chunk, reject))
    })
  }

  #send(): void {
    this.#sentAt = performance.now()
    this.#socket.write(this.#load.next())
  }

  #receive(chunk: Buffer, fail: (error: Error) => void): void {
    this.#chunks.push(chunk)
    this.#received += chunk.length
    if (this.#expected === Number.POSITIVE_INFINITY) this.#expected = this.#lengthOf(this.#whole())
    if (this.#received < this.#expected) return
    const answer = this.#whole()
    // `HTTP/1.1 200 OK`
    if (Number(answer.toString('latin1', 9, 12)) !== this.#load.status) {
      this.#socket.destroy()
      fail(new Error(`Expected ${this.#load.status}, got: ${answer.toString('utf8', 0, 2000)}`))
      return
    }
    this.#latenciesMs.push(performance.now() - this.#sentAt)
    this.#chunks = []
    this.#received = 0
    this.#expected = Number.POSITIVE_INFINITY
    if (performance.now() < this.#endsAt) this.#send()
    else this.#socket.end()
  }

  #whole(): Buffer {
    const [first] = this.#chunks
    return this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks)
  }

  /** Of the whole answer with its head; endless while the head is not there yet. */
  #lengthOf(bytes: Buffer): number {
    const headEnd = bytes.indexOf('\r\n\r\n')
    if (headEnd < 0) return Number.POSITIVE_INFINITY
    const head = bytes.toString('latin1', 0, headEnd).toLowerCase()
    const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1]
    if (length === undefined) throw new Error(`An answer without content-length: ${head}`)
    return headEnd + 4 + Number(length)
  }
}
