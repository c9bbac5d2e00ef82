import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Client, escapeIdentifier } from 'pg'
import { withConnection, withDatabase } from '../server/src/platform/database/connection.ts'
import { startEmbeddedPostgres } from '../server/src/platform/database/embedded/embedded-postgres.ts'
import { MIGRATIONS_DIRECTORY, readMigrations } from '../server/src/platform/database/migrate.ts'
import { bringUpToDate, embeddedAddresses } from '../server/src/platform/database/prepare.ts'
import { silentLog } from '../server/test/kit/log.ts'
import { fillVolume, recipeOf, type Volume } from '../server/test/volume/volume.ts'

export const VOLUME: Volume = { tenants: 1000, bins: 1_000_000, largeTenantBins: 100_000 }
/** The one that holds a tenth of all bins; see Volume. */
export const LARGE_TENANT = 1

const DATA = join(import.meta.dirname, '../.groundwork/bench')

export interface BenchDatabase {
  adminUrl: string
  serviceUrl: string
  stop(): Promise<void>
}

type Say = (sentence: string) => void

/**
 * A server as in production, durability and all, with the bins in it; filled the first time and whenever the recipe changes.
 * Volumes stand beside each other under their prefixes.
 */
export async function openBenchDatabase(say: Say, volume = VOLUME, prefix = 'bench'): Promise<BenchDatabase> {
  const server = await startEmbeddedPostgres({ dataDir: DATA, log: silentLog })
  try {
    const name = `${prefix}_${await fingerprint(volume)}`
    const { serviceUrl, migrationUrl } = embeddedAddresses(server.adminUrl, name)
    const adminUrl = withDatabase(server.adminUrl, name)
    if (!(await isFilled(server.adminUrl, name))) {
      await dropOthers(server.adminUrl, prefix)
      await bringUpToDate({ adminUrl: server.adminUrl, migrationUrl, serviceUrl }, silentLog)
      await withConnection(adminUrl, (client) => fill(client, { name, volume, say }))
    }
    return { adminUrl, serviceUrl, stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Of everything that decides what is in the database. */
async function fingerprint(volume: Volume): Promise<string> {
  const hash = createHash('sha256').update(recipeOf(volume).join())
  for (const { checksum } of await readMigrations(MIGRATIONS_DIRECTORY)) hash.update(checksum)
  return hash.digest('hex').slice(0, 12)
}

const FILLED = 'filled'

async function isFilled(adminUrl: string, name: string): Promise<boolean> {
  return withConnection(adminUrl, async (client) => {
    const { rows } = await client.query(
      `select 1 from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = '${FILLED}'`,
      [name],
    )
    return rows.length > 0
  })
}

async function dropOthers(adminUrl: string, prefix: string): Promise<void> {
  await withConnection(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1 || '_')",
      [prefix],
    )
    for (const { name } of rows) await client.query(`drop database ${escapeIdentifier(name)} with (force)`)
  })
}

interface Filling {
  name: string
  volume: Volume
  say: Say
}

async function fill(client: Client, { name, volume, say }: Filling): Promise<void> {
  const { bins, tenants } = volume
  say(
    `Making ${bins.toLocaleString('en-US')} bins of ${tenants.toLocaleString('en-US')} tenants, once; takes some minutes`,
  )
  await fillVolume(client, volume, (step) => say(`  ${step}`))
  await client.query(`comment on database ${escapeIdentifier(name)} is '${FILLED}'; checkpoint`)
}
