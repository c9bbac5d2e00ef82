import { type RawBuilder, sql } from 'kysely'
import { statement } from '#platform/database/statement.ts'
import type { Tx } from '#platform/database/transaction.ts'

export interface NewUsage {
  keyId: string
  day: string
  route: string
  requests: number
  clientErrors: number
  serverErrors: number
  durations: number[]
}

// In one order, so that two processes never wait for each other's rows in a circle.
const add = statement<{ tenantId: string; rows: string }, never>('api-keys.add-usage', (query, p) =>
  sql<never>`insert into api_key_usage as kept
      (tenant_id, key_id, day, route, requests, client_errors, server_errors, durations)
    select ${p.tenantId}::uuid, "keyId", day, route, requests, "clientErrors", "serverErrors", durations
    from jsonb_to_recordset(${p.rows}::jsonb) as row ("keyId" uuid, day date, route text, requests bigint,
      "clientErrors" bigint, "serverErrors" bigint, durations int[])
    order by "keyId", day, route
    on conflict (tenant_id, key_id, day, route) do update set
      requests = kept.requests + excluded.requests,
      client_errors = kept.client_errors + excluded.client_errors,
      server_errors = kept.server_errors + excluded.server_errors,
      durations = (select array_agg(pair.one + pair.other order by pair.bucket)
        from unnest(kept.durations, excluded.durations) with ordinality as pair (one, other, bucket))`.compile(query),
)

export function addUsage(tx: Tx, { tenantId, rows }: { tenantId: string; rows: NewUsage[] }): Promise<unknown> {
  return add(tx, { tenantId, rows: JSON.stringify(rows) })
}

export interface UsageRow {
  /** The day or the route; null for all of it. */
  slot: string | null
  requests: number
  client_errors: number
  server_errors: number
  durations: number[]
}

interface Asked {
  tenantId: string
  keyId: string
  from: string
  to: string
}

export const sumUsage = summing('api-keys.usage', sql<string>`null::text`, sql`slot`)
export const sumUsageByDay = summing('api-keys.usage-by-day', sql<string>`day::text`, sql`slot`)
/** The most used first. There are as many routes as the product has; nobody reads more than two hundred. */
export const sumUsageByRoute = summing('api-keys.usage-by-route', sql<string>`route`, sql`requests desc, slot`)

function summing(name: string, slot: RawBuilder<string>, order: RawBuilder<unknown>) {
  return statement<Asked, UsageRow>(name, (query, p) =>
    sql<UsageRow>`with used as materialized (
        select ${slot} as slot, requests, client_errors, server_errors, durations from api_key_usage
        where tenant_id = ${p.tenantId}::uuid and key_id = ${p.keyId}::uuid
          and day between ${p.from}::date and ${p.to}::date),
      counted as (
        select slot, bucket, sum(count)::int as count
        from used cross join lateral unnest(durations) with ordinality as one (count, bucket)
        group by slot, bucket),
      tallied as (
        select slot, sum(requests)::int as requests, sum(client_errors)::int as client_errors,
          sum(server_errors)::int as server_errors
        from used group by slot)
      select slot, requests, client_errors, server_errors,
        (select array_agg(counted.count order by counted.bucket) from counted
          where counted.slot is not distinct from tallied.slot) as durations
      from tallied order by ${order} limit 200`.compile(query),
  )
}
