import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export interface Received {
  at: number
  path: string
  headers: Record<string, string>
  body: string
}

export type Behaviour = (request: Received, response: ServerResponse) => void

const TAKEN: Behaviour = (_, response) => response.writeHead(204).end()

/** Somebody else's server on this machine, with the independent verifier of Standard Webhooks in it. */
export class WebhookReceiver {
  readonly received: Received[] = []
  /** How it answers from now on. */
  answer: Behaviour = TAKEN
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => void this.#take(request, response))
  }

  static async start(port = 0): Promise<WebhookReceiver> {
    const server = createServer()
    const receiver = new WebhookReceiver(server)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`
  }

  get port(): number {
    // A server that listens on a port has such an address.
    return (this.#server.address() as AddressInfo).port
  }

  get types(): (string | undefined)[] {
    return this.received.map(({ headers }) => headers['x-webhook-event'])
  }

  answerWith(status: number, headers: Record<string, string> = {}, body = ''): void {
    this.answer = (_, response) => response.writeHead(status, headers).end(body)
  }

  works(): void {
    this.answer = TAKEN
  }

  /** Throws where the signature is wrong or too old. */
  static verify({ headers, body }: Received, secret: string): unknown {
    return new Webhook(secret).verify(body, headers)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    try {
      // Without an encoding a request gives buffers.
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      return
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const body = Buffer.concat(chunks).toString()
    const received = { at: performance.now(), path: request.url ?? '', headers, body }
    this.received.push(received)
    this.answer(received, response)
  }
}
