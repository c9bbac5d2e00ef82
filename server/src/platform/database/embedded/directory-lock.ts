import { createHash } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '#platform/config/start-error.ts'

export interface DirectoryLock {
  release(): Promise<void>
}

/**
 * One live Groundwork per data directory. The lock is a listening local socket: the kernel frees it when its process
 * dies, however it dies, and whoever finds it taken can ask the holder for its process id.
 */
export async function lockDirectory(dataDir: string): Promise<DirectoryLock> {
  const address = await lockAddress(dataDir)
  const server = (await listen(address)) ?? (await takeOver(address))
  if (!server) throw new StartError(await takenMessage(dataDir, address))

  server.unref()
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Whether a Groundwork is using the directory right now. */
export async function isDirectoryInUse(dataDir: string): Promise<boolean> {
  return (await askHolder(await lockAddress(dataDir))) !== undefined
}

async function lockAddress(dataDir: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 32)
  if (process.platform === 'linux') return `\0groundwork-${hash}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\groundwork-${hash}`
  return join(tmpdir(), `groundwork-${hash}.sock`)
}

function listen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(String(process.pid))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(address, () => resolve(server))
  })
}

/** Only a socket that is a file outlives its process; one that nobody answers on is left over and may be replaced. */
async function takeOver(address: string): Promise<Server | undefined> {
  if (!address.startsWith('/')) return undefined
  if ((await askHolder(address)) !== undefined) return undefined
  await rm(address, { force: true })
  return listen(address)
}

async function takenMessage(dataDir: string, address: string): Promise<string> {
  const pid = await askHolder(address)
  const holder = pid ? `Another Groundwork (process ${pid})` : 'Another Groundwork'
  return `${holder} is using the data directory ${dataDir}. Stop it first, or set GROUNDWORK_DATA_DIR to another one.`
}

/** The holder's process id; '' when it is too busy to answer; undefined when nobody is there. */
function askHolder(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(address)
    socket.setTimeout(500, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(answer))
  })
}
