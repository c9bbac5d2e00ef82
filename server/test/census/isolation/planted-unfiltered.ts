import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { list, type Route, read } from '#platform/http/route.ts'
import type { Business } from '../world/business.ts'
import { EXAMPLES } from '../world/examples.ts'

// Statements that rely on the policies alone: with those gone they must be found.
const common = { access: 'signed-in', tag: 'planted' } as const
const Named = z.strictObject({ id: z.string(), name: z.string() })

export const PLANTED_UNFILTERED: readonly Route[] = [
  read('/planted/customers/:id', {
    ...common,
    summary: 'Finds a customer by id alone',
    params: z.strictObject({ id: z.uuid() }),
    reply: Named,
    run: async ({ tx }, { params }) => {
      const text = 'select id, name from customers where id = $1'
      const [found] = await tx.run<z.infer<typeof Named>>({ statement: { name: '', text }, values: [params.id] })
      if (!found) throw notFound('customer')
      return found
    },
  }),
  list('/planted/customers', {
    ...common,
    summary: 'Searches customers through the view alone',
    query: z.strictObject({ search: z.string().optional() }),
    reply: Named,
    run: async ({ tx }, { query }) => {
      const text = 'select id, name from search.customers where search_text like $1 limit 100'
      const rows = await tx.run<z.infer<typeof Named>>({
        statement: { name: '', text },
        values: [`%${query.search ?? ''}%`],
      })
      return { rows, pagination: { page: 1, limit: 100, total: rows.length, hasNext: false, nextCursor: null } }
    },
  }),
]

Object.assign(EXAMPLES, {
  'GET /planted/customers/:id': async (business: Business) => ({
    params: { id: (await business.record('office.customers')).id },
  }),
  'GET /planted/customers': async () => ({}),
})
