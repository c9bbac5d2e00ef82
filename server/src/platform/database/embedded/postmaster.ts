import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Log } from '../log.ts'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import type { Launcher } from './launcher.ts'

/** One running PostgreSQL server process. */
export interface Postmaster {
  pid: number
  /** Resolves when the process is gone, whatever the reason. */
  exited: Promise<void>
}

/** The server ended before it was ready; `output` is what it said. */
export class LaunchFailure extends Error {
  override name = 'LaunchFailure'
  output: string

  constructor(output: string) {
    super(`PostgreSQL did not start: ${output}`)
    this.output = output
  }
}

export interface LaunchOptions {
  binaries: Binaries
  launcher: Launcher
  settings: string[]
  log: Log
}

export async function launchPostmaster(cluster: Cluster, options: LaunchOptions): Promise<Postmaster> {
  const settings = [`port=${cluster.port}`, ...options.settings].flatMap((setting) => ['-c', setting])
  const args = ['-D', cluster.directory, ...settings]
  // Detached: the terminal's Ctrl-C must not reach the server, we stop it last.
  const stdio: ('ignore' | 'pipe')[] = ['ignore', 'ignore', 'pipe']
  const child = options.launcher.spawn(options.binaries.postgres, args, { detached: true, stdio })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await untilReady(child, options.log)
  return { pid: pidOf(child), exited }
}

function untilReady(child: ChildProcess, log: Log): Promise<void> {
  const said: string[] = []
  let isReady = false
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new LaunchFailure(error.message)))
    child.once('close', () => reject(new LaunchFailure(said.join('\n'))))
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      // Before it is ready a failure is thrown, and often just tried again.
      if (isReady && /^(PANIC|FATAL):/.test(line)) log.warn({ postgres: line }, 'database server message')
      else log.debug({ postgres: line }, 'database server message')
      if (said.length < 50) said.push(line)
      isReady ||= line.includes('database system is ready to accept connections')
      if (isReady) resolve()
    })
  })
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new LaunchFailure('it has no process id')
  return child.pid
}
