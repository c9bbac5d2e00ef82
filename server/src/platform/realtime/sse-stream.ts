import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

/** Why the server ends a stream; the last thing it says. */
export type EndReason = 'signed-out' | 'rights-changed' | 'restart' | 'too-slow'

interface Frame {
  id?: string
  event?: string
  data?: unknown
}

export function toFrame({ id, event, data }: Frame): string {
  const lines = [id === undefined ? '' : `id: ${id}\n`, event === undefined ? '' : `event: ${event}\n`]
  return `${lines.join('')}${data === undefined ? '' : `data: ${JSON.stringify(data)}\n`}\n`
}

const RETRY_MS = 3_000
const RETRY_AFTER_RESTART_MS = 1_000
const DRAIN_MS = 30_000

/** One open connection of server-sent events. What the client does not take is not kept: the log has it. */
export class SseStream {
  readonly #response: ServerResponse
  readonly #closed = new AbortController()

  constructor(response: ServerResponse, headers: Record<string, number | string | string[] | undefined>) {
    this.#response = response
    response.on('close', () => this.#closed.abort())
    response.on('error', () => this.#closed.abort())
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Proxies that gather an answer before they pass it on would gather this one for ever.
      'X-Accel-Buffering': 'no',
    })
    response.write(`retry: ${RETRY_MS}\n\n`)
  }

  get isOpen(): boolean {
    return !this.#closed.signal.aborted
  }

  get bufferedBytes(): number {
    return this.#response.writableLength
  }

  onClose(listener: () => void): void {
    this.#closed.signal.addEventListener('abort', listener, { once: true })
  }

  /** False when the client is behind: wait for `drained` before writing more. */
  write(frame: string): boolean {
    return this.isOpen && this.#response.write(frame)
  }

  /** False when it has not caught up in half a minute or has left. */
  async drained(): Promise<boolean> {
    if (!this.isOpen) return false
    if (!this.#response.writableNeedDrain) return true
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(DRAIN_MS)])
    return once(this.#response, 'drain', { signal }).then(
      () => true,
      () => false,
    )
  }

  end(reason: EndReason): void {
    if (!this.isOpen) return
    const retry = reason === 'restart' ? `retry: ${RETRY_AFTER_RESTART_MS}\n` : ''
    this.#response.end(`${retry}${toFrame({ event: 'end', data: { reason } })}`)
    this.#closed.abort()
    // A client that reads nothing would hold the connection, and with it the server's end.
    setTimeout(() => this.#response.destroy(), 1_000).unref()
  }
}
