import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '#app'
import { listCustomerNames } from '#office/customers/customers.queries.ts'
import { list, type Route } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import { StatementCounter } from '#test/kit/statement-counter.ts'
import { ARRAY_REPLIES, WHOLE_LISTS } from './lists/argued-for.ts'
import { ask, identify, parametersOf, walk, withQuery } from './lists/walk.ts'
import { type Business, openBusiness } from './world/business.ts'
import { EXAMPLES, exampleOf } from './world/examples.ts'
import { isPublic, nameOf, type Request, send } from './world/request.ts'

const oneByOne = list('/planted/one-by-one', {
  access: 'signed-in',
  tag: 'planted',
  summary: 'Asks for each customer by itself',
  reply: z.strictObject({ id: z.string(), name: z.string() }),
  run: async ({ tx, actor }) => {
    const tenantId = actor.tenant.id
    const text = 'select id from customers where tenant_id = $1'
    const found = await tx.run<{ id: string }>({ statement: { name: '', text }, values: [tenantId] })
    const rows = (await Promise.all(found.map(({ id }) => listCustomerNames(tx, { tenantId, ids: [id] })))).flat()
    return { rows, pagination: { page: 1, limit: 100, total: null, hasNext: false, nextCursor: null } }
  },
})
Object.assign(EXAMPLES, {
  'GET /planted/one-by-one': async (business: Business) => business.record('office.customers').then(() => ({})),
})

const app = await testApp({ routes: [...ROUTES, oneByOne] })
const counter = new StatementCounter(app.services.database)

const READS = ROUTES.filter((route) => route.method === 'GET' && route.kind !== 'stream' && !isPublic(route))
const LISTS = READS.filter(({ kind }) => kind === 'list')
const LIMITED = LISTS.filter((route) => 'limit' in parametersOf(route))
const PAGED = LISTS.filter((route) => 'cursor' in parametersOf(route))
const table = (routes: readonly Route[]) => routes.map((route) => [nameOf(route), route] as const)

const ROWS = 7
let few: Business
let many: Business
/** By route: a request on a business that has one of everything, and on one that has several. */
const fewRequests = new Map<Route, Request>()
const manyRequests = new Map<Route, Request>()

beforeAll(async () => {
  few = await openBusiness(app)
  many = await openBusiness(app)
  for (const route of [...READS, oneByOne]) {
    fewRequests.set(route, openRequest(await exampleOf(route)(few)))
    const isList = route.kind === 'list' && !route.path.includes(':')
    for (let made = 1; isList && made < ROWS; made++) await exampleOf(route)(many)
    manyRequests.set(route, openRequest(await exampleOf(route)(many)))
  }
}, 120_000)

/** Without the ids that narrow it: what is asked for is the whole list. */
function openRequest(request: Request): Request {
  const query = Object.entries(request.query ?? {}).filter(([, value]) => !/^[0-9a-f-]{36}$/.test(value))
  return { ...request, query: Object.fromEntries(query) }
}

const requestOn = (business: Business, route: Route) => (business === few ? fewRequests : manyRequests).get(route) ?? {}
/** By the owner: examples of some routes belong to a person of their own, who sees less. */
const asOwner = (business: Business, route: Route): Request => ({ ...requestOn(business, route), as: business.owner })

describe('every list is bounded', () => {
  it.each(table(LIMITED))('%s: limit is 1 to 100', async (_, route) => {
    const request = requestOn(many, route)
    for (const limit of ['0', '101', '100000', '-1', '1.5', 'all', '']) {
      const answer = await send(request.as ?? many.owner, route, withQuery(request, { limit }))
      expect([limit, answer.status, answer.body.details?.[0]?.field]).toEqual([limit, 400, 'limit'])
    }
    const full = await ask(many, route, withQuery(request, { limit: '100' }))
    expect(full.body.pagination.limit).toBe(100)
    const one = await ask(many, route, withQuery(request, { limit: '1' }))
    expect(one.body.data.length).toBeLessThanOrEqual(1)
  })

  it('or argued for', () => {
    expect(
      LISTS.filter((route) => !LIMITED.includes(route))
        .map(nameOf)
        .sort(),
    ).toEqual(Object.keys(WHOLE_LISTS).sort())
    const arrays = READS.filter(({ kind, reply }) => kind === 'record' && reply instanceof z.ZodArray)
    expect(arrays.map(nameOf).sort()).toEqual(Object.keys(ARRAY_REPLIES).sort())
  })

  it('GET /views and GET /auth/sessions: a hundred of several hundred', async () => {
    const person = await many.person()
    await many.asAdmin(
      `insert into saved_views (tenant_id, id, user_id, resource, name, query)
       select $1, gen_random_uuid(), $2, 'waste.bins', 'View ' || n, '' from generate_series(1, 300) n`,
      [person.tenantId, person.userId],
    )
    await many.asAdmin(
      `insert into sessions (id, user_id, tenant_id, expires_at)
       select gen_random_uuid(), $2, $1, now() + interval '1 day' from generate_series(1, 300)`,
      [person.tenantId, person.userId],
    )
    for (const path of ['/views?resource=waste.bins', '/auth/sessions'])
      expect((await person.get(path)).body.data).toHaveLength(100)
  })

  it.each(table(LISTS.filter((route) => 'page' in parametersOf(route))))(
    '%s: pages end at 10,000 rows',
    async (_, route) => {
      const request = requestOn(many, route)
      const answer = await send(request.as ?? many.owner, route, withQuery(request, { page: '101', limit: '100' }))
      expect([answer.status, answer.body.details?.[0]?.field]).toEqual([400, 'page'])
      const empty = await ask(many, route, withQuery(request, { page: '100', limit: '100' }))
      expect([empty.body.data, empty.body.pagination.hasNext]).toEqual([[], false])
    },
  )
})

describe('a cursor loses and repeats nothing', () => {
  it.each(table(PAGED))('%s: while records are added, in every order', async (_, route) => {
    const request = withQuery(asOwner(many, route), 'count' in parametersOf(route) ? { count: 'false' } : {})
    for (const sort of [undefined, ...(parametersOf(route)['sort'] ?? [])]) {
      const sorted = sort === undefined ? request : withQuery(request, { sort })
      const whole = (await ask(many, route, withQuery(sorted, { limit: '100' }))).body.data.map(identify)
      const limit = String(Math.max(1, Math.ceil(whole.length / 4)))
      const walked = await walk(many, route, withQuery(sorted, { limit }), () =>
        sort === undefined ? exampleOf(route)(many) : Promise.resolve(),
      )
      const known = new Set(whole)
      const seen = walked.filter((id) => known.has(id))
      expect(new Set(walked).size, `${nameOf(route)} sort=${sort}: a row came twice`).toBe(walked.length)
      expect(seen, `${nameOf(route)} sort=${sort}: a row is missing, or elsewhere`).toEqual(whole)
    }
  })

  it.each(table(PAGED))('%s: 400 for a cursor that is damaged, made up, or of another sort', async (_, route) => {
    const request = asOwner(many, route)
    const first = await ask(many, route, withQuery(request, { limit: '1' }))
    const cursor = first.body.pagination.nextCursor ?? 'WyJhIl0'
    for (const wrong of [
      'x',
      '%00',
      'bnVsbA',
      `${cursor.slice(0, -3)}`,
      `A${cursor}`,
      Buffer.from('["-createdAt",[{}],"x"]').toString('base64url'),
    ]) {
      const answer = await send(many.owner, route, withQuery(request, { cursor: wrong }))
      expect([wrong, answer.status, answer.body.rule]).toEqual([wrong, 400, 'request.cursor-invalid'])
    }
  })

  it.each(table(PAGED))(
    '%s: 400 for one whose parts were changed to what the database cannot take',
    async (_, route) => {
      const request = asOwner(many, route)
      for (const sort of [undefined, ...(parametersOf(route)['sort'] ?? [])]) {
        const sorted = withQuery(request, { limit: '1', ...(sort === undefined ? {} : { sort }) })
        const parts = partsOf((await ask(many, route, sorted)).body.pagination.nextCursor)
        for (const changed of parts ? spoiled(parts) : []) {
          const cursor = Buffer.from(JSON.stringify(changed)).toString('base64url')
          const answer = await send(many.owner, route, withQuery(sorted, { cursor }))
          // A key of another value is no lie that could be noticed; one of another type is.
          expect([changed, answer.status < 500]).toEqual([changed, true])
        }
      }
    },
  )
})

type Parts = [sort: string, keys: unknown[], id: string]

/** Most cursors are JSON in base64; the others are numbers, which the damaged ones above are about. */
function partsOf(cursor: string | null): Parts | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString('utf8'))
    // As encodeCursor writes them.
    return Array.isArray(parts) && parts.length === 3 ? (parts as Parts) : undefined
  } catch {
    return undefined
  }
}

function spoiled([sort, keys, id]: Parts): Parts[] {
  const values = [
    null,
    2 ** 40,
    -1,
    0.5,
    '',
    'a\u0000',
    '\ud800',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999Z',
    '2026-13-01T00:00:00Z',
    {},
    [],
  ]
  const otherKeys = values.map((value): Parts => [sort, keys.map(() => value), id])
  const otherIds = ['', '-'.repeat(36), 'a'.repeat(36), `${id}0`, `\u0000${id.slice(1)}`].map(
    (other): Parts => [sort, keys, other],
  )
  return [...otherKeys, ...otherIds]
}

describe('how many statements a read takes does not depend on how many rows there are', () => {
  it.each(table(READS))('%s', async (_, route) => {
    const counts = []
    for (const business of [few, many]) counts.push(await statementsOf(business, route))
    const [alone, together] = counts
    expect(together?.statements).toBe(alone?.statements)
    if (route.kind === 'list' && !route.path.includes(':') && !(nameOf(route) in WHOLE_LISTS)) {
      expect(together?.rows, 'The businesses have as many rows, so this proves nothing').toBeGreaterThan(
        alone?.rows ?? 0,
      )
    }
  })

  it('this test itself finds a statement per row', async () => {
    const [alone, together] = [await statementsOf(few, oneByOne), await statementsOf(many, oneByOne)]
    expect(together.statements).toBeGreaterThan(alone.statements)
  })
})

async function statementsOf(business: Business, route: Route): Promise<{ statements: number; rows: number }> {
  const parameters = parametersOf(route)
  const widest = {
    ...('limit' in parameters ? { limit: '100' } : {}),
    ...('expand' in parameters ? { expand: (parameters['expand'] ?? []).join() || 'can' } : {}),
  }
  const request = withQuery(asOwner(business, route), widest)
  // Once before: who asks is then known, and a fresh connection prepared.
  const answer = await send(business.owner, route, request)
  const statements = await counter.during(() => send(business.owner, route, request))
  return { statements, rows: answer.body?.data?.length ?? 0 }
}
