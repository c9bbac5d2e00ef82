import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartError } from '#platform/config/start-error.ts'
import type { Log } from '../log.ts'
import { findBinaries } from './binaries.ts'
import { openCluster, readAccess, SUPERUSER } from './cluster.ts'
import { isDirectoryInUse, lockDirectory } from './directory-lock.ts'
import { createLauncher } from './launcher.ts'
import { memorySettings, SERVER_SETTINGS, UNSAFE_SETTINGS } from './settings.ts'
import { Supervisor } from './supervisor.ts'

export interface EmbeddedPostgres {
  /** The superuser's address: for creating roles and databases, never for serving. */
  adminUrl: string
  stop(): Promise<void>
}

interface StartOptions {
  dataDir: string
  log: Log
  /** Tests only: nothing waits for the disk, so a crash of the machine may destroy the data. */
  isThrowAway?: boolean
}

/** Starts PostgreSQL in `<dataDir>/postgres`, creating it the first time, and keeps it running until `stop`. */
export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  await createDirectory(dataDir)
  const lock = await lockDirectory(dataDir)
  try {
    const supervisor = await startServer({ ...options, dataDir })
    return {
      adminUrl: adminUrl(supervisor.cluster),
      stop: () => supervisor.stop().finally(() => lock.release()),
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The server that another Groundwork runs in the data directory; undefined where none does. */
export async function findRunningServer(dataDir: string): Promise<string | undefined> {
  const directory = join(resolve(dataDir), 'postgres')
  if (!existsSync(directory) || !(await isDirectoryInUse(resolve(dataDir)))) return undefined
  return adminUrl(await readAccess(directory))
}

async function startServer({ dataDir, log, isThrowAway }: StartOptions): Promise<Supervisor> {
  const directory = join(dataDir, 'postgres')
  const binaries = findBinaries()
  const launcher = await createLauncher(binaries, dataDir, directory)
  const initdbFlags = isThrowAway ? ['--no-sync'] : []
  const cluster = await openCluster({ directory, binaries, launcher, log, initdbFlags })
  const settings = [...SERVER_SETTINGS, ...memorySettings(), ...(isThrowAway ? UNSAFE_SETTINGS : [])]
  const supervisor = new Supervisor(cluster, { binaries, launcher, settings, log })
  await supervisor.start()
  return supervisor
}

function adminUrl({ port, password }: { port: number; password: string }): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`
}

async function createDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (cause) {
    throw new StartError(`The data directory ${path} cannot be created: ${String(cause)}`, { cause })
  }
}
