import { createHmac } from 'node:crypto'
import type { Config } from '#platform/config/config.ts'
import { migrateJobs } from '#platform/jobs/migrate-jobs.ts'
import { bootstrapDatabase } from './bootstrap.ts'
import { userOf, withConnection, withDatabase, withUser } from './connection.ts'
import { findRunningServer, startEmbeddedPostgres } from './embedded/embedded-postgres.ts'
import type { Log } from './log.ts'
import { assertMigrated, migrate } from './migrate.ts'
import { assertDurability, assertSafeRole } from './safety.ts'

export interface PreparedDatabase {
  serviceUrl: string
  /** The same past a transaction pooler: for what listens or holds locks, which belong to sessions. */
  directUrl: string
  /** For what needs more than the service may, such as the job queue's own schema; absent when we may not. */
  migrationUrl?: string
  /** Stops the embedded server; nothing to do for an outside one. */
  stop(): Promise<void>
}

interface Addresses {
  adminUrl: string
  migrationUrl: string
  serviceUrl: string
}

/** From configuration to a migrated database that is safe to serve from. */
export async function prepareDatabase(
  config: Pick<Config, 'database' | 'dataDir'>,
  log: Log,
): Promise<PreparedDatabase> {
  if (config.database.kind === 'embedded') return prepareEmbedded(config.dataDir, log)

  const { url, directUrl = url, migrationUrl } = config.database
  if (migrationUrl) await bringUpToDate({ adminUrl: migrationUrl, migrationUrl, serviceUrl: url }, log)
  await assertReady(url, { isEmbedded: false, log })
  return { serviceUrl: url, directUrl, ...(migrationUrl ? { migrationUrl } : {}), stop: async () => {} }
}

/** For a command beside a Groundwork that may be running: its embedded server is used then, and left running. */
export async function openDatabase(config: Pick<Config, 'database' | 'dataDir'>, log: Log): Promise<PreparedDatabase> {
  const running = config.database.kind === 'embedded' ? await findRunningServer(config.dataDir) : undefined
  if (running === undefined) return prepareDatabase(config, log)
  const { serviceUrl } = embeddedAddresses(running)
  await assertReady(serviceUrl, { isEmbedded: true, log })
  return { serviceUrl, directUrl: serviceUrl, stop: async () => {} }
}

async function prepareEmbedded(dataDir: string, log: Log): Promise<PreparedDatabase> {
  const server = await startEmbeddedPostgres({ dataDir, log })
  try {
    const addresses = embeddedAddresses(server.adminUrl)
    await bringUpToDate(addresses, log)
    await assertReady(addresses.serviceUrl, { isEmbedded: true, log })
    const { serviceUrl, migrationUrl } = addresses
    return { serviceUrl, directUrl: serviceUrl, migrationUrl, stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** The roles' passwords follow from the superuser's, so only that one has to be kept. */
export function embeddedAddresses(adminUrl: string, database = 'groundwork'): Addresses {
  const { password: secret } = userOf(adminUrl)
  const addressFor = (name: string) => {
    const password = createHmac('sha256', secret).update(name).digest('base64url')
    return withUser(withDatabase(adminUrl, database), { name, password })
  }
  return { adminUrl, migrationUrl: addressFor('gw_migrate'), serviceUrl: addressFor('gw_app') }
}

/** Creates what is missing and runs the migrations. */
export async function bringUpToDate(addresses: Addresses, log: Log): Promise<void> {
  await bootstrapDatabase(addresses)
  await migrate(addresses.migrationUrl, log)
  await migrateJobs(addresses.migrationUrl)
}

async function assertReady(serviceUrl: string, options: { isEmbedded: boolean; log: Log }): Promise<void> {
  await withConnection(serviceUrl, async (client) => {
    await assertSafeRole(client)
    await assertMigrated(client)
    await assertDurability(client, options)
  })
}
