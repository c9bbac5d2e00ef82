import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from '#platform/config/start-error.ts'
import type { Log } from '../log.ts'
import type { Binaries } from './binaries.ts'
import type { Launcher } from './launcher.ts'
import { outputOf } from './output.ts'

/** A PostgreSQL data directory of ours, and what is needed to talk to the server in it. */
export interface Cluster {
  directory: string
  port: number
  password: string
}

export const MAJOR_VERSION = '18'
export const SUPERUSER = 'postgres'
// Below 32768, where outgoing connections take their ports from and would sometimes sit on ours.
const FIRST_PORT = 15432

const INITDB = [
  `--username=${SUPERUSER}`,
  '--auth=scram-sha-256',
  // Built into PostgreSQL, so neither the machine's locales nor their changes over the years matter.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--encoding=UTF8',
  '--data-checksums',
  '--no-instructions',
]

const Access = z.object({ port: z.int(), password: z.string() })

interface OpenCluster {
  directory: string
  binaries: Binaries
  launcher: Launcher
  log: Log
  initdbFlags: string[]
}

/** Opens the cluster in `directory`, creating it the first time. */
export async function openCluster(options: OpenCluster): Promise<Cluster> {
  const version = await readVersion(options.directory)
  if (version === undefined) return createCluster(options)
  if (version !== MAJOR_VERSION) throw new StartError(wrongVersionMessage(options.directory, version))

  return { directory: options.directory, ...(await readAccess(options.directory)) }
}

/** Remembers the port, so that the address stays the same from start to start. */
export async function saveCluster(cluster: Cluster): Promise<void> {
  const { directory, port, password } = cluster
  const path = accessFile(directory)
  await writeFile(`${path}.new`, `${JSON.stringify({ port, password }, undefined, 2)}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** Built beside its place and renamed when complete: an interrupted first start leaves nothing half-made behind. */
async function createCluster(options: OpenCluster): Promise<Cluster> {
  const startedAt = performance.now()
  await removeIncomplete(options.directory)
  const directory = `${options.directory}.incomplete-${randomBytes(4).toString('hex')}`
  const password = randomBytes(24).toString('base64url')
  await mkdir(directory, { mode: 0o700 })
  await giveTo(options.launcher, directory)
  await initdb(options, directory, password)
  await saveCluster({ directory, port: FIRST_PORT, password })
  await rename(directory, options.directory)
  await syncDirectory(join(options.directory, '..'))

  const durationMs = Math.round(performance.now() - startedAt)
  options.log.info({ directory: options.directory, durationMs }, 'database created')
  return { directory: options.directory, port: FIRST_PORT, password }
}

async function initdb({ binaries, launcher, initdbFlags }: OpenCluster, directory: string, password: string) {
  const passwordFile = `${directory}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  await giveTo(launcher, passwordFile)
  try {
    const args = [`--pgdata=${directory}`, `--pwfile=${passwordFile}`, ...INITDB, ...initdbFlags]
    const { code, output } = await outputOf(launcher.spawn(binaries.initdb, args))
    if (code !== 0) throw new StartError(`The database could not be created in ${directory}.\n${output}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function readVersion(directory: string): Promise<string | undefined> {
  const files = await readdir(directory).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    const message = `The database directory ${directory} cannot be read (${error.message}). Start as the user who created it.`
    throw new StartError(message, { cause: error })
  })
  if (files.length === 0) return undefined
  if (!files.includes('PG_VERSION')) {
    throw new StartError(`${directory} holds files but no PostgreSQL data directory. Move them away and start again.`)
  }
  return (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim()
}

/** How to talk to the server of a cluster, as it was last started. */
export async function readAccess(directory: string): Promise<z.infer<typeof Access>> {
  try {
    return Access.parse(JSON.parse(await readFile(accessFile(directory), 'utf8')))
  } catch (cause) {
    const message =
      `${accessFile(directory)} cannot be read. It holds the database's port and password: ` +
      'start as the user who created the data directory, or restore the file from a backup.'
    throw new StartError(message, { cause })
  }
}

// Inside the cluster, so that it comes and goes with the data it opens, in backups too.
function accessFile(directory: string): string {
  return join(directory, 'groundwork.json')
}

async function removeIncomplete(directory: string): Promise<void> {
  const parent = join(directory, '..')
  const leftOver = (await readdir(parent)).filter((name) => name.startsWith('postgres.incomplete-'))
  // Retried, because an initdb that outlived its Groundwork may still be writing; it ends when its files are gone.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }
  for (const name of leftOver) await rm(join(parent, name), options)
}

async function giveTo({ user }: Launcher, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid)
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

function wrongVersionMessage(directory: string, version: string): string {
  return (
    `${directory} was written by PostgreSQL ${version}, and this Groundwork brings PostgreSQL ${MAJOR_VERSION}. ` +
    'Export it with the Groundwork that wrote it ("groundwork backup") and restore it here into an empty data directory.'
  )
}
