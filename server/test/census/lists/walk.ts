import { z } from 'zod'
import type { Route } from '#platform/http/route.ts'
import type { Answer } from '#test/kit/callers.ts'
import type { Business } from '../world/business.ts'
import { nameOf, type Request, send } from '../world/request.ts'

/** Which parameters a list takes, with the words that each allows. */
export function parametersOf({ options }: Route): Record<string, string[]> {
  if (!options.query) return {}
  const [sent, parsed] = (['input', 'output'] as const).map((io) =>
    z.toJSONSchema(options.query as z.ZodType, { io, unrepresentable: 'any' }),
  )
  const shapes = (parsed?.properties ?? {}) as Record<string, { enum?: string[]; items?: { enum?: string[] } }>
  return Object.fromEntries(
    Object.keys(sent?.properties ?? {}).map((name) => [name, shapes[name]?.items?.enum ?? shapes[name]?.enum ?? []]),
  )
}

export function withQuery(request: Request, query: Record<string, string>): Request {
  return { ...request, query: { ...request.query, ...query } }
}

export async function ask(business: Business, route: Route, request: Request): Promise<Answer> {
  const answer = await send(request.as ?? business.owner, route, request)
  if (answer.status !== 200)
    throw new Error(`${nameOf(route)} ${JSON.stringify(request.query)} answers ${answer.status}: ${answer.text}`)
  return answer
}

/** Rows without an id are told apart by their content. */
export function identify(row: { id?: string }): string {
  return row.id ?? JSON.stringify(row)
}

/** Reads on by cursor to the end, with something happening between any two pages. */
export async function walk(
  business: Business,
  route: Route,
  request: Request,
  between: () => Promise<unknown>,
): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < 60; pages++) {
    const answer: Answer = await ask(business, route, cursor === null ? request : withQuery(request, { cursor }))
    seen.push(...answer.body.data.map(identify))
    cursor = answer.body.pagination.nextCursor
    if (cursor === null) return seen
    await between()
  }
  throw new Error(`${nameOf(route)} does not come to an end`)
}
