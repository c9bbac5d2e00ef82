import { withConnection } from '#platform/database/connection.ts'
import { listTables } from './tables.ts'

/** A fingerprint per table of everything a tenant has. */
export type Digest = Map<string, string>

// What keys do is counted behind the answers, refusals too, and written by the clock.
const NOTED_BEHIND: ReadonlySet<string> = new Set(['api_key_usage'])

/** Past row level security, so that it sees what the service could have reached by mistake. */
export function digestOf(adminUrl: string, tenantId: string): Promise<Digest> {
  return withConnection(adminUrl, async (client) => {
    const tables = (await listTables(client)).filter(({ name, hasTenant }) => hasTenant && !NOTED_BEHIND.has(name))
    const parts = tables.map(({ name }) => part(name, `public.${name}`, 'row.tenant_id = $1'))
    parts.push(part('tenants', 'public.tenants', 'row.id = $1'))
    parts.push(part('users', 'public.users', 'row.id in (select user_id from public.memberships where tenant_id = $1)'))
    const { rows } = await client.query<{ name: string; fingerprint: string }>(parts.join(' union all '), [tenantId])
    return new Map(rows.map(({ name, fingerprint }) => [name, fingerprint]))
  })
}

// When something was last seen is noted in the background and is no effect of a request.
function part(name: string, table: string, condition: string): string {
  const text = `(to_jsonb(row) - 'last_used_at' - 'last_active_at')::text`
  return `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(${text}, '' order by ${text})), '') as fingerprint
    from ${table} row where ${condition}`
}

/** The tables whose content differs. */
export function differences(before: Digest, after: Digest): string[] {
  return [...after.keys()].filter((table) => before.get(table) !== after.get(table))
}

/** How many rows every table has: what a refused request must leave alone. */
export function rowCounts(adminUrl: string): Promise<Record<string, number>> {
  return withConnection(adminUrl, async (client) => {
    const tables = (await listTables(client)).filter(({ name }) => !NOTED_BEHIND.has(name))
    const parts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as count from public.${name}`)
    const { rows } = await client.query<{ name: string; count: number }>(parts.join(' union all '))
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
  })
}
