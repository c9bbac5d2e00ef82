import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RESOURCES, ROUTES } from '#app'
import { list, type Route } from '#platform/http/route.ts'
import { fieldAskedAs, limitsOf } from '#platform/resource/field-rights.ts'
import { listRecords } from '#platform/resource/list.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import { testApp } from '#test/kit/app.ts'
import { leaksOf } from './field-rights/leaks.ts'
import { CUSTOM_FIELD, defineCustomField, inputOf, limited, subjectOf, valueFor } from './field-rights/subject.ts'
import { type Business, openBusiness } from './world/business.ts'

// What a role hides is hidden everywhere: for every field of every resource, by every way the product has to show one.

const fieldsWith = (limit: 'hidden' | 'read_only') =>
  RESOURCES.flatMap((resource) =>
    [...Object.keys(resource.schemas.record.shape), ...(resource.takesCustomFields ? [CUSTOM_FIELD] : [])]
      .filter((field) => limitsOf(resource, field).includes(limit))
      .map((field) => ({ name: `${resource.name} ${field}`, resource, field })),
  )

let business: Business
beforeAll(async () => {
  business = await openBusiness(await testApp())
  for (const resource of RESOURCES.filter(({ takesCustomFields }) => takesCustomFields))
    await defineCustomField(business, resource)
})

describe('what a resource says of its fields', () => {
  it.each(RESOURCES.map((resource) => ({ name: resource.name, resource })))('$name: is complete', ({ resource }) => {
    const { shape } = resource.schemas.record
    const facts = resource.fieldFacts
    if (!facts) throw new Error(`${resource.name} has no fieldFacts: who has a field hidden could not search there`)
    const words = [...Object.keys(resource.filters), ...Object.keys(resource.sorts), ...resource.schemas.list.expands]
    expect(words.filter((word) => fieldAskedAs(resource, word) === undefined)).toEqual([])
    const named = [
      ...facts.alwaysSeen,
      ...Object.entries(facts.madeOf ?? {}).flat(2),
      ...Object.values(facts.askedAs ?? {}),
      ...Object.keys(facts.searched),
    ]
    expect(named.filter((field) => !(field in shape))).toEqual([])
  })

  it.each(RESOURCES.map((resource) => ({ name: resource.name, resource })))(
    '$name: the usual sort is by what nobody can hide',
    ({ resource }) => {
      const sort = resource.schemas.list.defaultSort.replace(/^-/, '')
      expect(limitsOf(resource, fieldAskedAs(resource, sort) ?? sort)).not.toContain('hidden')
    },
  )
})

describe('a hidden field', () => {
  it.each(fieldsWith('hidden'))('$name: is nowhere to be seen and not to be asked for', async ({ resource, field }) => {
    expect(await leaksOf(await subjectOf(business, resource, field))).toEqual([])
  })

  it('what a search may still look into is found', async () => {
    for (const resource of RESOURCES) {
      const [field] = Object.keys(resource.fieldFacts?.searched ?? {}).filter((one) =>
        limitsOf(resource, one).includes('hidden'),
      )
      if (!field) continue
      const { person, id } = await subjectOf(business, resource, field)
      const { body } = await person.get(`${resource.path}?search=${business.marker}&limit=100`)
      expect(body.data.map((record: { id: string }) => record.id)).toContain(id)
    }
  })
})

describe('a read-only field', () => {
  it.each(fieldsWith('read_only'))('$name: is shown, and refused by name', async ({ resource, field }) => {
    const record = await business.record(resource.name)
    const path = `${resource.path}/${record.id}`
    const person = await limited(business, resource, field, 'read_only')
    expect((await person.get(path)).body.data).toHaveProperty(field)
    const refused = await person.patch(path, inputOf(field, valueFor(resource, record, field)))
    expect([refused.status, refused.body.rule]).toEqual([403, 'access.field-read-only'])
    expect(refused.body.details).toMatchObject([{ field }])
  })
})

describe('planted faults', () => {
  it('a list that answers past the field rights is found', async () => {
    const [resource] = RESOURCES
    if (!resource) throw new Error('There is no resource')
    const routes = ROUTES.map((route) => (isListOf(resource, route) ? leakyList(resource, route) : route))
    const leaky = await openBusiness(await testApp({ routes }))
    expect(await leaksOf(await subjectOf(leaky, resource, 'notes'))).toEqual(['list'])
  })
})

function isListOf({ path }: AnyResource, route: Route): boolean {
  return route.method === 'GET' && route.path === path
}

/** Its reply is no schema of the resource, so nothing leaves out what is hidden. */
function leakyList(resource: AnyResource, { options }: Route): Route {
  return list(resource.path, {
    ...options,
    reply: z.looseObject({}),
    run: async (ctx, { query }) => {
      const { rows, pagination } = await listRecords(ctx, resource, query as never)
      return { rows: rows.map((row) => ({ ...row })), pagination }
    },
  })
}
