import type { Business } from './business.ts'
import type { Examples } from './examples.ts'

// In turn, because of each there are a hundred at most, and every example makes its own.
const RESOURCES = ['office.customers', 'waste.bins', 'office.tasks'] as const

const input = (business: Business) => {
  const number = business.number()
  const resource = RESOURCES[number % RESOURCES.length] ?? RESOURCES[0]
  return { resource, kind: 'text', label: `${business.marker} ${number}` }
}
const field = (business: Business) => business.create('/custom-fields', input(business))
const withId = async (business: Business) => ({ params: { id: (await field(business)).id } })

export const CUSTOM_FIELD_EXAMPLES: Examples = {
  'GET /custom-fields': async (business) => {
    await field(business)
    return {}
  },
  'GET /custom-fields/resources': async () => ({}),
  'GET /custom-fields/:id': withId,
  'POST /custom-fields': async (business) => ({ body: input(business) }),
  'PATCH /custom-fields/:id': async (business) => ({
    ...(await withId(business)),
    body: { label: `${business.marker} ${business.number()}` },
  }),
  'POST /custom-fields/:id/archive': async (business) => {
    const resource = 'office.customers'
    const { id, key } = await business.create('/custom-fields', { ...input(business), resource })
    // With a value, so that every test that looks at tables has one to look at.
    const record = await business.record(resource)
    await business.owner.patch(`/customers/${record.id}`, { customFields: { [String(key)]: business.marker } })
    return { params: { id } }
  },
  'POST /custom-fields/:id/restore': async (business) => {
    const request = await withId(business)
    await business.owner.post(`/custom-fields/${request.params.id}/archive`)
    return request
  },
  'PUT /custom-fields/order': async (business) => {
    const resource = 'office.tasks'
    const { id } = await business.create('/custom-fields', { ...input(business), resource })
    return { body: { resource, ids: [id] } }
  },
  'DELETE /custom-fields/:id': withId,
}
