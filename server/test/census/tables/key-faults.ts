import type { Client } from 'pg'
import { rowsOf } from './query.ts'
import { PLATFORM_TABLES } from './tables.ts'

/** The tenant in every key: unique and foreign keys are checked past row level security. */
export async function keyFaults(client: Client): Promise<string[]> {
  return [...(await tenantColumns(client)), ...(await foreignKeys(client)), ...(await indexes(client))]
}

async function tenantColumns(client: Client): Promise<string[]> {
  const found = await rowsOf<{ name: string; is_not_null: boolean | null; first_key: string | null }>(
    client,
    `select c.relname as name, a.attnotnull and a.atttypid = 'uuid'::regtype as is_not_null, k.attname as first_key
     from pg_class c
     left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     left join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
     left join pg_attribute k on k.attrelid = c.oid and k.attnum = p.conkey[1]
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  )
  return found
    .filter(({ name }) => !(name in PLATFORM_TABLES))
    .flatMap(({ name, is_not_null, first_key }) => [
      ...(is_not_null ? [] : [`${name}: needs a column "tenant_id uuid not null"`]),
      ...(first_key === 'tenant_id' ? [] : [`${name}: the primary key must begin with tenant_id`]),
    ])
}

interface ForeignKey {
  name: string
  table: string
  target: string
  target_is_tenants: boolean
  columns: string[]
  pairs: string[]
  is_indexed: boolean
}

/** Foreign keys are checked past row level security: without the tenant in them a row can point into another tenant. */
async function foreignKeys(client: Client): Promise<string[]> {
  const found = await rowsOf<ForeignKey>(
    client,
    `select f.conname as name, c.relname as table, t.relname as target,
       exists (select from pg_attribute where attrelid = t.oid and attname = 'tenant_id' and not attisdropped) as target_is_tenants,
       (select array_agg(a.attname::text order by k.n) from unnest(f.conkey) with ordinality k (num, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num) as columns,
       (select array_agg(h.attname || '=' || r.attname order by k.n) from unnest(f.conkey, f.confkey) with ordinality k (here, there, n)
          join pg_attribute h on h.attrelid = c.oid and h.attnum = k.here
          join pg_attribute r on r.attrelid = t.oid and r.attnum = k.there) as pairs,
       exists (select from pg_index i where i.indrelid = c.oid and i.indpred is null
          and i.indkey[0] = (select attnum from pg_attribute where attrelid = c.oid and attname = 'tenant_id')
          and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey) as is_indexed
     from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
     where f.contype = 'f' and c.relnamespace = 'public'::regnamespace`,
  )
  return found.flatMap((key) => {
    const where = `${key.table}: foreign key ${key.name} (${key.columns.join(', ')})`
    const carries = !key.target_is_tenants || key.target in PLATFORM_TABLES || key.pairs.includes('tenant_id=tenant_id')
    const isIndexed = key.target in PLATFORM_TABLES || key.is_indexed
    return [
      ...(carries ? [] : [`${where} points to tenant table ${key.target} and must carry tenant_id`]),
      ...(isIndexed ? [] : [`${where} needs an index that begins with its columns, tenant_id first`]),
    ]
  })
}

/** An index that does not begin with the tenant is read past other tenants' entries; a unique one tells about them. */
async function indexes(client: Client): Promise<string[]> {
  const found = await rowsOf<{ table: string; name: string; is_unique: boolean }>(
    client,
    `select c.relname as table, i.relname as name, x.indisunique as is_unique
     from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
     where c.relnamespace = 'public'::regnamespace and a.attname is distinct from 'tenant_id'`,
  )
  const strange = found.filter(({ table, name }) => !(table in PLATFORM_TABLES) && !(name in LOOKUP_INDEXES))
  return strange.map(
    ({ table, name, is_unique }) => `${table}: ${is_unique ? 'unique ' : ''}index ${name} must begin with tenant_id`,
  )
}

const LOOKUP_INDEXES: Record<string, string> = {
  memberships_user: 'The credential look-up asks for a person before the tenant is known',
  memberships_invite: 'The invitation tells the tenant',
  api_keys_hash: 'The key tells the tenant',
  api_keys_previous_hash: 'The key tells the tenant',
  messages_number: 'A STOP comes from a number, which tells the tenants that have written to it',
}
