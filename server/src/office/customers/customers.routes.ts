import { LikelyDuplicate, LikelyDuplicatesQuery } from '@groundwork/contract/office/customers.ts'
import { z } from 'zod'
import { type Route, read } from '#platform/http/route.ts'
import { resourceRoutes } from '#platform/resource/routes.ts'
import { customers } from './customers.resource.ts'
import { findDuplicates } from './find-duplicates.ts'

export const customerRoutes: Route[] = [
  // Before /customers/:id, which would take the word for an id.
  read('/customers/duplicates', {
    access: 'office.customers.read',
    tag: 'office.customers',
    summary: 'Find customers that are probably the same',
    query: LikelyDuplicatesQuery,
    reply: z.array(LikelyDuplicate),
    run: findDuplicates,
  }),
  ...resourceRoutes(customers),
]
