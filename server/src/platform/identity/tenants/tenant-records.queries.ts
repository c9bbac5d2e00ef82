import type { Tenant, TenantSummary } from '@groundwork/contract/platform/tenants.ts'
import { type RawBuilder, sql } from 'kysely'
import { statementForOne } from '#platform/database/statement.ts'

/** The settings of a business, as its row. */
export interface TenantRow {
  id: string
  name: string
  slug: string
  business_name: string | null
  business_type: string | null
  industry: string | null
  description: string | null
  contact_phone: string | null
  contact_email: string | null
  address: Tenant['address']
  business_hours: Tenant['businessHours']
  time_zone: string
  currency: string
  locale: string
  status: Tenant['status']
  modules: Tenant['modules']
  created_at: string
  updated_at: string
  version: number
}

const COLUMNS: RawBuilder<unknown> =
  sql.raw(`id, name, slug, business_name, business_type, industry, description, contact_phone,
  contact_email, address, business_hours, time_zone, currency, locale, status, modules, created_at, updated_at, version`)

export const findTenantRecord = statementForOne<{ tenantId: string }, TenantRow>('tenants.find', (query, params) =>
  sql<TenantRow>`select ${COLUMNS} from tenants where id = ${params.tenantId}::uuid and deleted_at is null`.compile(
    query,
  ),
)

export const lockTenantRecord = statementForOne<{ tenantId: string }, TenantRow>('tenants.lock', (query, params) =>
  sql<TenantRow>`select ${COLUMNS} from tenants where id = ${params.tenantId}::uuid and deleted_at is null for update`.compile(
    query,
  ),
)

export type TenantSettings = Omit<TenantRow, 'id' | 'created_at' | 'updated_at' | 'version'>

export const updateTenantRecord = statementForOne<
  TenantSettings & { id: string; now: Date; updatedBy: string },
  TenantRow
>('tenants.update', (query, params) =>
  sql<TenantRow>`update tenants set
      name = ${params.name}, slug = ${params.slug}, business_name = ${params.business_name}, business_type = ${params.business_type},
      industry = ${params.industry}, description = ${params.description}, contact_phone = ${params.contact_phone},
      contact_email = ${params.contact_email}, address = ${params.address}::jsonb, business_hours = ${params.business_hours}::jsonb,
      time_zone = ${params.time_zone}, currency = ${params.currency}, locale = ${params.locale}, status = ${params.status},
      modules = ${params.modules}::text[], updated_at = ${params.now}, updated_by = ${params.updatedBy}::uuid, version = version + 1
    where id = ${params.id}::uuid
    returning ${COLUMNS}`.compile(query),
)

export type TenantSummaryRow = Pick<TenantSummary, 'id' | 'name' | 'slug' | 'status' | 'modules'>
