import { ERRORS } from '@groundwork/contract/errors.ts'
import { Problem } from '@groundwork/contract/http/envelope.ts'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '#app'
import { change, type Route } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import type { Answer } from '#test/kit/callers.ts'
import { HOSTILE_HEADERS, RAW_BODIES, RAW_PATHS } from './fuzz/hostile.ts'
import { mutants } from './fuzz/mutate.ts'
import { type Digest, differences, digestOf } from './tables/tenant-digest.ts'
import { type Business, openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { addressOf, nameOf, type Request, send } from './world/request.ts'

const fragile = change('POST', '/planted/fragile', {
  access: 'signed-in',
  tag: 'planted',
  summary: 'Believes what it is told',
  body: z.strictObject({ count: z.string() }),
  reply: z.strictObject({}),
  run: async ({ tx }, { body }) => {
    await tx.run({ statement: { name: '', text: 'select $1::int' }, values: [body.count] })
    return {}
  },
})

const app = await testApp({ routes: [...ROUTES, fragile] })
let business: Business
let bystander: Business
let untouched: Digest

// A stream that never ends answers the census elsewhere; what it is asked wrongly is in inputs.test.ts.
const ENDING = ROUTES.filter(({ kind, path }) => kind !== 'stream' || path.includes(':'))
const table = (routes: readonly Route[]) => routes.map((route) => [nameOf(route), route] as const)
const MS_PER_ROUTE = 250

beforeAll(async () => {
  business = await openBusiness(app)
  bystander = await openBusiness(app)
  await bystander.record('waste.bins')
  untouched = await digestOf(app.database.adminUrl, bystander.tenantId)
})

/** What is wrong with an answer to nonsense: it blames us, or does not say in the usual form what is wrong. */
function answerFaults({ status, headers, body, text }: Answer): string[] {
  // Told to come back later is no mistake of ours, even here, where everybody asks at once.
  if (status === 503 && ['request.overloaded', 'auth.busy'].includes(body?.rule)) return []
  if (status >= 500) return [`${status}: ${text.slice(0, 300)}`]
  if (status < 400) return []
  const problem = Problem.safeParse(body)
  return [
    ...(String(headers['content-type']).startsWith('application/problem+json')
      ? []
      : [`${status} as ${String(headers['content-type'])}`]),
    ...(problem.success ? [] : [`${status} without the envelope of a problem: ${text.slice(0, 300)}`]),
    ...(body?.rule in ERRORS && body?.status === status ? [] : [`${status} with the rule ${String(body?.rule)}`]),
  ]
}

async function attack(route: Route, request: Request, runsMs: number): Promise<void> {
  const caller = request.as ?? business.owner
  await fc.assert(
    fc.asyncProperty(mutants(route, request), async (mutant) => {
      expect(answerFaults(await send(caller, route, mutant))).toEqual([])
    }),
    { interruptAfterTimeLimit: runsMs, markInterruptAsFailure: false, numRuns: 10_000, endOnFailure: true },
  )
}

async function inject(
  method: Route['method'],
  url: string,
  headers: Record<string, string>,
  payload?: Buffer,
): Promise<Answer> {
  const response = await app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const { statusCode: status, body: text, rawPayload: bytes } = response
  return { status, headers: response.headers, text, bytes, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}

describe('nonsense in a request', () => {
  it.each(table(ENDING))('%s: is the caller’s mistake, said in the usual form', async (_, route) => {
    const request = nameOf(route) === 'GET /auth/jwks' ? {} : await exampleOf(route)(business)
    await attack(route, request, MS_PER_ROUTE)
  })
})

describe('what is no request at all', () => {
  const TAKING_BODIES = ROUTES.filter(({ options }) => options.body !== undefined)

  it.each(table(TAKING_BODIES))('%s: bodies that are none', async (_, route) => {
    const request = await exampleOf(route)(business)
    const { headers } = request.as ?? business.owner
    for (const [what, payload] of Object.entries(RAW_BODIES)) {
      const answer = await inject(
        route.method,
        `/api${addressOf(route, request)}`,
        { ...headers, 'content-type': 'application/json' },
        payload,
      )
      expect([what, answerFaults(answer)]).toEqual([what, []])
      expect([what, answer.status >= 400]).toEqual([what, true])
    }
  })

  it.each(table(ROUTES.filter(({ path }) => path.includes(':'))))('%s: addresses that are none', async (_, route) => {
    const { headers } = business.owner
    for (const part of RAW_PATHS) {
      const answer = await inject(route.method, `/api${route.path.replaceAll(/:\w+/g, () => part)}`, headers)
      expect([part, answerFaults(answer)]).toEqual([part, []])
    }
  })

  it.each(Object.keys(HOSTILE_HEADERS))('headers: %s', async (header) => {
    const body = Buffer.from(JSON.stringify({ resource: 'waste.bins', name: 'Full', query: '' }))
    for (const value of HOSTILE_HEADERS[header] ?? []) {
      const headers = { ...business.owner.headers, 'content-type': 'application/json', [header]: value }
      const answers = [
        await inject('GET', '/api/customers', headers),
        await inject('POST', '/api/views', headers, body),
      ]
      expect([value.slice(0, 40), answers.flatMap(answerFaults)]).toEqual([value.slice(0, 40), []])
    }
  })
})

it('nothing of all this has touched another tenant', async () => {
  expect(differences(untouched, await digestOf(app.database.adminUrl, bystander.tenantId))).toEqual([])
})

it('this test itself finds a route that falls over', async () => {
  await expect(attack(fragile, { body: { count: '1' } }, 5_000)).rejects.toThrow(/Property failed/)
})
