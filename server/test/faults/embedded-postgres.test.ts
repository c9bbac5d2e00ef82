import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { readAccess } from '#platform/database/embedded/cluster.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded/embedded-postgres.ts'
import { silentLog } from '#test/kit/log.ts'

// mkdtemp makes it private to us: as root, the database's own user can only pass with the launcher's help.
let dataDir: string
let cluster: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'faults-'))
  cluster = join(dataDir, 'postgres')
})

afterAll(() => rm(dataDir, { recursive: true }))

describe('embedded PostgreSQL', { timeout: 60_000 }, () => {
  it('survives kill -9 while it is created for the first time', async () => {
    const host = startHost()
    await until(() => readdirSync(dataDir).some((name) => name.startsWith('postgres.incomplete-')))
    await sleep(150)
    await kill(host)

    const server = await start()
    await query(server, 'create table kept (id int)')
    await server.stop()
    expect(readdirSync(dataDir)).toEqual(['postgres'])
  })

  it('does not run as root, and keeps its files to itself', async () => {
    const { uid, mode } = await stat(cluster)
    expect(uid).not.toBe(0)
    expect(mode & 0o777).toBe(0o700)
    expect((await stat(join(cluster, 'groundwork.json'))).mode & 0o777).toBe(0o600)
  })

  it('refuses a data directory that another process uses, and says which', async () => {
    const host = await startedHost()
    await expect(start()).rejects.toThrow(`Another Groundwork (process ${host.pid}) is using the data directory`)
    await kill(host)
  })

  it('goes on after kill -9 of its Groundwork, which leaves the server running', async () => {
    const host = await startedHost()
    await withConnection(host.adminUrl, (client) => client.query('insert into kept values (1)'))
    await kill(host)
    await expectKept(1)
  })

  it('goes on after kill -9 of everything', async () => {
    const host = await startedHost()
    const postmaster = postmasterPid()
    process.kill(postmaster, 'SIGKILL')
    await kill(host)
    await expectKept(1)
  })

  it('starts the server again when it alone is killed, at the same address', async () => {
    const server = await start()
    const before = postmasterPid()
    process.kill(before, 'SIGKILL')

    await until(() => postmasterPid() !== before)
    await until(() => query(server, 'select 1').then(Boolean, () => false))
    await server.stop()
  })

  it("outlives the terminal's Ctrl-C until its Groundwork has finished", async () => {
    const host = await startedHost()
    // To the whole process group, as a terminal does.
    process.kill(-host.pid, 'SIGINT')
    await once(host.process, 'exit')
    await expectKept(2)
    expect(readdirSync(cluster)).not.toContain('postmaster.pid')
  })

  it('moves to the next port when its own is taken, and stays there', async () => {
    const { port } = await readAccess(cluster)
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const server = await start()
    await server.stop()
    other.close()

    const moved = await readAccess(cluster)
    expect(moved.port).toBeGreaterThan(port)
    const again = await start()
    expect(again.adminUrl).toBe(server.adminUrl)
    await again.stop()
  })

  it('refuses data of another version', async () => {
    const version = join(cluster, 'PG_VERSION')
    await writeFile(version, '17\n')
    await expect(start()).rejects.toThrow(`${cluster} was written by PostgreSQL 17`)
    await writeFile(version, '18\n')
  })

  it('refuses a directory that holds something else', async () => {
    const other = await mkdtemp(join(tmpdir(), 'faults-'))
    onTestFinished(() => rm(other, { recursive: true }))
    await writeFile(join(other, 'postgres'), '')
    await expect(startEmbeddedPostgres({ dataDir: other, log: silentLog })).rejects.toThrow('cannot be read')
  })
})

interface Host {
  process: ChildProcess
  pid: number
}

function startHost(): Host {
  const script = join(import.meta.dirname, 'database-host.ts')
  const child = spawn(process.execPath, [script, dataDir], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { process: child, pid: child.pid ?? 0 }
}

async function startedHost(): Promise<Host & { adminUrl: string }> {
  const host = startHost()
  const [line] = await Promise.race([
    once(host.process.stdout ?? host.process, 'data'),
    once(host.process, 'exit').then(() => Promise.reject(new Error('the host ended'))),
  ])
  return { ...host, adminUrl: String(line).trim() }
}

async function kill({ process: child }: Host): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

function start(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log: silentLog })
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  return withConnection(server.adminUrl, async (client) => (await client.query(sql)).rows)
}

async function expectKept(id: number): Promise<void> {
  const server = await start()
  try {
    expect(await query(server, `select count(*)::int from kept where id = ${id}`)).toEqual([{ count: 1 }])
  } finally {
    await server.stop()
  }
}

function postmasterPid(): number {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000
  while (
    !(await Promise.resolve()
      .then(condition)
      .catch(() => false))
  ) {
    if (performance.now() > deadline) throw new Error('it did not happen within 30 s')
    await sleep(20)
  }
}
