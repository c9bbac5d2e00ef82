import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withConnection } from './connection.ts'
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts'
import type { Log } from './log.ts'
import { bringUpToDate, embeddedAddresses } from './prepare.ts'
import { renderTables } from './table-types.ts'

// `npm run db:types`: migrates a throw-away database and writes down what it looks like.

const FILE = join(import.meta.dirname, 'tables.ts')
const log: Log = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error }

async function generate(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'groundwork-types-'))
  const server = await startEmbeddedPostgres({ dataDir, log, isThrowAway: true })
  try {
    const addresses = embeddedAddresses(server.adminUrl)
    await bringUpToDate(addresses, log)
    await writeFile(FILE, await withConnection(addresses.migrationUrl, renderTables))
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true })
  }
}

await generate()
console.info(`Wrote ${FILE}`)
