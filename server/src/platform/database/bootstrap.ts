import { type Client, DatabaseError, escapeIdentifier } from 'pg'
import { StartError } from '#platform/config/start-error.ts'
import { bootstrapSteps, type Step } from './bootstrap-steps.ts'
import { databaseOf, userOf, withConnection, withDatabase } from './connection.ts'

export interface BootstrapOptions {
  /** Who creates roles and extensions: the superuser of the embedded server, or the migrator of an outside one. */
  adminUrl: string
  migrationUrl: string
  serviceUrl: string
}

const OLDEST_SUPPORTED = 160_000
const INSUFFICIENT_PRIVILEGE = '42501'
const BOOTSTRAP_LOCK = 7_201_120_900n

/**
 * Brings a server to the point where migrations can run: roles, database, extensions. Every step knows whether it is
 * done, so a second run changes nothing, and an operator may do beforehand what the migrator is not allowed to.
 */
export async function bootstrapDatabase(options: BootstrapOptions): Promise<void> {
  const database = databaseOf(options.serviceUrl)
  await createDatabaseIfMissing(options.adminUrl, database)
  const migrator = userOf(options.migrationUrl)
  const service = userOf(options.serviceUrl)
  if (migrator.name === service.name) throw new StartError(sameUserMessage(service.name))

  const steps = bootstrapSteps({ database, migrator, service })
  await withConnection(withDatabase(options.adminUrl, database), async (client) => {
    await assertVersion(client)
    if ((await findPending(client, steps)).length > 0) await runPending(client, steps)
  })
}

async function createDatabaseIfMissing(adminUrl: string, database: string): Promise<void> {
  if (databaseOf(adminUrl) === database) return
  await withConnection(adminUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(database)}`)
  })
}

async function assertVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  const version = rows[0]
  if (version && version.number >= OLDEST_SUPPORTED) return
  throw new StartError(`The database server is PostgreSQL ${version?.name}; Groundwork needs PostgreSQL 16 or later.`)
}

async function findPending(client: Client, steps: Step[]): Promise<Step[]> {
  const checks = steps.map((step) => `(${step.isDone})`).join(',\n')
  const { rows } = await client.query<{ done: boolean[] }>(`select array[${checks}] as done`)
  const done = rows[0]?.done ?? []
  return steps.filter((_, index) => !done[index])
}

/** All or nothing, and one process at a time: the one that waited finds nothing left to do. */
async function runPending(client: Client, steps: Step[]): Promise<void> {
  await client.query(`begin; select pg_advisory_xact_lock(${BOOTSTRAP_LOCK})`)
  const pending = await findPending(client, steps)
  try {
    for (const step of pending) await client.query(step.sql)
    // A GRANT by somebody who may not grant can end in a mere warning.
    const [ineffective] = await findPending(client, pending)
    if (ineffective) throw new StartError(refusedMessage(`"${ineffective.sql}" had no effect`, pending))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const isRefused = error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE
    if (isRefused) throw new StartError(refusedMessage(error.message, pending), { cause: error })
    throw error
  }
}

function refusedMessage(reason: string, pending: Step[]): string {
  const script = pending.map((step) => `  ${(step.shown ?? step.sql).replaceAll('\n', '\n  ')};`).join('\n')
  return (
    `The user of DATABASE_MIGRATION_URL may not prepare the database (${reason}). ` +
    `Run this in the database once as a superuser, then start again:\n\n${script}\n`
  )
}

function sameUserMessage(name: string): string {
  return (
    `DATABASE_URL and DATABASE_MIGRATION_URL name the same user (${name}). The service must not own what it serves: ` +
    'give DATABASE_URL a user of its own, it is created when it is missing.'
  )
}
