import { vi } from 'vitest'

export interface Message {
  id: string | undefined
  event: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: a test's assertion is its type check
  data: any
}

/** A client of server-sent events over a real connection, as a browser would be. */
export class EventStream {
  readonly messages: Message[] = []
  /** What a browser would send as Last-Event-ID. */
  lastId: string | undefined
  retryMs: number | undefined
  isEnded = false
  readonly #abort: AbortController

  private constructor(abort: AbortController) {
    this.#abort = abort
  }

  static async open(url: string, headers: Record<string, string>): Promise<EventStream> {
    const abort = new AbortController()
    const response = await fetch(url, { headers, signal: abort.signal })
    if (response.status !== 200 || !response.body) throw new Error(`${response.status} ${await response.text()}`)
    const stream = new EventStream(abort)
    void stream.#readAll(response.body)
    await stream.until(({ event }) => event === 'ready')
    return stream
  }

  /** The events of the log, without what the stream says about itself. */
  get types(): (string | undefined)[] {
    return this.messages.filter(({ event }) => event?.includes('.')).map(({ event }) => event)
  }

  async until(isIt: (message: Message) => boolean, timeoutMs = 10_000): Promise<Message> {
    return vi.waitFor(
      () => {
        const found = this.messages.find(isIt)
        if (!found)
          throw new Error(`It has not come; what came: ${JSON.stringify(this.messages.map(({ event }) => event))}`)
        return found
      },
      { timeout: timeoutMs, interval: 10 },
    )
  }

  close(): void {
    this.#abort.abort()
  }

  async #readAll(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = ''
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        text += chunk
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
      }
    } catch {
      // Closed by the test, or broken off by the server: `isEnded` says so either way.
    }
    this.isEnded = true
  }

  #take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    )
    const id = fields.get('id')
    if (id !== undefined) this.lastId = id
    if (fields.has('retry')) this.retryMs = Number(fields.get('retry'))
    const data = fields.get('data')
    if (data !== undefined) this.messages.push({ id, event: fields.get('event'), data: JSON.parse(data) })
  }
}
