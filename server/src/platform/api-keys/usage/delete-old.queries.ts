import { sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'

/** The days before the 90 that are kept, the oldest first and at most `limit` rows. */
export const deleteOldUsage = statementForOne<{ tenantId: string; limit: number }, { count: number }>(
  'api-keys.delete-old-usage',
  (query, p) =>
    sql<{ count: number }>`with old as (
        select tenant_id, key_id, day, route from api_key_usage
        where tenant_id = ${p.tenantId}::uuid and day < current_date - 90
        order by day limit ${p.limit}::int),
      gone as (delete from api_key_usage u using old
        where (u.tenant_id, u.key_id, u.day, u.route) = (old.tenant_id, old.key_id, old.day, old.route) returning 1)
      select count(*)::int as count from gone`.compile(query),
)
