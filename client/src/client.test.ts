import { expect, it } from 'vitest'
import { ApiProblem, createClient } from './client.ts'
import { OPERATIONS } from './operations.ts'

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const requests: Request[] = []
  const fetchWith = async (input: RequestInfo | URL) => {
    requests.push(new Request(input))
    return new Response(status === 204 ? null : JSON.stringify(body), { status, headers })
  }
  return { requests, client: createClient({ baseUrl: 'http://localhost:3000', token: 'gw_live_x', fetch: fetchWith }) }
}

it('has a method for every operation', () => {
  expect(Object.keys(createClient()).sort()).toEqual(Object.keys(OPERATIONS).sort())
})

it('fills the path, sends the query, the token and a key that makes a POST safe to repeat', async () => {
  const { requests, client } = answering(201, { success: true, data: { id: '1' } })
  await client.postWasteBinsByIdRevert({ params: { id: 'a/b' }, body: { version: 2 } })
  const [request] = requests
  expect(request?.url).toBe('http://localhost:3000/api/waste/bins/a%2Fb/revert')
  expect(request?.headers.get('authorization')).toBe('Bearer gw_live_x')
  expect(request?.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/)
})

it('answers a list with its rows and where it goes on', async () => {
  const pagination = { page: 1, limit: 20, total: 0, pages: 1, hasNext: false, hasPrev: false, nextCursor: null }
  const { requests, client } = answering(200, { success: true, data: [], pagination })
  expect(await client.getWasteBins({ query: { status: 'full' } })).toEqual({ rows: [], pagination })
  expect(requests[0]?.url).toContain('?status=full')
})

it('throws what the API says, with the rule and how long to wait', async () => {
  const { client } = answering(
    429,
    { detail: 'Too many', code: 'RATE_LIMIT_EXCEEDED', rule: 'request.rate-limited', details: [] },
    { 'retry-after': '7' },
  )
  const problem = await client.getWasteBins().catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ApiProblem)
  expect(problem).toMatchObject({ status: 429, rule: 'request.rate-limited', retryAfterSeconds: 7 })
})
