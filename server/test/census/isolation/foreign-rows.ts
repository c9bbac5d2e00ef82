import { z } from 'zod'
import { withConnection } from '#platform/database/connection.ts'
import type { Route } from '#platform/http/route.ts'
import type { Answer } from '#test/kit/callers.ts'
import { listTables } from '../tables/tables.ts'
import type { Business } from '../world/business.ts'
import { exampleOf } from '../world/examples.ts'
import { positionsOf } from '../world/positions.ts'
import { nameOf, type Request, send } from '../world/request.ts'
import type { Pair } from './foreign-ids.ts'

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Downloads are read to their end, too; a stream without params has none. */
export function isReading({ method, kind, path }: Route): boolean {
  return method === 'GET' && (kind !== 'stream' || path.includes(':'))
}

/** Reads in every way the route allows and looks for anything of the other tenant. Answers what was found, in sentences. */
export async function foreignRowFindings(route: Route, pair: Pair): Promise<string[]> {
  const { theirs } = pair
  const answers = await answersOf(route, pair)
  const foreignIds = await idsOf(theirs)
  const findings: string[] = []
  for (const { query, answer } of answers) {
    const found = (answer.text.match(ID) ?? []).filter((id) => foreignIds.has(id))
    if (found.length > 0)
      findings.push(`${nameOf(route)} ${query} answers ids of the other tenant: ${found.slice(0, 3).join(', ')}`)
    if (answer.text.includes(theirs.marker)) findings.push(`${nameOf(route)} ${query} answers text of the other tenant`)
    if (answer.status >= 500) findings.push(`${nameOf(route)} ${query} answers ${answer.status}`)
  }
  return findings
}

/** Whether the same questions show a business what is its own: a search that finds nothing anywhere proves nothing. */
export async function showsOwnRows(route: Route, pair: Pair): Promise<boolean> {
  const texts = (await answersOf(route, pair)).map(({ answer }) => answer.text)
  const ids = await idsOf(pair.mine)
  return texts.some((text) => text.includes(pair.mine.marker) || (text.match(ID) ?? []).some((id) => ids.has(id)))
}

async function answersOf(route: Route, { mine, theirs }: Pair): Promise<{ query: string; answer: Answer }[]> {
  const answers = []
  for (const request of await variants(route, mine, theirs)) {
    const answer = await send(request.as ?? mine.owner, route, request)
    answers.push({ query: JSON.stringify(request.query ?? {}), answer })
  }
  return answers
}

async function idsOf(business: Business): Promise<Set<string>> {
  return withConnection(business.app.database.adminUrl, async (client) => {
    const tables = (await listTables(client)).filter((table) => table.hasTenant)
    const parts = tables.map(
      ({ name }) => `select to_jsonb(row) ->> 'id' as id from public.${name} row where tenant_id = $1`,
    )
    parts.push('select user_id::text from memberships where tenant_id = $1', 'select $1::text')
    const { rows } = await client.query<{ id: string | null }>(parts.join(' union all '), [business.tenantId])
    return new Set(rows.flatMap(({ id }) => id ?? []))
  })
}

/** The example itself, then without its ids, then with each parameter that widens or searches, then from the other's cursor. */
async function variants(route: Route, mine: Business, theirs: Business): Promise<Request[]> {
  const example = await exampleOf(route)(mine)
  const open = withoutIds(example)
  const more = Object.entries(parametersOf(route)).flatMap(([name, shape]) => {
    const value = widest(name, shape, theirs.marker)
    return value === undefined ? [] : [{ ...open, query: { ...open.query, [name]: value } }]
  })
  const cursor = await cursorOf(route, theirs)
  const on = cursor === undefined ? [] : [{ ...open, query: { ...open.query, cursor } }]
  return [example, open, ...more, ...on]
}

function withoutIds(request: Request): Request {
  const ids = new Set(positionsOf({ query: request.query ?? {} }).map(({ keys }) => keys[0]))
  const query = Object.fromEntries(Object.entries(request.query ?? {}).filter(([name]) => !ids.has(name)))
  return { ...request, query }
}

interface Shape {
  type?: string
  enum?: string[]
  items?: { enum?: string[] }
}

function parametersOf({ options }: Route): Record<string, Shape> {
  if (!options.query) return {}
  const [sent, parsed] = (['input', 'output'] as const).map((io) =>
    z.toJSONSchema(options.query as z.ZodType, { io, unrepresentable: 'any' }),
  )
  const shapes = parsed?.properties ?? {}
  return Object.fromEntries(Object.keys(sent?.properties ?? {}).map((name) => [name, (shapes[name] ?? {}) as Shape]))
}

function widest(name: string, shape: Shape, marker: string): string | undefined {
  if (name === 'limit') return '100'
  if (name === 'trashed') return 'true'
  if (name === 'expand') return (shape.items?.enum ?? shape.enum ?? ['can']).join(',')
  return shape.type === 'string' && !['cursor', 'sort'].includes(name) ? marker : undefined
}

async function cursorOf(route: Route, business: Business): Promise<string | undefined> {
  if (route.kind !== 'list') return undefined
  const request = withoutIds(await exampleOf(route)(business))
  const answer = await send(request.as ?? business.owner, route, {
    ...request,
    query: { ...request.query, limit: '1' },
  })
  return answer.body?.pagination?.nextCursor ?? undefined
}
