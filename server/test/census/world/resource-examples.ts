import type { AnyResource } from '#platform/resource/resource.ts'
import { type Business, inputsOf } from './business.ts'
import type { Examples } from './examples.ts'

/** The ten standard routes of a resource, each with a request that succeeds. */
export function resourceExamples({ name, path, schemas }: AnyResource): Examples {
  const record = (business: Business) => business.record(name)
  const byId = async (business: Business) => ({ params: { id: (await record(business)).id } })
  const change = (business: Business) => inputsOf(name).change(business)
  return {
    // A list narrowed by ids asks for those of one of its records.
    [`GET ${path}`]: async (business) => ({ query: idFilters(schemas.list.filters, await record(business)) }),
    [`GET ${path}/:id`]: byId,
    [`GET ${path}/:id/history`]: byId,
    [`POST ${path}`]: async (business) => ({ body: await inputsOf(name).create(business) }),
    [`PATCH ${path}/:id`]: async (business) => ({ ...(await byId(business)), body: await change(business) }),
    [`POST ${path}/bulk`]: async (business) => ({ body: { operations: await oneOfEach(business, name) } }),
    [`DELETE ${path}/:id`]: byId,
    [`POST ${path}/:id/restore`]: async (business) => ({ params: { id: (await business.trashed(name)).id } }),
    [`POST ${path}/:id/revert`]: async (business) => {
      const { params } = await byId(business)
      await business.owner.patch(`${path}/${params.id}`, await change(business))
      return { params, body: { version: 1 } }
    },
  }
}

function idFilters(filters: object, record: Record<string, unknown>): Record<string, string> {
  const named = Object.keys(filters).filter((filter) => filter.endsWith('Id'))
  return Object.fromEntries(named.map((filter) => [filter, String(record[filter])]))
}

export async function oneOfEach(business: Business, name: string): Promise<object[]> {
  const [changed, trashed, restored] = [
    await business.record(name),
    await business.record(name),
    await business.trashed(name),
  ]
  return [
    { action: 'create', data: await inputsOf(name).create(business) },
    { action: 'update', id: changed.id, data: await inputsOf(name).change(business) },
    { action: 'trash', id: trashed.id },
    { action: 'restore', id: restored.id },
  ]
}
