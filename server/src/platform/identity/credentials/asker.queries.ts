import { sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'

interface KeyOfTenant {
  id: string
  name: string
  permissions: string[]
  rateLimitPerHour: number
  makerId: string | null
}

/** A key that still holds, by its id instead of its secret: for jobs that it asked for. */
export const findKeyOfTenant = statementForOne<{ tenantId: string; id: string }, KeyOfTenant>(
  'identity.key-of-tenant',
  (query, p) =>
    query
      .selectFrom('api_keys')
      .select(['id', 'name', 'permissions', 'rate_limit_per_hour as rateLimitPerHour', 'created_by as makerId'])
      .where('tenant_id', '=', p.tenantId)
      .where('id', '=', p.id)
      .where('revoked_at', 'is', null)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<string>`now()`)])),
)
