import { binInput } from '#modules/waste/bins/bins.factory.ts'
import { automationInput } from '#office/automations/automations.factory.ts'
import { customerInput } from '#office/customers/customers.factory.ts'
import { taskInput } from '#office/tasks/tasks.factory.ts'
import type { Business } from './business.ts'

interface RecordInputs {
  /** A valid body for the create route. Sets every field that takes an id, and puts the marker into a text people search. */
  create(business: Business): Promise<object>
  /** A valid body for the change route that changes something, with every field that takes an id. */
  change(business: Business): Promise<object>
}

/** One entry per resource; its ten standard routes are exercised with nothing more. */
export const RECORD_INPUTS: Record<string, RecordInputs> = {
  'office.customers': {
    create: async (business) => {
      const number = business.number()
      const businessName = `${business.marker} Bakery ${number}`
      return { ...customerInput(business.random, number, placeOf(business, number)), kind: 'business', businessName }
    },
    change: async (business) => ({ notes: `${business.marker} ${business.number()}` }),
  },
  'office.tasks': {
    create: (business) => task(business),
    change: (business) => task(business),
  },
  'office.automations': {
    create: async (business) => ({
      ...automationInput({ state: 'paused' }),
      name: `${business.marker} automation ${business.number()}`,
    }),
    change: async (business) => ({ description: `${business.marker} ${business.number()}` }),
  },
  'waste.bins': {
    create: async (business) => {
      const number = business.number()
      const customer = await business.record('office.customers')
      return binInput(business.random, number, customer.id, placeOf(business, number))
    },
    change: async (business) => {
      const customer = await business.record('office.customers')
      return { customerId: customer.id, notes: `${business.marker} ${business.number()}` }
    },
  },
}

async function task(business: Business) {
  const { id: recordId } = await business.record('office.customers')
  const { userId: assigneeId } = await business.person()
  const title = `${business.marker} ${business.number()}`
  return taskInput(business.random, { title, assigneeId, resource: 'office.customers', recordId, dueOn: '2026-12-01' })
}

function placeOf({ marker }: Business, number: number) {
  const street = `${number} ${marker} St`
  return { street, address: `${street}, Columbus, OH`, latitude: 39.9625, longitude: -82.9988 + number / 10_000 }
}
