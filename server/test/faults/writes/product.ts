import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withConnection } from '#platform/database/connection.ts'
import { readAccess } from '#platform/database/embedded/cluster.ts'

const MAIN = join(import.meta.dirname, '../../../src/main.ts')
const READY_WITHIN_MS = 60_000
const WORKER_WITHIN_MS = 10_000

/** The product as an operator runs it: one process with its database and its worker, on a data directory that survives it. */
export class Product {
  readonly url: string
  readonly #dataDir: string
  readonly #port: number
  #process: ChildProcess | undefined
  #output = ''

  private constructor(dataDir: string, port: number) {
    this.#dataDir = dataDir
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async create(): Promise<Product> {
    return new Product(await mkdtemp(join(tmpdir(), 'groundwork-fault-')), await freePort())
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [MAIN], { env: this.#environment(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.#process = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-4000)))
    }
    await this.#ready(child)
  }

  /** Without a warning, as the kernel does when memory runs out. */
  async kill(): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  /** Answers whether there was a worker to kill; the product starts another one by itself. */
  async killWorker(): Promise<boolean> {
    const until = performance.now() + WORKER_WITHIN_MS
    while (performance.now() < until) {
      const workers = await this.query<{ pid: number }>('select pid from job_workers order by started_at desc')
      // A dead worker's number may be somebody else's by now: only a child of ours is one of ours.
      const worker = workers.find(({ pid }) => parentOf(pid) === this.#process?.pid)
      if (worker) return process.kill(worker.pid, 'SIGKILL')
      await sleep(100)
    }
    return false
  }

  async stop(): Promise<void> {
    const child = this.#process
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    await rm(this.#dataDir, { recursive: true, force: true })
  }

  /** As superuser, past every policy. */
  async query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const { port, password } = await readAccess(join(this.#dataDir, 'postgres'))
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/groundwork`
    // The caller names the columns of its own query.
    return withConnection(url, async (client) => (await client.query(sql, values)).rows as T[])
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(this.#port),
      GROUNDWORK_DATA_DIR: this.#dataDir,
      GROUNDWORK_DEMO: 'false',
      GROUNDWORK_RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    }
  }

  async #ready(child: ChildProcess): Promise<void> {
    const until = performance.now() + READY_WITHIN_MS
    while (performance.now() < until) {
      if (child.exitCode !== null) throw new Error(`The product did not start:\n${this.#output}`)
      if (await isReady(this.url)) return
      await sleep(50)
    }
    throw new Error(`The product was not ready within ${READY_WITHIN_MS / 1000} s:\n${this.#output}`)
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )
}

function parentOf(pid: number): number {
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim())
}

/** Below 32768, where outgoing connections do not take their ports from. */
async function freePort(): Promise<number> {
  for (let port = 21_000 + (process.pid % 5000); ; port++) if (await isFree(port)) return port
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
