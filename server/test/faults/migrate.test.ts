import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { bootstrapDatabase } from '#platform/database/bootstrap.ts'
import { withConnection } from '#platform/database/connection.ts'
import { migrate } from '#platform/database/migrate.ts'
import { embeddedAddresses } from '#platform/database/prepare.ts'
import { renderTables } from '#platform/database/table-types.ts'
import { testDatabase } from '#test/kit/database.ts'
import { silentLog } from '#test/kit/log.ts'

const { adminUrl } = inject('postgres')
const untouched = await testDatabase()
const killed = embeddedAddresses(adminUrl, 'killed_while_migrating')

describe('kill -9 while migrating', () => {
  beforeEach(async () => {
    await withConnection(adminUrl, (client) =>
      client.query('drop database if exists killed_while_migrating with (force)'),
    )
    await bootstrapDatabase(killed)
  })

  // Right after so many migrations, and some time into the next one.
  it.each([
    [0, 110],
    [0, 140],
    [1, 0],
    [1, 3],
    [2, 1],
    [2, 8],
    [3, 0],
    [4, 2],
  ])('after %i migrations and %i ms: the next run ends at the same schema', async (count, delayMs) => {
    await migrateAndKill(count, delayMs)
    await migrate(killed.migrationUrl, silentLog)
    expect(await schemaOf(killed.migrationUrl)).toEqual(await schemaOf(untouched.migrationUrl))
  })
})

async function migrateAndKill(count: number, delayMs: number): Promise<void> {
  const script = join(import.meta.dirname, 'migrate-host.ts')
  const child = spawn(process.execPath, [script, killed.migrationUrl], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  if (count > 0) await once(lines, 'line')
  for (let seen = 1; seen < count; seen += 1) await Promise.race([once(lines, 'line'), exited])
  await sleep(delayMs)
  child.kill('SIGKILL')
  await exited
}

async function schemaOf(url: string): Promise<unknown[]> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query('select name, checksum from schema_migrations order by name')
    const { rows: grants } = await client.query(`
      select c.oid::regclass::text as relation, c.relacl::text, c.relforcerowsecurity, p.polname
      from pg_class c left join pg_policy p on p.polrelid = c.oid
      where c.relnamespace in ('public'::regnamespace, 'search'::regnamespace) and c.relkind in ('r', 'p', 'v')
      order by 1, 4`)
    return [rows, grants, await renderTables(client)]
  })
}
