import { createServer, type Server } from 'node:http'
import { AggregatorRegistry, type PrometheusContentType } from 'prom-client'
import { StartError } from '../config/start-error.ts'
import type { Log } from '../database/log.ts'
import { registry } from './metrics.ts'

interface MetricsServerOptions {
  port: number
  host: string
  log: Log
  /** What the worker process counts that this one has started; nothing where it does not answer. */
  others?: () => Promise<object[]>
}

/** On a port of its own, which no proxy forwards: figures about everybody need no sign-in there. */
export class MetricsServer {
  readonly #server: Server
  readonly #options: MetricsServerOptions

  constructor(options: MetricsServerOptions) {
    this.#options = options
    this.#server = createServer((request, response) => {
      const isAsked = request.method === 'GET' && request.url?.split('?')[0] === '/metrics'
      if (!isAsked) {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here but GET /metrics\n')
        return
      }
      this.#text()
        .then((text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text))
        .catch((error: unknown) => {
          options.log.warn({ err: error }, 'metrics could not be collected')
          response.writeHead(500, { 'content-type': 'text/plain' }).end('Metrics could not be collected\n')
        })
    })
  }

  /** Answers the port, which may have been left to the system. */
  listen(): Promise<number> {
    const { port, host } = this.#options
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause) =>
        reject(new StartError(`Cannot serve metrics on ${host}:${port}`, { cause })),
      )
      this.#server.listen(port, host, () => {
        const address = this.#server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    })
  }

  close(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  async #text(): Promise<string> {
    const [own, others] = await Promise.all([registry.getMetricsAsJSON(), this.#options.others?.() ?? []])
    return AggregatorRegistry.aggregate<PrometheusContentType>([own, others]).metrics()
  }
}
