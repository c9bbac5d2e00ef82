import type { Client } from 'pg'
import { StartError } from '#platform/config/start-error.ts'
import type { Log } from './log.ts'

/** Refuses to serve as somebody to whom row level security does not apply, or who could become such a one. */
export async function assertSafeRole(client: Client): Promise<void> {
  const { rows } = await client.query<{ user: string; role: string; power: string }>(`
    select current_user as user, r.rolname as role,
      case when r.rolsuper then 'is a superuser'
        when r.rolbypassrls then 'passes row level security'
        else 'owns tables' end as power
    from pg_roles r
    where pg_has_role(current_user, r.oid, 'MEMBER')
      and (r.rolsuper or r.rolbypassrls or exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relowner = r.oid and c.relkind in ('r', 'p', 'f', 'm')
          and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'))
    order by r.rolname = current_user desc, r.rolname
    limit 1`)
  const found = rows[0]
  if (!found) return

  const who = found.role === found.user ? 'it' : `it may act as "${found.role}", which`
  const message =
    `The service must not use the database as "${found.user}": ${who} ${found.power}, so tenants would not be kept ` +
    'apart. Give DATABASE_URL a plain user; it is created when it is missing and DATABASE_MIGRATION_URL is set.'
  throw new StartError(message)
}

/** What has been confirmed must survive a power cut. We answer for our own server; on a foreign one we warn. */
export async function assertDurability(client: Client, options: { isEmbedded: boolean; log: Log }): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select name from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') and setting = 'off'
    order by name`)
  if (rows.length === 0) return

  const names = rows.map(({ name }) => name).join(', ')
  const message = `The database server may lose or damage confirmed data in a crash: ${names} off`
  if (options.isEmbedded) throw new StartError(message)
  options.log.warn({ settings: rows.map(({ name }) => name) }, message)
}
