import { randomBytes } from 'node:crypto'
import { escapeIdentifier } from 'pg'
import { afterAll, inject } from 'vitest'
import { withConnection, withDatabase } from '#platform/database/connection.ts'
import { embeddedAddresses } from '#platform/database/prepare.ts'

export interface TestDatabase {
  /** As the service: row level security holds. */
  serviceUrl: string
  /** As the migrator, who may become the owner. */
  migrationUrl: string
  /** As superuser, to look behind the policies or to take them away. */
  adminUrl: string
}

/** A migrated database for this test file alone, dropped at its end: `const database = await testDatabase()`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = escapeIdentifier(server.template)
  await withConnection(server.adminUrl, (client) => client.query(`create database ${name} template ${template}`))
  afterAll(() => withConnection(server.adminUrl, (client) => client.query(`drop database ${name} with (force)`)))

  const { serviceUrl, migrationUrl } = embeddedAddresses(server.adminUrl, name)
  return { serviceUrl, migrationUrl, adminUrl: withDatabase(server.adminUrl, name) }
}
