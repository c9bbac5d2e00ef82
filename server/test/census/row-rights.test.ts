import { ROW_ACTIONS } from '@groundwork/contract/platform/roles.ts'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RESOURCES, ROUTES } from '#app'
import { type ActorTenant, userActor } from '#platform/access/actor.ts'
import { findDisagreements } from '#platform/access/policy-agreement.ts'
import { EVERYTHING } from '#platform/access/role-rights.ts'
import { builder, compileTemplate } from '#platform/database/statement.ts'
import { type Route, read } from '#platform/http/route.ts'
import type { AnyResource, BaseRow } from '#platform/resource/resource.ts'
import { rowsOf } from '#platform/resource/row-statements.ts'
import { testApp } from '#test/kit/app.ts'
import { madeBy, type Subject, subjectOf, withOwnRows } from './row-rights/subject.ts'
import { type Limited, READING, readingLeaks, WRITING, writingLeaks } from './row-rights/walk.ts'
import { leaksOf } from './row-rights/ways.ts'
import { type Business, openBusiness } from './world/business.ts'
import { nameOf } from './world/request.ts'

// Who works with their own records alone meets nobody else's: for every resource, by every way the product has to one.

const app = await testApp()
const named = RESOURCES.map((resource) => [resource.name, resource] as const)
let business: Business

beforeAll(async () => {
  await app.server.listen({ port: 0, host: '127.0.0.1' })
  business = await openBusiness(app)
})

describe('what is one’s own', () => {
  it.each(named)('%s: predicate and condition agree', async (_, resource) => {
    const subject = await subjectOf(business, resource)
    expect(await disagreements(subject)).toEqual([])
  })
})

describe("somebody else's record", () => {
  it.each(named)('%s: is nowhere to be seen and not to be changed', async (_, resource) => {
    expect(await leaksOf(await subjectOf(business, resource))).toEqual([])
  })

  it.each(named)('%s: may be read and not changed, where only changing is limited', async (_, resource) => {
    const writing = ROW_ACTIONS.filter((action) => action !== 'read')
    const rows = { [resource.name]: Object.fromEntries(writing.map((action) => [action, 'own' as const])) }
    const person = await withOwnRows(business, rows)
    const theirs = await business.record(resource.name)
    const mine = await madeBy(person, business, resource)
    const path = `${resource.path}/${theirs.id}`
    expect((await person.get(`${path}?expand=can`)).body.data.can).toMatchObject({
      update: false,
      trash: false,
      purge: false,
    })
    expect((await person.get(`${resource.path}/${mine.id}?expand=can`)).body.data.can).toMatchObject({
      trash: true,
      purge: true,
    })
    const answers = [
      await person.patch(path, {}),
      await person.delete(path),
      await person.delete(`${path}?permanent=true`),
      await person.post(`${path}/revert`, { version: 1 }),
    ]
    expect(answers.slice(0, 3).map(({ status, body }) => [status, body.rule])).toEqual(
      Array.from({ length: 3 }, () => [403, 'access.row-not-own']),
    )
    expect((await person.get(path)).status).toBe(200)
  })
})

describe('every route', () => {
  let limited: Limited[]
  beforeAll(async () => {
    limited = await Promise.all(
      RESOURCES.map(async (resource) => {
        return { resource, person: await withOwnRows(business, { [resource.name]: { read: 'own' } }) }
      }),
    )
  })

  it.each(READING.map((route) => [nameOf(route), route] as const))('%s shows none of others', async (_, route) => {
    expect(await readingLeaks(route, business, limited)).toEqual([])
  })

  it.each(WRITING.map((route) => [nameOf(route), route] as const))('%s changes none of others', async (_, route) => {
    expect(await writingLeaks(route, business, limited)).toEqual([])
  })
})

describe('planted faults', () => {
  const [resource] = RESOURCES
  if (!resource) throw new Error('There is no resource')
  const path = `${resource.path}/:id`

  it('a route that answers past the rows is found by every walk', async () => {
    const routes = ROUTES.map((route) => (nameOf(route) === `GET ${path}` ? leaky(resource, route) : route))
    const leakyApp = await testApp({ routes })
    await leakyApp.server.listen({ port: 0, host: '127.0.0.1' })
    const other = await openBusiness(leakyApp)
    expect(await leaksOf(await subjectOf(other, resource))).toEqual(['GET', 'GET with expand', 'a key of theirs'])
    const person = await withOwnRows(other, { [resource.name]: { read: 'own' } })
    const route = routes.find((one) => nameOf(one) === `GET ${path}`)
    if (!route) throw new Error(`There is no GET ${path}`)
    expect(await readingLeaks(route, other, [{ resource, person }])).toEqual([
      expect.stringContaining(`GET ${path} shows ${resource.name} of others`),
    ])
  })

  it('a change past the rows is found', async () => {
    const person = await business.person()
    const route = ROUTES.find((one) => nameOf(one) === `DELETE ${path}`)
    if (!route) throw new Error(`There is no DELETE ${path}`)
    expect(await writingLeaks(route, business, [{ resource, person }])).toEqual([
      expect.stringContaining(`changes ${resource.name} of others`),
    ])
  })

  it('a predicate that lets more through than the condition is found', async () => {
    const subject = await subjectOf(business, resource)
    const lax = { ...resource, own: { ...resource.own, holds: () => true } }
    expect(await disagreements({ ...subject, resource: lax })).toEqual([
      expect.stringContaining('is readable but not listed'),
    ])
  })
})

function leaky(resource: AnyResource, { options }: Route): Route {
  return read(`${resource.path}/:id`, {
    ...options,
    reply: resource.schemas.record,
    params: z.strictObject({ id: z.uuid() }),
    run: async ({ tx, actor }, { params }) => {
      const row = await rowsOf<BaseRow>(resource).find(tx, actor.tenant.id, params.id)
      if (!row) throw new Error('There is none')
      return resource.toRecord(row)
    },
  })
}

async function disagreements({ resource, person, mine, theirs }: Subject): Promise<string[]> {
  const tenant = { id: business.tenantId } as ActorTenant
  const rights = {
    key: 'own',
    name: 'Own',
    permissions: EVERYTHING,
    fields: {},
    rows: { [resource.name]: { read: 'own' } },
  } as const
  const actor = userActor({ id: person.userId, name: 'X', isSuperAdmin: false }, null, rights, tenant)
  const inTenant = <T>(work: Parameters<typeof app.services.database.read<T>>[1]) =>
    app.services.database.read({ tenantId: tenant.id, actorId: null }, work)
  const rows = await inTenant((tx) => rowsOf<BaseRow>(resource).findMany(tx, tenant.id, [mine.id, theirs.id]))
  return findDisagreements(resource, 'read', {
    actors: [actor],
    rows,
    select: async (_actor, condition) => {
      const query = sql<{ id: string }>`select id from ${sql.table(resource.table)}
        where tenant_id = ${tenant.id}::uuid and ${condition ?? sql`true`}`
      const found = await inTenant((tx) => tx.run<{ id: string }>(compileTemplate('', query.compile(builder)).bind({})))
      return found.map(({ id }) => id)
    },
  })
}
