import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RESOURCES, ROUTES } from '#app'
import { openApi } from '#platform/http/openapi.ts'
import { change, type Route } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import type { Caller } from '#test/kit/callers.ts'
import { differences, digestOf } from './tables/tenant-digest.ts'
import { type Business, inputsOf, openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { nameOf, type Request, send } from './world/request.ts'

const careless = change('PATCH', '/planted/careless', {
  access: 'signed-in',
  tag: 'planted',
  summary: 'Overwrites whatever stands there',
  body: z.strictObject({ id: z.uuid(), name: z.string() }),
  reply: z.strictObject({ version: z.int() }),
  run: async ({ tx, actor }, { body }) => {
    const text =
      'update customers set name = $3, version = version + 1 where tenant_id = $1 and id = $2 returning version'
    const [row] = await tx.run<{ version: number }>({
      statement: { name: '', text },
      values: [actor.tenant.id, body.id, body.name],
    })
    return { version: row?.version ?? 0 }
  },
})

const app = await testApp({ routes: [...ROUTES, careless] })
let business: Business

// What the docs promise is what is tested: a route that takes no If-Match must not say so, and the other way round.
const DOCS = openApi(ROUTES, 'http://localhost') as {
  paths: Record<string, Record<string, { parameters: { name: string }[] }>>
}
const documents = (header: string) => (route: Route) =>
  DOCS.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]?.parameters.some(
    ({ name }) => name === header,
  ) === true
const TAKING_IF_MATCH = ROUTES.filter(documents('If-Match'))
const TAKING_IF_NONE_MATCH = ROUTES.filter(documents('If-None-Match'))
const answersVersion = ({ reply }: Route) => reply instanceof z.ZodObject && 'version' in reply.shape
const table = (routes: readonly Route[]) => routes.map((route) => [nameOf(route), route] as const)

/** Changes without a version to compare, and why that is fine. */
const WITHOUT_VERSION: Record<string, string> = {
  'PATCH /auth/me': 'One person changes their own profile',
  'PATCH /auth/passkeys/:id': 'One person renames their own passkey',
  'PATCH /notifications/preferences': 'One person changes their own wishes, one at a time',
  'PUT /custom-fields/order': 'An order, and nothing else; the last one stands',
  'PATCH /comments/:id': 'Only the person who wrote it changes it',
  'PATCH /imports/:id': 'The settings of an upload, until it is run; its maker alone changes them',
}

beforeAll(async () => {
  business = await openBusiness(app)
})

const callerOf = (request: Request): Caller => request.as ?? business.owner

/** What a route does with the tag of a version that is not the one that stands. */
async function staleFaults(route: Route, request: Request): Promise<string[]> {
  const before = await digestOf(app.database.adminUrl, business.tenantId)
  const answer = await send(callerOf(request), route, request, { 'if-match': '"987654"' })
  const changed = differences(before, await digestOf(app.database.adminUrl, business.tenantId))
  const current = answer.body?.current
  return [
    ...(answer.status === 412 && answer.body.rule === 'record.changed'
      ? []
      : [`${nameOf(route)} answers ${answer.status} ${answer.body?.rule ?? ''}`]),
    ...(typeof current?.version === 'number' ? [] : [`${nameOf(route)} does not show the record as it stands`]),
    ...(current && answer.headers['etag'] !== `"${current.version}"`
      ? [`${nameOf(route)} answers the ETag ${String(answer.headers['etag'])}`]
      : []),
    ...changed.map((name) => `${nameOf(route)} changed ${name} nevertheless`),
  ]
}

describe('If-Match', () => {
  it('is taken by every change of a record', () => {
    const changes = ROUTES.filter(({ method }) => method === 'PATCH' || method === 'PUT')
    const without = changes.filter((route) => !TAKING_IF_MATCH.includes(route)).map(nameOf)
    expect(
      without.filter((name) => !(name in WITHOUT_VERSION)),
      'Answer a version and honour If-Match, or argue for it here',
    ).toEqual([])
    expect(
      Object.keys(WITHOUT_VERSION).filter((name) => !without.includes(name)),
      'Argued for, and not there',
    ).toEqual([])
  })

  it.each(table(TAKING_IF_MATCH))('%s: 412 with the record as it stands for another version', async (_, route) => {
    expect(await staleFaults(route, await exampleOf(route)(business))).toEqual([])
  })

  it.each(table(TAKING_IF_MATCH))(
    '%s: the version that stands, any version (*), or one of several will do',
    async (_, route) => {
      for (const tagOf of [
        (version: number) => `"${version}"`,
        () => '*',
        (version: number) => `"987654", "${version}"`,
        (version: number) => `"${version}-abc"`,
      ]) {
        const request = await exampleOf(route)(business)
        const refused = await send(callerOf(request), route, request, { 'if-match': '"987654"' })
        const answer = await send(callerOf(request), route, request, {
          'if-match': tagOf(refused.body.current.version),
        })
        expect(answer.status, answer.text).toBeLessThan(300)
      }
    },
  )

  it.each(RESOURCES.map(({ name, path }) => [name, path] as const))(
    '%s: restoring and reverting ask for it, too',
    async (name, path) => {
      const [trashed, changed] = [await business.trashed(name), await business.record(name)]
      await business.owner.patch(`${path}/${changed.id}`, await inputsOf(name).change(business))
      const stale = { 'if-match': '"987654"' }
      const answers = [
        await business.owner.post(`${path}/${trashed.id}/restore`, undefined, stale),
        await business.owner.post(`${path}/${changed.id}/revert`, { version: 1 }, stale),
      ]
      expect(answers.map(({ status }) => status)).toEqual([412, 412])
    },
  )

  it.each(RESOURCES.map(({ name, path }) => [name, path] as const))(
    '%s: of ten changes of one version at once, one wins',
    async (name, path) => {
      const { id } = await business.record(name)
      const inputs = await Promise.all(Array.from({ length: 10 }, () => inputsOf(name).change(business)))
      const answers = await Promise.all(
        inputs.map((input) => business.owner.patch(`${path}/${id}`, input, { 'if-match': '"1"' })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)])
      expect((await business.owner.get(`${path}/${id}`)).body.data.version).toBe(2)
    },
  )
})

describe('If-None-Match', () => {
  it('is taken by every route that answers one record with a version', () => {
    const reads = ROUTES.filter((route) => route.method === 'GET' && route.kind === 'record' && answersVersion(route))
    expect(reads.filter((route) => !TAKING_IF_NONE_MATCH.includes(route)).map(nameOf)).toEqual([])
  })

  it.each(table(TAKING_IF_NONE_MATCH))(
    '%s: 304 without a body for what is known, the record for what is not',
    async (_, route) => {
      const request = await exampleOf(route)(business)
      const first = await send(callerOf(request), route, request)
      const etag = String(first.headers['etag'])
      expect(etag).toMatch(new RegExp(`^"${first.body.data.version}-[\\w-]+"$`))
      const known = await send(callerOf(request), route, request, { 'if-none-match': `"other", ${etag}` })
      expect([known.status, known.text, known.headers['etag']]).toEqual([304, '', etag])
      expect((await send(callerOf(request), route, request, { 'if-none-match': '"other"' })).status).toBe(200)
    },
  )

  it.each(RESOURCES.map(({ name, path }) => [name, path] as const))('%s: a change ends it', async (name, path) => {
    const { id } = await business.record(name)
    const { headers } = await business.owner.get(`${path}/${id}`)
    await business.owner.patch(`${path}/${id}`, await inputsOf(name).change(business))
    expect((await business.owner.get(`${path}/${id}`, { 'if-none-match': String(headers['etag']) })).status).toBe(200)
  })

  it('GET /waste/bins/:id: so does a change of what is expanded', async () => {
    const bin = await business.record('waste.bins')
    const path = `/waste/bins/${bin.id}?expand=customer`
    const { headers } = await business.owner.get(path)
    await business.owner.patch(`/customers/${bin['customerId']}`, {
      businessName: `${business.marker} Renamed ${business.number()}`,
    })
    expect((await business.owner.get(path, { 'if-none-match': String(headers['etag']) })).status).toBe(200)
  })

  it('GET /users/:id: so does a new name, which belongs to the account', async () => {
    const person = await business.person()
    const [row] = await business.asAdmin('select id from memberships where user_id = $1', [person.userId])
    const path = `/users/${row?.['id']}`
    const { headers } = await business.owner.get(path)
    await person.patch('/auth/me', { name: 'Somebody Else' })
    expect((await business.owner.get(path, { 'if-none-match': String(headers['etag']) })).status).toBe(200)
  })
})

it('this test itself finds a change that does not look at the version', async () => {
  const name = `${business.marker} Overwritten ${business.number()}`
  const faults = await staleFaults(careless, { body: { id: (await business.record('office.customers')).id, name } })
  expect(faults).toEqual([
    'PATCH /planted/careless answers 200 ',
    'PATCH /planted/careless does not show the record as it stands',
    'PATCH /planted/careless changed customers nevertheless',
  ])
})
