import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import {
  OpenTenant,
  Tenant,
  TenantList,
  TenantSummary,
  UpdateAnyTenant,
  UpdateTenant,
} from '@groundwork/contract/platform/tenants.ts'
import { z } from 'zod'
import { change, list, manual, type Route, read } from '#platform/http/route.ts'
import type { ListQuery } from '#platform/resource/list.ts'
import { changeAnyTenant, getAnyTenant } from './any-tenant.ts'
import { openTenant } from './open-tenant.ts'
import { listTenants } from './tenant-list.ts'
import { changeTenant, getTenant } from './tenant-settings.service.ts'

const tag = 'Businesses'
const ById = z.strictObject({ id: Id })

export const tenantRoutes: Route[] = [
  read('/tenant', {
    access: 'platform.tenant.read',
    tag,
    summary: 'Get the settings of the business',
    reply: Tenant,
    run: (ctx) => getTenant(ctx),
  }),
  change('PATCH', '/tenant', {
    access: 'platform.tenant.update',
    tag,
    summary: 'Change the settings of the business',
    description: 'Changes what is named: an absent field keeps its value, null clears it.',
    body: UpdateTenant,
    reply: Tenant,
    run: (ctx, { body, headers }) => changeTenant(ctx, body, headers.ifMatch),
  }),
  list('/tenants', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'List your businesses',
    description: 'Super admins see all of the installation.',
    query: listQuery(TenantList, Object.keys(TenantSummary.shape)),
    reply: TenantSummary,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listTenants(ctx, query as unknown as ListQuery),
  }),
  manual('POST', '/tenants', {
    access: 'signed-in',
    whileOutside: true,
    tag,
    summary: 'Open another business',
    description: 'You become its owner.',
    body: OpenTenant,
    reply: Tenant,
    status: 201,
    notIdempotent:
      'Keys are kept per business, and this one does not exist yet; name a short name to be safe against repeats',
    run: (ctx, { body }) => openTenant(ctx, body),
  }),
  manual('GET', '/tenants/:id', {
    access: 'super-admin',
    tag,
    summary: 'Get any business of the installation',
    params: ById,
    reply: Tenant,
    run: (ctx, { params }) => getAnyTenant(ctx, params.id),
  }),
  manual('PATCH', '/tenants/:id', {
    access: 'super-admin',
    tag,
    summary: 'Change any business of the installation',
    description: 'Its state and short name, too. Stands in the audit trail of that business.',
    params: ById,
    body: UpdateAnyTenant,
    reply: Tenant,
    run: (ctx, { params, body, headers }) => changeAnyTenant(ctx, params.id, body, headers.ifMatch),
  }),
]
