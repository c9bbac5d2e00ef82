import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { StartError } from '#platform/config/start-error.ts'
import type { Binaries } from './binaries.ts'
import { findServerUser, type ServerUser } from './server-user.ts'

/**
 * PostgreSQL refuses to run as root. Started as root we run it as another user, and that user must be able to enter
 * the data directory and execute the binaries. When a parent directory shuts it out (/root, a 0700 temporary
 * directory), `setpriv` lets exactly this process pass, so that nothing has to move or change its mode.
 */
export interface Launcher {
  /** The user the server runs as; absent when that is simply us. */
  user?: ServerUser
  spawn(command: string, args: string[], options?: SpawnOptions): ChildProcess
}

// The least power first: reading past directories, then also executing files that a strict umask made private to root.
const CAPABILITIES = ['dac_read_search', 'dac_override']

// Nothing of ours may leak in: PGDATA, PGPORT or a locale that does not exist would change what the server does.
const ENVIRONMENT = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' }

export async function createLauncher(binaries: Binaries, dataDir: string, cluster: string): Promise<Launcher> {
  const options = { cwd: dataDir, env: ENVIRONMENT }
  if (process.getuid?.() !== 0) {
    return { spawn: (command, args, more) => spawn(command, args, { ...options, ...more }) }
  }

  const user = (await ownerOf(cluster)) ?? findServerUser()
  if (canRun([], user, binaries, dataDir)) {
    return { user, spawn: (command, args, more) => spawn(command, args, { ...options, ...user, ...more }) }
  }

  const prefix = CAPABILITIES.map((capability) => setpriv(user, capability)).find((candidate) =>
    canRun(candidate, undefined, binaries, dataDir),
  )
  if (!prefix) throw new StartError(unreachableMessage(user, dataDir))
  const [command = '', ...rest] = prefix
  return { user, spawn: (program, args, more) => spawn(command, [...rest, program, ...args], { ...options, ...more }) }
}

/** An existing cluster is always run by the user who owns its files. */
async function ownerOf(cluster: string): Promise<ServerUser | undefined> {
  const found = await stat(cluster).catch(() => undefined)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined
}

// `no_setuid_fixup`: without it access(2), which PostgreSQL asks about its own binary, ignores the capability.
function setpriv({ uid, gid }: ServerUser, capability: string): string[] {
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup']
  return ['setpriv', ...identity, `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`, '--']
}

function canRun(prefix: string[], user: ServerUser | undefined, binaries: Binaries, dataDir: string): boolean {
  const probe = 'cd "$1" && test -r "$2" && test -x "$3" && exec "$3" --version'
  const args = [...prefix, '/bin/sh', '-c', probe, 'sh', dataDir, binaries.catalogTemplate, binaries.postgres]
  const [command = '', ...rest] = args
  return spawnSync(command, rest, { cwd: '/', env: ENVIRONMENT, stdio: 'ignore', ...user }).status === 0
}

function unreachableMessage(user: ServerUser, dataDir: string): string {
  return (
    `PostgreSQL must not run as root, and the user it would run as (uid ${user.uid}) cannot reach ${dataDir} or the ` +
    'installed binaries. Start Groundwork as an ordinary user, or move it to a directory that others may enter, or ' +
    'install "setpriv" (package util-linux), or set DATABASE_URL to a PostgreSQL server of your own.'
  )
}
