import { sql } from 'kysely'
import { statement, statementForOne } from '#platform/database/statement.ts'

interface NewTenant {
  id: string
  name: string
  slug: string
  modules: readonly string[]
  timeZone: string
  currency: string
  locale: string
  status: string
  createdBy: string
  now: Date
}

/** Answers nothing where the short name is taken. */
export const insertTenant = statementForOne<NewTenant, { id: string }>('tenants.insert', (query, params) =>
  query
    .insertInto('tenants')
    .values({
      id: params.id,
      name: params.name,
      slug: params.slug,
      time_zone: params.timeZone,
      currency: params.currency,
      locale: params.locale,
      status: params.status,
      modules: sql`${params.modules}::text[]`,
      created_at: params.now,
      updated_at: params.now,
      created_by: params.createdBy,
      updated_by: params.createdBy,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id'),
)

interface NewMembership {
  tenantId: string
  id: string
  userId: string
  email: string
  emailNorm: string
  name: string
  role: string
  now: Date
}

/** Somebody who belongs at once, without an invitation: the founder of a business. */
export const insertActiveMembership = statement<NewMembership, never>('memberships.insert-active', (query, params) =>
  query.insertInto('memberships').values({
    tenant_id: params.tenantId,
    id: params.id,
    user_id: params.userId,
    email: params.email,
    email_norm: params.emailNorm,
    name: params.name,
    role: params.role,
    status: 'active',
    last_active_at: params.now,
    created_at: params.now,
    updated_at: params.now,
    created_by: params.userId,
    updated_by: params.userId,
  }),
)
