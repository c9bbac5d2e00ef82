import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES, ROUTES } from '#app'
import { importSources } from '#office/imports/import-source.ts'
import { testApp } from '#test/kit/app.ts'
import { withApiKey } from '#test/kit/callers.ts'
import { EventStream } from '#test/kit/event-stream.ts'
import { foreignFileFindings } from './isolation/foreign-files.ts'
import { foreignIdFindings, type Pair } from './isolation/foreign-ids.ts'
import { foreignRowFindings, isReading, showsOwnRows } from './isolation/foreign-rows.ts'
import { PLANTED_LEAKS } from './isolation/planted-leaks.ts'
import { openBusiness } from './world/business.ts'
import { EXAMPLES, exampleOf } from './world/examples.ts'
import { exchange, positionsOf } from './world/positions.ts'
import { isPublic, nameOf } from './world/request.ts'

const app = await testApp({ routes: [...ROUTES, ...PLANTED_LEAKS] })
let pair: Pair

// Public routes take secrets instead of ids; super admins see every tenant, and access.test.ts keeps others out.
const GUARDED = ROUTES.filter((route) => !isPublic(route) && route.options.access !== 'super-admin')
// Catalogues of the product: the same for everybody, with nothing of a tenant in them.
const CATALOGUES = new Set(['GET /roles', 'GET /permissions', 'GET /event-types'])
// The rows of errors.csv once more, packed: their words cannot be looked for.
const PACKED = new Set(['GET /imports/:id/errors.xlsx'])

beforeAll(async () => {
  pair = { mine: await openBusiness(app), theirs: await openBusiness(app) }
  for (const business of [pair.mine, pair.theirs]) {
    for (const { name } of RESOURCES) await business.record(name)
  }
})

const table = (routes: readonly (typeof ROUTES)[number][]) => routes.map((route) => [nameOf(route), route] as const)

describe("another tenant's id answers like an id of nothing and changes nothing", () => {
  // A stream without params would never end; it has a test of its own below.
  it.each(table(GUARDED.filter(({ kind, path }) => kind !== 'stream' || path.includes(':'))))(
    '%s',
    async (_, route) => {
      expect(await foreignIdFindings(route, pair)).toEqual([])
    },
  )

  it.each(RESOURCES.map(({ name, path }) => [name, path] as const))(
    '%s: in a bulk request that is not atomic',
    async (_, path) => {
      const { mine, theirs } = pair
      const bulk = ROUTES.find((route) => nameOf(route) === `POST ${path}/bulk`)
      if (!bulk) throw new Error(`There is no POST ${path}/bulk`)
      const [request, foreign] = [await exampleOf(bulk)(mine), await exampleOf(bulk)(theirs)]
      const foreignIds = positionsOf(foreign).map(({ value }) => value)
      const stolen = positionsOf(request).reduce(
        (at, position, index) => exchange(at, position, foreignIds[index] ?? ''),
        request,
      )
      const answer = await mine.owner.post(`${path}/bulk`, { ...Object(stolen.body), atomic: false })
      const statuses = answer.body.data.results.slice(1).map(({ status }: { status: number }) => status)
      expect({ path, statuses }).toEqual({ path, statuses: [404, 404, 404] })
    },
  )
})

describe('nothing of another tenant is in any answer', () => {
  it.each(table(GUARDED.filter(isReading)))('%s', async (_, route) => {
    expect(await foreignRowFindings(route, pair)).toEqual([])
  })

  it.each(
    table(
      GUARDED.filter(
        (route) =>
          isReading(route) && route.kind !== 'record' && !CATALOGUES.has(nameOf(route)) && !PACKED.has(nameOf(route)),
      ),
    ),
  )('%s has something to show', async (name, route) => {
    const sentence = `${name}: its example in census/world leaves the business without any row, so an empty answer proves nothing`
    expect(await showsOwnRows(route, pair), sentence).toBe(true)
  })
})

describe('a file that another tenant exported reaches nothing of theirs', () => {
  it.each(importSources().map(({ resource }) => resource.name))('%s', async (name) => {
    expect(await foreignFileFindings(name, pair)).toEqual([])
  })
})

describe('streams', () => {
  it('GET /events/stream: hears nothing of another tenant', async () => {
    const { mine, theirs } = pair
    const address = await app.server.listen({ port: 0, host: '127.0.0.1' })
    const stream = await EventStream.open(`${address}/api/events/stream`, mine.owner.headers)
    await theirs.record('office.customers')
    // Committed after theirs: when it arrives, theirs would have.
    const last = await mine.record('office.customers')
    await stream.until(({ data }) => data.subjectId === last.id)
    stream.close()
    expect(JSON.stringify(stream.messages)).not.toContain(theirs.marker)
  })

  it('are all accounted for', () => {
    const without = GUARDED.filter(({ kind, path }) => kind === 'stream' && !path.includes(':')).map(nameOf)
    expect(without, 'A new stream needs an isolation test of its own').toEqual(['GET /events/stream'])
  })
})

describe('X-Tenant-Id', () => {
  it('403: a tenant of others answers like one that does not exist, for people and for keys', async () => {
    const { mine, theirs } = pair
    const key = await withApiKey(app, mine.owner, ['office.customers.read'])
    for (const caller of [mine.owner, key]) {
      const [foreign, absent] = [theirs.tenantId, randomUUID()]
      const answers = await Promise.all(
        [foreign, absent].map((tenant) => caller.get('/customers', { 'x-tenant-id': tenant })),
      )
      const told = answers.map(({ status, body }, index) => [
        status,
        body.rule,
        body.detail.replace([foreign, absent][index], ''),
      ])
      expect(told[0]).toEqual(told[1])
      expect(told[0]?.slice(0, 2)).toEqual([403, 'access.tenant-unknown'])
    }
  })
})

describe('what is unique is unique within a tenant', () => {
  it.each(RESOURCES.map(({ name, path }) => [name, path] as const))(
    '%s: another tenant may have the same',
    async (_, path) => {
      const { mine, theirs } = pair
      const create = ROUTES.find((route) => nameOf(route) === `POST ${path}`)
      if (!create) throw new Error(`There is no POST ${path}`)
      const [request, foreign] = [await exampleOf(create)(mine), await exampleOf(create)(theirs)]
      const own = positionsOf(foreign).map(({ value }) => value)
      const same = positionsOf(request).reduce(
        (at, position, index) => exchange(at, position, own[index] ?? ''),
        request,
      )
      expect((await mine.owner.post(path, request.body)).status).toBe(201)
      const answer = await theirs.owner.post(path, same.body)
      expect(answer.status, answer.text).toBe(201)
    },
  )
})

describe('the examples', () => {
  it('belong to routes that exist', () => {
    const names = new Set(ROUTES.map(nameOf))
    expect(Object.keys(EXAMPLES).filter((name) => !names.has(name) && !name.includes('/planted/'))).toEqual([])
  })
})

describe('this test itself', () => {
  it('finds a record that is looked up without its tenant', async () => {
    const [byId] = PLANTED_LEAKS
    expect(await foreignIdFindings(byId, pair)).toEqual([
      expect.stringContaining('GET /planted/people/:id: params.id: an id of nothing answers 404'),
    ])
  })

  it('finds a list without a tenant', async () => {
    const [, list] = PLANTED_LEAKS
    expect(await foreignRowFindings(list, pair)).toContainEqual(expect.stringContaining('GET /planted/people'))
  })

  it('finds a change that reaches into another tenant', async () => {
    const [, , change] = PLANTED_LEAKS
    expect(await foreignIdFindings(change, pair)).toContainEqual(
      'POST /planted/rename: body.userId: the request changed users of the other tenant',
    )
  })

  it('finds an id field that no example sets', async () => {
    const [, , , forgotten] = PLANTED_LEAKS
    expect(await foreignIdFindings(forgotten, pair)).toContainEqual(
      expect.stringContaining('body.depotIds[] takes an id'),
    )
  })
})
