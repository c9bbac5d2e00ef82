import type { Client } from 'pg'
import { rowsOf } from './query.ts'
import { listTables, PLATFORM_TABLES } from './tables.ts'

export const TENANT_PREDICATE = "(tenant_id = (NULLIF(current_setting('gw.tenant_id'::text, true), ''::text))::uuid)"

/** Row level security on every table that is not argued for. */
export async function policyFaults(client: Client): Promise<string[]> {
  return [...(await unprotected(client)), ...(await policies(client))]
}

async function unprotected(client: Client): Promise<string[]> {
  const open = await rowsOf<{ name: string }>(
    client,
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
  )
  const known = new Set((await listTables(client)).map(({ name }) => name))
  const stale = Object.keys(PLATFORM_TABLES).filter((name) => !known.has(name))
  return [
    ...open
      .filter(({ name }) => !(name in PLATFORM_TABLES))
      .map(({ name }) => `${name}: row level security must be enabled and forced`),
    ...stale.map((name) => `${name}: stands among the platform tables of the census and does not exist`),
  ]
}

async function policies(client: Client): Promise<string[]> {
  const found = await rowsOf<{
    name: string
    policies: number
    using: string | null
    check: string | null
    command: string | null
    permissive: boolean | null
  }>(
    client,
    `select c.relname as name, count(p.oid)::int as policies, min(pg_get_expr(p.polqual, c.oid)) as using,
       min(pg_get_expr(p.polwithcheck, c.oid)) as check, min(p.polcmd::text) as command, bool_and(p.polpermissive) as permissive
     from pg_class c left join pg_policy p on p.polrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by c.relname`,
  )
  return found
    .filter(({ name }) => !(name in PLATFORM_TABLES))
    .flatMap(({ name, policies: count, using, check, command, permissive }) => [
      ...(count === 1 ? [] : [`${name}: needs exactly one policy, has ${count}`]),
      ...(count === 1 && (using !== TENANT_PREDICATE || check !== TENANT_PREDICATE)
        ? [`${name}: "using" and "with check" must both be the tenant predicate`]
        : []),
      ...(count === 1 && (command !== '*' || !permissive)
        ? [`${name}: the policy must be permissive and hold for all commands`]
        : []),
    ])
}
