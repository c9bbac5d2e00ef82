import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, DatabaseError } from 'pg'
import { StartError } from '#platform/config/start-error.ts'
import { withConnection } from './connection.ts'
import type { Log } from './log.ts'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

export const MIGRATIONS_DIRECTORY = join(import.meta.dirname, '../../../migrations')

// Nobody else in the database takes this advisory lock.
const MIGRATION_LOCK = 7_201_120_901n

/**
 * Runs the migrations that are missing, in the order of their names. Each is one transaction that also records it and
 * looks again, under the lock, whether another process was faster: killed at any point, a second run goes on from there.
 */
export async function migrate(url: string, log: Log, directory = MIGRATIONS_DIRECTORY): Promise<void> {
  const migrations = await readMigrations(directory)
  await withConnection(url, async (client) => {
    const applied = await findApplied(client)
    for (const migration of missing(migrations, applied)) {
      const startedAt = performance.now()
      const hasRun = await applyOnce(client, migration)
      const durationMs = Math.round(performance.now() - startedAt)
      if (hasRun) log.info({ migration: migration.name, durationMs }, 'migration applied')
    }
  })
}

/** For a process that may not migrate: refuses to serve on a database that is behind its code. */
export async function assertMigrated(client: Client, directory = MIGRATIONS_DIRECTORY): Promise<void> {
  const names = missing(await readMigrations(directory), await findApplied(client)).map(({ name }) => name)
  // The queue's schema has migrations of its own, which run behind ours.
  if (names.length === 0 && !(await hasQueue(client))) names.push('graphile_worker')
  if (names.length === 0) return
  const message =
    `The database is not ready, ${names.length} migrations are missing (first: ${names[0]}). Set ` +
    'DATABASE_MIGRATION_URL to a user who may change the schema, or run "groundwork migrate" with it beforehand.'
  throw new StartError(message)
}

async function hasQueue(client: Client): Promise<boolean> {
  const { rows } = await client.query(`select to_regnamespace('graphile_worker') is not null as exists`)
  return rows[0]?.exists === true
}

export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file) => {
      // A checkout may turn line ends around; that is not a change.
      const sql = (await readFile(join(directory, file), 'utf8')).replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { name: file.slice(0, -'.sql'.length), sql, checksum }
    }),
  )
}

type Applied = Map<string, string>

async function findApplied(client: Client): Promise<Applied> {
  const { rows: found } = await client.query(`select to_regclass('public.schema_migrations') is not null as exists`)
  if (!found[0]?.exists) return new Map()
  const { rows } = await client.query<Pick<Migration, 'name' | 'checksum'>>(
    'select name, checksum from public.schema_migrations',
  )
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

/** Migrations that the database knows and this code does not are fine: an older process beside a newer one. */
function missing(migrations: Migration[], applied: Applied): Migration[] {
  const changed = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
  if (changed) throw new StartError(changedMessage(changed.name))
  return migrations.filter(({ name }) => !applied.has(name))
}

async function applyOnce(client: Client, migration: Migration): Promise<boolean> {
  await client.query(`begin; select pg_advisory_xact_lock(${MIGRATION_LOCK}); set local role gw_owner`)
  try {
    await client.query(`
      create table if not exists public.schema_migrations (
        name text primary key,
        checksum text not null,
        applied_at timestamptz not null default now()
      );
      grant select on public.schema_migrations to gw_service`)
    const isMissing = missing([migration], await findApplied(client)).length > 0
    if (isMissing) await apply(client, migration)
    await client.query('commit')
    return isMissing
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql).catch((error: unknown) => {
    throw failed(name, sql, error)
  })
  await client.query('insert into public.schema_migrations (name, checksum) values ($1, $2)', [name, checksum])
}

function failed(name: string, sql: string, cause: unknown): Error {
  if (!(cause instanceof DatabaseError)) return new Error(`Migration ${name} was interrupted`, { cause })
  const line = cause.position ? sql.slice(0, Number(cause.position)).split('\n').length : undefined
  const place = line === undefined ? name : `${name}, line ${line}`
  return new StartError(`Migration ${place}: ${cause.message}. Nothing of it was kept.`, { cause })
}

function changedMessage(name: string): string {
  return (
    `Migration ${name} was changed after it had been applied. Migrations only go forward: restore the file and put the ` +
    'change into a new one.'
  )
}
