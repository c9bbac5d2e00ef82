import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'

export interface ChildServer {
  port: number
  stop(): Promise<void>
}

/** One of the two servers in a process of its own; `file` tells when it listens and ends when we are gone. */
export async function startChild(
  file: string,
  environment: Record<string, string>,
  execArgv: string[] = [],
): Promise<ChildServer> {
  const port = await freePort()
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, ...environment, PORT: String(port) },
    execArgv,
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const ended = once(child, 'exit')
  const [first] = await Promise.race([once(child, 'message'), ended])
  if (first !== 'ready') throw new Error(`${file} ended before it listened`)
  return {
    port,
    stop: async () => {
      child.disconnect()
      await ended
    },
  }
}

const FIRST_PORT = 20_000
const PORTS = 10_000

/** Below the range that the system gives to outgoing connections. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
