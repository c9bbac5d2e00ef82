import { LikelyDuplicate, LikelyDuplicatesQuery } from '@groundwork/contract/office/customers.ts'
import { z } from 'zod'
import { type Route, read } from '#platform/http/route.ts'
import { resourceRoutes } from '#platform/resource/routes.ts'
import { normalise } from '#platform/resource/search-text.ts'
import { findLikelyDuplicates } from './customers.queries.ts'
import { customers } from './customers.resource.ts'

export const customerRoutes: Route[] = [
  // Before /customers/:id, which would take the word for an id.
  read('/customers/duplicates', {
    access: 'office.customers.read',
    tag: 'office.customers',
    summary: 'Find customers that are probably the same',
    query: LikelyDuplicatesQuery,
    reply: z.array(LikelyDuplicate),
    run: (ctx, { query }) =>
      findLikelyDuplicates(ctx.tx, {
        tenantId: ctx.actor.tenant.id,
        nameNorm: query.name ? normalise(query.name) : null,
        emailNorm: query.email?.toLowerCase() || null,
        phone: query.phone?.replace(/[\s().-]/g, '') || null,
        exceptId: query.exceptId ?? null,
      }),
  }),
  ...resourceRoutes(customers),
]
