import { readFileSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { StartError } from '#platform/config/start-error.ts'
import type { Log } from '../log.ts'
import { type Cluster, SUPERUSER } from './cluster.ts'

interface Recorded {
  pid: number
  port: number
}

/**
 * Stops a server that outlived its Groundwork (kill -9 of the API leaves it running). Process ids are used again, so
 * the recorded one is believed only after the server on the recorded port proved that it serves our directory.
 */
export async function stopOrphan(cluster: Cluster, log: Log): Promise<void> {
  const recorded = await readRecord(cluster.directory)
  if (!recorded || !isAlive(recorded.pid) || !(await serves(recorded, cluster))) return

  log.info({ pid: recorded.pid }, 'stopping the database server that an earlier run left behind')
  await stopProcess(recorded.pid)
}

/** Fast shutdown; a server that does not manage it within the time stops at once and recovers on its next start. */
export async function stopProcess(pid: number, fastMs = 30_000): Promise<void> {
  send(pid, 'SIGINT')
  if (await goneWithin(pid, fastMs)) return
  send(pid, 'SIGQUIT')
  if (await goneWithin(pid, 5_000)) return
  send(pid, 'SIGKILL')
  await goneWithin(pid, 5_000)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    // Anything but "no such process" means that there is one, which merely is not ours.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

/** Dead, but not yet reaped: init takes a second for that, and in some containers never does. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

/** postmaster.pid: line 1 is the process id, line 4 the port. */
async function readRecord(directory: string): Promise<Recorded | undefined> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 && port > 0 ? { pid, port } : undefined
}

async function serves({ port }: Recorded, { directory, password }: Cluster): Promise<boolean> {
  const timeouts = { connectionTimeoutMillis: 2_000, query_timeout: 2_000 }
  const client = new Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres', ...timeouts })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ directory: string }>(`select current_setting('data_directory') as directory`)
    return rows[0]?.directory === (await realpath(directory))
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (cause) {
    if (!isAlive(pid)) return
    throw new StartError(`The database server (process ${pid}) cannot be stopped by this user.`, { cause })
  }
}

async function goneWithin(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false
    await sleep(20)
  }
  return true
}
