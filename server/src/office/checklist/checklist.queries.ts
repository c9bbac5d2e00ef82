import { sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'

type OfTenant = { tenantId: string }
type Exists = { exists: boolean }

export const hasCustomers = statementForOne<OfTenant, Exists>('checklist.customers', (query, p) =>
  sql<Exists>`select exists (select 1 from customers where tenant_id = ${p.tenantId}::uuid) as exists`.compile(query),
)
export const hasColleagues = statementForOne<OfTenant, Exists>('checklist.colleagues', (query, p) =>
  sql<Exists>`select count(*) > 1 as exists from (select 1 from memberships where tenant_id = ${p.tenantId}::uuid limit 2) two`.compile(
    query,
  ),
)
export const hasApiKey = statementForOne<OfTenant, Exists>('checklist.keys', (query, p) =>
  sql<Exists>`select exists (select 1 from api_keys where tenant_id = ${p.tenantId}::uuid) as exists`.compile(query),
)
