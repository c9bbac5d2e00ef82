import { spawnSync } from 'node:child_process'
import { StartError } from '#platform/config/start-error.ts'

export interface ServerUser {
  uid: number
  gid: number
}

const SYSTEM_USER = 'groundwork'

/** The user that PostgreSQL runs as when Groundwork was started as root. */
export function findServerUser(): ServerUser {
  const user = lookUp('postgres') ?? lookUp(SYSTEM_USER) ?? createSystemUser() ?? lookUp('nobody')
  if (!user) throw new StartError('PostgreSQL must not run as root, and no other user was found to run it as.')
  return user
}

function createSystemUser(): ServerUser | undefined {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER]
  return spawnSync('useradd', args, { stdio: 'ignore' }).status === 0 ? lookUp(SYSTEM_USER) : undefined
}

function lookUp(name: string): ServerUser | undefined {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid && gid ? { uid, gid } : undefined
}

function idOf(kind: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [kind, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}
