import type { Route } from '#platform/http/route.ts'
import { anonymous } from '#test/kit/callers.ts'
import { type Digest, differences, digestOf } from '../tables/tenant-digest.ts'
import type { Business } from '../world/business.ts'
import { exampleOf } from '../world/examples.ts'
import { nameOf, type Request, send } from '../world/request.ts'
import type { Pair } from './foreign-ids.ts'

type Place = 'params' | 'query' | 'body'

/**
 * A link opens what it was made for and nothing else: parts of it exchanged for those of another tenant's link, or changed
 * by a letter, it is refused, and nothing anywhere changes. Answers what does not hold, in sentences.
 */
export async function foreignLinkFindings(route: Route, place: Place, pair: Pair): Promise<string[]> {
  const { mine, theirs } = pair
  const foreign = tokenIn(await exampleOf(route)(theirs), place)
  const findings: string[] = []
  const own = tokenIn(await exampleOf(route)(mine), place)
  for (const [what, forge] of Object.entries(forgeries(own, foreign))) {
    const request = await exampleOf(route)(mine)
    const forged = forge(tokenIn(request, place))
    const before = await digestsOf(pair)
    const answer = await send(anonymous(mine.app), route, withToken(request, place, forged))
    const after = await digestsOf(pair)
    const touched = before.flatMap((digest, index) => differences(digest, after[index] ?? digest))
    if (answer.status < 400) findings.push(`${nameOf(route)}: a link with ${what} answers ${answer.status}`)
    if (answer.text.includes(theirs.marker))
      findings.push(`${nameOf(route)}: a link with ${what} shows the other tenant`)
    findings.push(...touched.map((table) => `${nameOf(route)}: a link with ${what} changed ${table}`))
  }
  const request = await exampleOf(route)(mine)
  const { status, text } = await send(anonymous(mine.app), route, request)
  // Or all the refusals above were for something else.
  return status < 400 ? findings : [...findings, `${nameOf(route)}: a link of one's own answers ${status} ${text}`]
}

/** Whether the link is over when its time is. The business's clock is moved, so it is of no use for anything else. */
export async function lateLinkFindings(route: Route, place: Place, business: Business): Promise<string[]> {
  const request = await exampleOf(route)(business)
  business.app.clock.advance(400 * 24 * 60 * 60 * 1000)
  const { status } = await send(anonymous(business.app), route, withToken(request, place, tokenIn(request, place)))
  business.app.clock.advance(-400 * 24 * 60 * 60 * 1000)
  return status < 400 ? [`${nameOf(route)}: a link of last year answers ${status}`] : []
}

type Forge = (token: string) => string

/** Every part of a link exchanged for the other's, all but its signature at once, and a letter here and there. */
function forgeries(own: string, foreign: string): Record<string, Forge> {
  const theirs = foreign.split('.')
  const parts = own.split('.')
  const differing = parts.flatMap((part, index) => (part === theirs[index] ? [] : [index]))
  const swaps =
    parts.length > 1
      ? differing.map((index): [string, Forge] => [
          `part ${index} of the other tenant's`,
          (token) =>
            token
              .split('.')
              .with(index, theirs[index] ?? '')
              .join('.'),
        ])
      : []
  return {
    ...Object.fromEntries(swaps),
    ...(parts.length > 1
      ? {
          "all but its signature of the other tenant's": (token: string) =>
            [...theirs.slice(0, -1), token.split('.').at(-1)].join('.'),
        }
      : {
          "the second half of the other tenant's": (token: string) =>
            token.slice(0, token.length / 2) + foreign.slice(token.length / 2),
        }),
    'another first letter': (token) => otherLetter(token[0]) + token.slice(1),
    'another letter in the middle': (token) => changedAt(token, Math.floor(token.length / 2)),
    'another letter near its end': (token) => changedAt(token, token.length - 3),
    'nothing in it': () => 'x',
  }
}

const otherLetter = (letter: string | undefined) => (letter === 'A' ? 'B' : 'A')

function changedAt(token: string, at: number): string {
  return token.slice(0, at) + otherLetter(token[at]) + token.slice(at + 1)
}

function tokenIn(request: Request, place: Place): string {
  const token = Reflect.get(request[place] ?? {}, 'token')
  if (typeof token !== 'string') throw new Error(`The example has no token in its ${place}`)
  return token
}

function withToken(request: Request, place: Place, token: string): Request {
  return { ...request, [place]: { ...Object(request[place]), token } }
}

function digestsOf({ mine, theirs }: Pair): Promise<Digest[]> {
  return Promise.all([mine, theirs].map(({ tenantId }) => digestOf(mine.app.database.adminUrl, tenantId)))
}
