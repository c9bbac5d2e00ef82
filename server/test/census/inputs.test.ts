import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '#app'
import { type Route, read } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import { type Business, openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { addressOf, nameOf, type Request, send } from './world/request.ts'

const loose = read('/planted/loose', {
  access: 'signed-in',
  tag: 'planted',
  summary: 'Takes whatever is sent',
  query: z.object({ limit: z.string().optional() }),
  reply: z.strictObject({}),
  run: async () => ({}),
})

const app = await testApp({ routes: [...ROUTES, loose] })
let business: Business
const requests = new Map<Route, Request>()

// Streams without params never end when they are asked rightly; asked wrongly they answer like any other route.
const WITH_BODY = ROUTES.filter(({ options }) => options.body !== undefined)
const WITH_QUERY = ROUTES.filter(({ options }) => options.query !== undefined)
const table = (routes: readonly Route[]) => routes.map((route) => [nameOf(route), route] as const)

beforeAll(async () => {
  business = await openBusiness(app)
  for (const route of ROUTES)
    if (nameOf(route) !== 'GET /auth/jwks') requests.set(route, await exampleOf(route)(business))
}, 60_000)

const requestFor = (route: Route) => requests.get(route) ?? {}
const ask = (route: Route, request: Request) => send(request.as ?? business.owner, route, request)
const fieldsOf = (answer: { body: { details?: { field: string }[] } }) =>
  (answer.body.details ?? []).map(({ field }) => field)

describe('what a route does not know', () => {
  it.each(table(ROUTES))('%s: 400 names an unknown parameter', async (_, route) => {
    const request = requestFor(route)
    const answer = await ask(route, { ...request, query: { ...request.query, surprise: '1' } })
    expect([answer.status, answer.body?.rule, fieldsOf(answer)]).toEqual([400, 'request.invalid', ['surprise']])
  })

  it.each(table(WITH_BODY))('%s: 400 names an unknown field', async (_, route) => {
    const request = requestFor(route)
    const answer = await ask(route, { ...request, body: { ...Object(request.body), surprise: 1 } })
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['surprise']])
  })

  it.each(table(WITH_BODY))('%s: 400 for a body that is no object', async (_, route) => {
    for (const body of [[], 'text', 7, null])
      expect([body, (await ask(route, { ...requestFor(route), body })).status]).toEqual([body, 400])
  })
})

describe('what is missing', () => {
  it.each(table(WITH_BODY.filter((route) => requiredOf(route.options.body).length > 0)))(
    '%s: 400 names every required field',
    async (_, route) => {
      const answer = await ask(route, { ...requestFor(route), body: {} })
      expect(answer.status).toBe(400)
      expect(fieldsOf(answer)).toEqual(expect.arrayContaining(requiredOf(route.options.body)))
    },
  )

  it.each(table(WITH_QUERY.filter((route) => requiredOf(route.options.query).length > 0)))(
    '%s: 400 names every required parameter',
    async (_, route) => {
      const answer = await ask(route, { ...requestFor(route), query: {} })
      expect(answer.status).toBe(400)
      expect(fieldsOf(answer)).toEqual(expect.arrayContaining(requiredOf(route.options.query)))
    },
  )
})

function requiredOf(schema: z.ZodType | undefined): string[] {
  return schema ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).required ?? []) : []
}

describe('what the database cannot keep', () => {
  it.each([
    ['a NUL', 'a\u0000b'],
    ['half a character', 'a\ud800'],
  ])('400 names the field: %s', async (_, text) => {
    const inBody = await business.owner.post('/customers', {
      kind: 'person',
      lastName: 'Torres',
      contacts: [{ name: text }],
    })
    expect([inBody.status, fieldsOf(inBody)]).toEqual([400, ['contacts.0.name']])
    // Addresses are UTF-8: half a character does not get this far in one.
    const inQuery = await business.owner.get(`/customers?search=${encodeURIComponent(text.toWellFormed())}`)
    expect([inQuery.status, fieldsOf(inQuery)]).toEqual(text.isWellFormed() ? [400, ['search']] : [200, []])
  })

  it.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '2026-11-20T09:30:00+23:59',
  ])('400 names the field: %s', async (time) => {
    const answer = await business.owner.get(`/customers?createdAfter=${encodeURIComponent(time)}`)
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['createdAfter']])
  })
})

describe('how it is sent', () => {
  it.each(table(WITH_BODY))('%s: 415 for anything but JSON', async (_, route) => {
    const request = requestFor(route)
    const caller = request.as ?? business.owner
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await caller.request(route.method, addressOf(route, request), request.body, {
        'content-type': type,
      })
      expect([type, answer.status, answer.body.rule]).toEqual([type, 415, 'request.media-type'])
    }
  })

  it.each(table(ROUTES.filter(({ path }) => path.includes('/:id'))))(
    '%s: 400 for an id that is none',
    async (_, route) => {
      const request = requestFor(route)
      for (const id of ['1', 'me', '../x', "'; drop table users"]) {
        const answer = await ask(route, { ...request, params: { ...request.params, id } })
        expect([id, answer.status, fieldsOf(answer)]).toEqual([id, 400, ['id']])
      }
    },
  )
})

it('this test itself would see a parameter that is taken without being known', async () => {
  expect((await ask(loose, { query: { surprise: '1' } })).status).toBe(200)
})
