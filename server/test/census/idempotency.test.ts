import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ROUTES } from '#app'
import { change, manual, type Route } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import type { Answer } from '#test/kit/callers.ts'
import { differences, digestOf } from './tables/tenant-digest.ts'
import { type Business, inputsOf, openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { isMutation, nameOf, type Request, send } from './world/request.ts'

const deaf = manual('POST', '/planted/deaf', {
  access: 'signed-in',
  tag: 'planted',
  summary: 'Opens its own transaction and forgets about keys',
  reply: z.strictObject({ at: z.string() }),
  run: async () => ({ at: randomUUID() }),
})
const slow = change('POST', '/planted/slow', {
  access: 'signed-in',
  tag: 'planted',
  summary: 'Answers differently every time',
  body: z.strictObject({ word: z.string() }),
  reply: z.strictObject({ at: z.string() }),
  run: async () => ({ at: randomUUID() }),
})

const app = await testApp({ routes: [...ROUTES, deaf, slow] })
let business: Business

const POSTS = ROUTES.filter(({ method }) => method === 'POST')
// Streams of uploads have bodies that this test cannot repeat; see TAKING_FILES.
const REPEATABLE = POSTS.filter(({ options }) => options.notIdempotent === undefined)
const CHANGES = ROUTES.filter((route) => isMutation(route) && route.method !== 'POST' && route.transaction === 'write')
const table = (routes: readonly Route[]) => routes.map((route) => [nameOf(route), route] as const)
const header = (key: string) => ({ 'idempotency-key': key })

beforeAll(async () => {
  business = await openBusiness(app)
})

async function ask(route: Route, request: Request, key: string): Promise<Answer> {
  return send(request.as ?? business.owner, route, request, header(key))
}

const tenantOf = (request: Request) => request.as?.tenantId || business.tenantId
const stateFor = (request: Request) => digestOf(app.database.adminUrl, tenantOf(request))

/** Twice with one key: the second must be told what the first was told, and do nothing. */
async function replayFaults(route: Route, request: Request): Promise<string[]> {
  const key = randomUUID()
  const first = await ask(route, request, key)
  if (first.status >= 300) return [`${nameOf(route)}: its example answers ${first.status}: ${first.text}`]
  const between = await stateFor(request)
  const second = await ask(route, request, key)
  const changed = differences(between, await stateFor(request))
  return [
    ...(second.status === first.status
      ? []
      : [`${nameOf(route)}: the first answers ${first.status}, its repetition ${second.status}`]),
    ...(second.text === first.text ? [] : [`${nameOf(route)}: the repetition answers another body`]),
    ...(second.headers['idempotent-replayed'] === 'true'
      ? []
      : [`${nameOf(route)}: the repetition does not say Idempotent-Replayed`]),
    ...(second.headers['etag'] === first.headers['etag'] ? [] : [`${nameOf(route)}: the repetition has another ETag`]),
    ...changed.map((name) => `${nameOf(route)}: the repetition changed ${name}`),
  ]
}

describe('a repeated request with the same key', () => {
  it.each(table([...REPEATABLE, ...CHANGES]))('%s: is answered the same and done once', async (_, route) => {
    expect(await replayFaults(route, await exampleOf(route)(business))).toEqual([])
  })

  it('POSTs that take no key say why', () => {
    const reasons = POSTS.flatMap((route) =>
      route.options.notIdempotent === undefined ? [] : [[nameOf(route), route.options.notIdempotent]],
    )
    expect(reasons.filter(([, reason = '']) => reason.length < 12)).toEqual([])
  })
})

describe('the same key with another request', () => {
  it.each(table(REPEATABLE.filter(({ options }) => options.body !== undefined)))(
    '%s: 422, and nothing is done',
    async (_, route) => {
      const [request, other] = [await exampleOf(route)(business), await exampleOf(route)(business)]
      const key = randomUUID()
      expect((await ask(route, request, key)).status).toBeLessThan(300)
      const between = await stateFor(request)
      const answer = await send(
        request.as ?? business.owner,
        route,
        { ...request, body: { ...Object(other.body), planted: 1 } },
        header(key),
      )
      // A body that its schema refuses never gets as far as the key; either way nothing may happen.
      expect([400, 422]).toContain(answer.status)
      const same = await send(
        request.as ?? business.owner,
        route,
        { ...other, params: request.params ?? {} },
        header(key),
      )
      if (JSON.stringify(other.body) !== JSON.stringify(request.body))
        expect([same.status, same.body.rule]).toEqual([422, 'idempotency.key-reused'])
      expect(differences(between, await stateFor(request))).toEqual([])
    },
  )

  it('422 on another path', async () => {
    const key = randomUUID()
    const body = await inputsOf('office.customers').create(business)
    await business.owner.post('/customers', body, header(key))
    const answer = await business.owner.post('/views', { resource: 'waste.bins', name: 'Full', query: '' }, header(key))
    expect([answer.status, answer.body.rule]).toEqual([422, 'idempotency.key-reused'])
  })
})

describe('doubles at the same moment', () => {
  it.each(table(REPEATABLE))('%s: one does it, the others wait or hear the same', async (_, route) => {
    const request = await exampleOf(route)(business)
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(route, request, key)))
    const done = answers.filter(({ status }) => status < 300)
    const fresh = done.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')
    const waiting = answers.filter(({ status }) => status >= 300).map(({ status, body }) => [status, body.rule])
    expect(fresh).toHaveLength(1)
    expect(new Set(done.map(({ text }) => text)).size).toBe(1)
    expect(waiting).toEqual(waiting.map(() => [409, 'idempotency.in-progress']))
    if (route.options.notAudited === undefined) expect(await actionsUnder(answers)).toBeGreaterThan(0)
  })

  /** All entries stand under one of the requests: the one that did it. */
  async function actionsUnder(answers: readonly Answer[]): Promise<number> {
    const ids = answers.map(({ headers }) => headers['x-request-id'])
    const rows = await business.asAdmin(
      'select request_id, count(*)::int as count from audit_entries where request_id = any($1) group by 1',
      [ids],
    )
    expect(rows).toHaveLength(1)
    return Number(rows[0]?.['count'])
  }

  it('200 keys, five times each at once: 200 records', async () => {
    const before = await countCustomers()
    const outcomes: string[] = []
    const fiveTimes = async () => {
      const [key, body] = [randomUUID(), await inputsOf('office.customers').create(business)]
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => business.owner.post('/customers', body, header(key))),
      )
      outcomes.push(...answers.map(({ status, body: reply }) => `${status} ${reply.rule ?? ''}`))
    }
    // A hundred at a time: more would wait for a connection for so long that they are asked to come back.
    for (let wave = 0; wave < 10; wave++) await Promise.all(Array.from({ length: 20 }, fiveTimes))
    expect((await countCustomers()) - before).toBe(200)
    expect(outcomes.filter((outcome) => !['201 ', '409 idempotency.in-progress'].includes(outcome))).toEqual([])
    expect(outcomes.filter((outcome) => outcome === '201 ').length).toBeGreaterThanOrEqual(200)
  }, 60_000)

  const countCustomers = async () =>
    Number(
      (await business.asAdmin('select count(*) from customers where tenant_id = $1', [business.tenantId]))[0]?.[
        'count'
      ],
    )
})

describe('replies that carry a secret', () => {
  const SECRET = REPEATABLE.filter(({ options }) => options.secretReply)

  it.each(table(SECRET))('%s: is kept encrypted only', async (_, route) => {
    const key = randomUUID()
    const answer = await ask(route, await exampleOf(route)(business), key)
    const [row] = await business.asAdmin('select body, is_encrypted from idempotency_keys where key = $1', [key])
    expect(row?.['is_encrypted']).toBe(true)
    expect(String(row?.['body'])).not.toContain(answer.text.slice(0, 40))
  })
})

describe('this test itself', () => {
  it('finds a route that is deaf to keys', async () => {
    expect(await replayFaults(deaf, {})).toEqual([
      'POST /planted/deaf: the repetition answers another body',
      'POST /planted/deaf: the repetition does not say Idempotent-Replayed',
    ])
  })

  it('and would notice one that answers anew', async () => {
    const [first, second] = [
      await ask(slow, { body: { word: 'a' } }, randomUUID()),
      await ask(slow, { body: { word: 'a' } }, randomUUID()),
    ]
    expect(first.text).not.toBe(second.text)
  })
})
