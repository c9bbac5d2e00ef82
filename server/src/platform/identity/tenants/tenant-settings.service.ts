import type { Tenant, UpdateAnyTenant } from '@groundwork/contract/platform/tenants.ts'
import { diffRecords } from '#platform/audit/diff.ts'
import type { Ctx, ReadCtx } from '#platform/context.ts'
import { nameViolation } from '#platform/database/violations.ts'
import { notFound } from '#platform/errors.ts'
import { assertExpectedVersion } from '#platform/resource/expected-version.ts'
import {
  findTenantRecord,
  lockTenantRecord,
  type TenantRow,
  type TenantSettings,
  updateTenantRecord,
} from './tenant-records.queries.ts'

nameViolation('tenants_slug_key', {
  rule: 'tenant.slug-taken',
  message: 'The short name is taken; choose another one',
  field: 'slug',
})

export async function getTenant({ tx, actor }: ReadCtx): Promise<Tenant> {
  const row = await findTenantRecord(tx, { tenantId: actor.tenant.id })
  if (!row) throw notFound('business')
  return toTenant(row)
}

/** The tenant the change runs in. Absent keeps, null clears; saving a form unchanged leaves no trace. */
export async function changeTenant(ctx: Ctx, input: UpdateAnyTenant, ifMatch: string | undefined): Promise<Tenant> {
  const tenantId = ctx.actor.tenant.id
  const current = await lockTenantRecord(ctx.tx, { tenantId })
  if (!current) throw notFound('business')
  const before = toTenant(current)
  assertExpectedVersion(ifMatch, { noun: 'business', version: current.version, record: before })
  const next = { ...current, ...toColumns(input) }
  if (Object.keys(diffRecords(before, toTenant(next))).length === 0) return before

  const row = await updateTenantRecord(ctx.tx, { ...next, id: tenantId, now: ctx.now, updatedBy: ctx.actor.id })
  if (!row) throw notFound('business')
  const after = toTenant(row)
  const changes = diffRecords(before, after)
  const severity = 'status' in changes || 'modules' in changes ? 'medium' : 'info'
  ctx.audit('tenant.updated', {
    resource: { type: 'platform.tenant', id: tenantId, version: after.version },
    changes,
    severity,
  })
  ctx.emit('tenant.updated', tenantId, { changedFields: Object.keys(changes) })
  ctx.announce({ kind: 'tenant-changed', tenantId })
  return after
}

const COLUMN_OF = {
  name: 'name',
  slug: 'slug',
  businessName: 'business_name',
  businessType: 'business_type',
  industry: 'industry',
  description: 'description',
  contactPhone: 'contact_phone',
  contactEmail: 'contact_email',
  address: 'address',
  businessHours: 'business_hours',
  timeZone: 'time_zone',
  currency: 'currency',
  locale: 'locale',
  status: 'status',
  modules: 'modules',
} as const satisfies Record<keyof UpdateAnyTenant, keyof TenantSettings>

function toColumns(input: UpdateAnyTenant): Partial<TenantSettings> {
  const named = Object.entries(input).filter(([, value]) => value !== undefined)
  // Field and column hold the same type by the table above; Object.fromEntries cannot say so.
  return Object.fromEntries(
    named.map(([field, value]) => [COLUMN_OF[field as keyof typeof COLUMN_OF], value]),
  ) as Partial<TenantSettings>
}

function toTenant(row: TenantRow): Tenant {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    businessName: row.business_name,
    businessType: row.business_type,
    industry: row.industry,
    description: row.description,
    contactPhone: row.contact_phone,
    contactEmail: row.contact_email,
    address: row.address,
    businessHours: row.business_hours,
    timeZone: row.time_zone,
    currency: row.currency,
    locale: row.locale,
    status: row.status,
    modules: row.modules,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}
