import { type Client, escapeIdentifier } from 'pg'
import { ALL_PERMISSIONS } from '../contract/src/permissions.ts'
import { hashApiKey, newApiKey, shownPrefix } from '../server/src/platform/api-keys/key-format.ts'
import { hashToken, newToken } from '../server/src/platform/identity/credentials/opaque-token.ts'
import { idFrom, idOf, ownerId } from '../server/test/volume/people.ts'

/** A tenant's owner with both kinds of credentials, and some bins to ask for. */
export interface Caller {
  tenant: number
  tenantId: string
  apiKey: string
  cookie: string
  binIds: string[]
}

const IDS_PER_TENANT = 20
const RATE_LIMIT_PER_HOUR = 2_000_000_000

/** New credentials for the owner of every tenant, in the order of the tenants' numbers; those of the last run are forgotten. */
export async function makeCallers(admin: Client, tenants: number): Promise<Caller[]> {
  await admin.query('delete from sessions; delete from api_key_usage; delete from api_keys')
  const binIds = await findBinIds(admin)
  const callers = Array.from({ length: tenants }, (_, index) => {
    const tenantId = idOf(`tenant ${index + 1}`)
    return {
      tenant: index + 1,
      tenantId,
      apiKey: newApiKey('live'),
      cookie: newToken(),
      binIds: binIds.get(tenantId) ?? [],
    }
  })
  await insertKeys(admin, callers)
  await insertSessions(admin, callers)
  return callers
}

async function findBinIds(admin: Client): Promise<Map<string, string[]>> {
  const { rows } = await admin.query<{ tenant_id: string; ids: string[] }>(
    `select t.id as tenant_id, array(select b.id from waste_bins b where b.tenant_id = t.id and deleted_at is null order by id limit $1) as ids from tenants t`,
    [IDS_PER_TENANT],
  )
  return new Map(rows.map(({ tenant_id, ids }) => [tenant_id, ids]))
}

async function insertKeys(admin: Client, callers: readonly Caller[]): Promise<void> {
  await admin.query(
    `insert into api_keys (tenant_id, id, name, prefix, key_hash, permissions, rate_limit_per_hour, created_by)
     select tenant_id, ${idFrom("'key ' || n")}, 'bench', prefix, hash, $4, ${RATE_LIMIT_PER_HOUR}, ${ownerId('n')}
     from unnest($1::uuid[], $2::text[], $3::bytea[]) with ordinality as given (tenant_id, prefix, hash, n)`,
    [
      callers.map(({ tenantId }) => tenantId),
      callers.map(({ apiKey }) => shownPrefix(apiKey)),
      callers.map(({ apiKey }) => hashApiKey(apiKey)),
      ALL_PERMISSIONS,
    ],
  )
}

async function insertSessions(admin: Client, callers: readonly Caller[]): Promise<void> {
  await admin.query(
    `insert into sessions (id, user_id, tenant_id, cookie_hash, expires_at)
     select ${idFrom("'session ' || n")}, ${ownerId('n')}, tenant_id, hash, now() + interval '30 days'
     from unnest($1::uuid[], $2::bytea[]) with ordinality as given (tenant_id, hash, n)`,
    [callers.map(({ tenantId }) => tenantId), callers.map(({ cookie }) => hashToken(cookie))],
  )
}

/** Takes away what the run has created, so that the next one starts from the same rows. */
export async function forgetCreated(admin: Client, since: Date): Promise<void> {
  for (const [table, column] of [
    ['waste_bins', 'created_at'],
    ['audit_entries', 'at'],
    ['events', 'created_at'],
  ] as const) {
    await admin.query(`delete from ${escapeIdentifier(table)} where ${escapeIdentifier(column)} >= $1`, [since])
    await admin.query(`vacuum ${escapeIdentifier(table)}`)
  }
}
