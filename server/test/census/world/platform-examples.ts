import type { Business } from './business.ts'
import type { Examples } from './examples.ts'

const view = async (business: Business) => {
  const name = `${business.marker} ${business.number()}`
  return business.create('/views', { resource: 'waste.bins', name, query: 'status=full', isShared: true })
}
const customerId = async (business: Business) => (await business.record('office.customers')).id

/** What the platform offers beside identity. */
export const PLATFORM_EXAMPLES: Examples = {
  'GET /search': async (business) => ({ query: { q: business.marker } }),
  'GET /audit': async (business) => ({
    query: { actorId: business.owner.userId, resourceId: await customerId(business) },
  }),

  'GET /events': async (business) => ({ query: { subjectId: await customerId(business) } }),
  'GET /events/stream': async () => ({}),

  'GET /jobs': async (business) => {
    await business.job('queued')
    return {}
  },
  'GET /jobs/summary': async () => ({}),
  'GET /jobs/:id': async (business) => ({ params: { id: await business.job('queued') } }),
  'POST /jobs/:id/retry': async (business) => ({ params: { id: await business.job('failed') } }),
  'POST /jobs/:id/cancel': async (business) => ({ params: { id: await business.job('queued') } }),

  'GET /views': async (business) => {
    await view(business)
    return { query: { resource: 'waste.bins' } }
  },
  'POST /views': async (business) => ({
    body: { resource: 'waste.bins', name: `${business.marker} ${business.number()}`, query: 'status=full' },
  }),
  'PATCH /views/:id': async (business) => ({
    params: { id: (await view(business)).id },
    body: { name: `${business.marker} ${business.number()}` },
  }),
  'DELETE /views/:id': async (business) => ({ params: { id: (await view(business)).id } }),
}
