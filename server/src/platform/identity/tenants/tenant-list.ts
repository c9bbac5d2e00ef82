import { TenantList, type TenantSummary } from '@groundwork/contract/platform/tenants.ts'
import { sql } from 'kysely'
import type { ReadCtx } from '#platform/context.ts'
import type { Page } from '#platform/http/route.ts'
import { anyOf } from '#platform/resource/filters.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { listPlainly, type PlainList } from '#platform/resource/plain-list.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { findPerson } from '../credentials/credential.queries.ts'
import { pageInHand } from './page-in-hand.ts'
import type { TenantSummaryRow } from './tenant-records.queries.ts'

/** All tenants of the installation, for those who run it. */
const everyTenant: PlainList<TenantSummaryRow, TenantSummary> = {
  name: 'tenants',
  table: 'tenants',
  isPerTenant: false,
  only: sql<boolean>`deleted_at is null`,
  columns: ['id', 'name', 'slug', 'status', 'modules'],
  shape: TenantList,
  filters: { status: anyOf('status', 'text') },
  sorts: { name: { column: 'name', type: 'text' }, slug: { column: 'slug', type: 'text' } },
  searched: sql<string>`' ' || lower(unaccent(name || ' ' || slug))`,
  toItem: ({ id, name, slug, status, modules }) => ({ id, name, slug, status, modules, role: null }),
}

/** One's own, or all of them for a super admin. A key belongs to one. */
export async function listTenants(ctx: ReadCtx, query: ListQuery): Promise<Page<TenantSummary>> {
  const { actor, tx } = ctx
  if (actor.isSuperAdmin) return listPlainly(ctx, everyTenant, query)
  const person = actor.userId === null ? undefined : await findPerson(tx, 'user', actor.userId)
  const own = person?.memberships
    .filter(({ tenant }) => !actor.isThroughProvider || tenant.id === actor.tenant.id)
    .map(({ tenant, role, customRole }) => ({
      ...tenant,
      role: customRole?.name ?? role,
    })) ?? [{ ...actor.tenant, role: null }]
  return pageOf(
    own.map(({ id, name, slug, status, modules, role }) => ({ id, name, slug, status, modules: [...modules], role })),
    query,
  )
}

/** A person belongs to a handful of businesses, which are in hand already. */
function pageOf(own: TenantSummary[], query: ListQuery): Page<TenantSummary> {
  const statuses = query['status'] as string[] | undefined
  const wanted = normalise(query.search ?? '')
  const found = own.filter(
    (tenant) =>
      normalise(`${tenant.name} ${tenant.slug}`).includes(wanted) && (statuses?.includes(tenant.status) ?? true),
  )
  return pageInHand(found, query, {
    defaultSort: TenantList.defaultSort,
    keyOf: (tenant, word) => tenant[word === 'slug' ? 'slug' : 'name'],
  })
}
