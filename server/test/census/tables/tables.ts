import type { Client } from 'pg'

/** A table of the product's own schema. The queue's tables belong to the queue. */
export interface Table {
  name: string
  hasTenant: boolean
}

export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      ) as "hasTenant"
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  )
  return rows
}

/** Tables without row level security: read before a tenant is known, or about none. A new one has to be argued for here. */
export const PLATFORM_TABLES: Record<string, string> = {
  tenants: 'The businesses themselves; a request learns from it which tenant it is in',
  users: 'A person is one account in several businesses',
  user_backup_codes: 'Belong to the account, not to a business',
  user_passkeys: 'Found by what the authenticator calls them, before anybody is signed in',
  passkey_answers: 'Which challenges were answered, for the installation as a whole',
  user_links: 'Open before anybody is signed in',
  sessions: 'Found by the cookie, before the tenant is known',
  refresh_tokens: 'Found by the token, before the tenant is known',
  signing_keys: 'One set for the installation',
  job_workers: 'The processes that run jobs work for every tenant',
  webhook_turns: 'Whose turn it is, found before the tenant is known: ids and times only',
  schema_migrations: 'Which migrations have run, once for the installation',
}
