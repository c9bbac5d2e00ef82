import { Client, DatabaseError } from 'pg'
import { StartError } from '#platform/config/start-error.ts'

/** One connection outside the pool, for the steps before serving: roles, migrations, checks. */
export async function withConnection<T>(url: string, run: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'groundwork' })
  // Without a listener a connection lost between two queries would end the process; the next query reports it anyway.
  client.on('error', () => {})
  await client.connect().catch((error: unknown) => {
    throw unreachable(url, error)
  })
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  return changed.href
}

export function withUser(url: string, user: { name: string; password: string }): string {
  const changed = new URL(url)
  changed.username = encodeURIComponent(user.name)
  changed.password = encodeURIComponent(user.password)
  return changed.href
}

export function userOf(url: string): { name: string; password: string } {
  const { username, password } = new URL(url)
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) }
}

export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}

/** Says who could not connect where, and never the password. */
function unreachable(url: string, cause: unknown): StartError {
  const { host, pathname, username } = new URL(url)
  const reason = cause instanceof DatabaseError ? cause.message : describe(cause)
  const message = `The database ${pathname.slice(1)} on ${host} does not let "${username}" in: ${reason}`
  return new StartError(message, { cause })
}

/** Node reports a refused connection to a name with several addresses as an AggregateError without a message. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join(', ')
  return error instanceof Error ? error.message : String(error)
}
