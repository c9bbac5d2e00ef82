import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { readAccess } from '#platform/database/embedded/cluster.ts'
import { startEmbeddedPostgres } from '#platform/database/embedded/embedded-postgres.ts'
import { isAlive, stopOrphan } from '#platform/database/embedded/orphan.ts'
import { bringUpToDate, embeddedAddresses } from '#platform/database/prepare.ts'
import { silentLog } from './log.ts'

const RUNS = join(import.meta.dirname, '../../../.groundwork/test')
const TEMPLATE = 'groundwork_template'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { adminUrl: string; template: string }
  }
}

/** One PostgreSQL server for the whole run and one migrated template; every test file clones its own database from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepRuns()
  const directory = join(RUNS, `run-${process.pid}`)
  const server = await startEmbeddedPostgres({ dataDir: directory, log: silentLog, isThrowAway: true })
  const tearDown = async () => {
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  }

  try {
    await bringUpToDate(embeddedAddresses(server.adminUrl, TEMPLATE), silentLog)
  } catch (error) {
    await tearDown()
    throw error
  }
  project.provide('postgres', { adminUrl: server.adminUrl, template: TEMPLATE })
  return tearDown
}

/** Removes what runs that were killed left behind, their servers first. */
async function sweepRuns(): Promise<void> {
  await mkdir(RUNS, { recursive: true })
  for (const name of await readdir(RUNS)) {
    if (isAlive(Number(name.slice('run-'.length)))) continue
    await stopLeftOver(join(RUNS, name, 'postgres'))
    await rm(join(RUNS, name), { recursive: true, force: true })
  }
}

async function stopLeftOver(directory: string): Promise<void> {
  const access = await readAccess(directory).catch(() => undefined)
  if (access) await stopOrphan({ directory, ...access }, silentLog)
}
