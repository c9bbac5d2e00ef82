import { randomBytes, randomUUID } from 'node:crypto'
import type { Route } from '#platform/http/route.ts'
import type { Answer } from '#test/kit/callers.ts'
import { differences, digestOf } from '../tables/tenant-digest.ts'
import type { Business } from '../world/business.ts'
import { exampleOf } from '../world/examples.ts'
import { idFieldsOf } from '../world/id-fields.ts'
import { exchange, fieldOf, type Position, positionsOf } from '../world/positions.ts'
import { isMutation, nameOf, type Request, send } from '../world/request.ts'

export interface Pair {
  mine: Business
  theirs: Business
}

/**
 * Puts the other tenant's id into every place of a request that takes one, and beside it an id of nothing. Both must get
 * the same answer, and the other tenant's data must stay as it is. Answers what does not hold, in sentences.
 */
export async function foreignIdFindings(route: Route, pair: Pair): Promise<string[]> {
  const request = await exampleOf(route)(pair.mine)
  const positions = positionsOf(request)
  const findings = missingFields(route, positions)
  for (const position of positions) findings.push(...(await findingsAt(route, position, request, pair)))
  return findings
}

function missingFields(route: Route, positions: readonly Position[]): string[] {
  const tried = new Set(positions.map(fieldOf))
  const missing = idFieldsOf(route).filter((field) => !tried.has(field))
  return missing.map(
    (field) => `${nameOf(route)}: ${field} takes an id, and the example in census/world does not set it`,
  )
}

async function findingsAt(
  route: Route,
  position: Position,
  request: Request,
  { mine, theirs }: Pair,
): Promise<string[]> {
  const where = `${nameOf(route)}: ${fieldOf(position)}`
  const foreign = valueAt(await exampleOf(route)(theirs), position)
  if (foreign === undefined) return [`${where}: the example sets it in one business and not in another`]
  const before = await digestOf(mine.app.database.adminUrl, theirs.tenantId)
  const ofNothing = await ask(route, position, absentLike(foreign), request, mine)
  const ofTheirs = await ask(route, position, foreign, request, mine)
  const touched = differences(before, await digestOf(mine.app.database.adminUrl, theirs.tenantId))
  return [
    ...touched.map((table) => `${where}: the request changed ${table} of the other tenant`),
    ...tellApart(where, ofNothing, ofTheirs),
    ...(ofTheirs.text.includes(theirs.marker) ? [`${where}: the answer carries data of the other tenant`] : []),
    ...(isMutation(route) && ofNothing.status < 400
      ? [`${where}: accepts an id of nothing with ${ofNothing.status}`]
      : []),
  ]
}

function valueAt(request: Request, { place, keys }: Position): string | undefined {
  return positionsOf(request).find((one) => one.place === place && one.keys.join() === keys.join())?.value
}

function absentLike(value: string): string {
  return /^[0-9a-f-]{36}$/i.test(value) ? randomUUID() : randomBytes(8).toString('hex')
}

/** A change gets a request of its own: what the first one did would be in the way of the second. */
async function ask(route: Route, position: Position, value: string, request: Request, mine: Business): Promise<Answer> {
  const fresh = isMutation(route) ? await exampleOf(route)(mine) : request
  const answer = await send(fresh.as ?? mine.owner, route, exchange(fresh, position, value))
  return { ...answer, text: normalise(answer.text, value) }
}

function tellApart(where: string, ofNothing: Answer, ofTheirs: Answer): string[] {
  const told = `an id of nothing answers ${ofNothing.status} ${ofNothing.body?.rule ?? ''}, the other tenant's ${ofTheirs.status} ${ofTheirs.body?.rule ?? ''}`
  if (ofNothing.status !== ofTheirs.status) return [`${where}: ${told}`]
  return ofNothing.text === ofTheirs.text
    ? []
    : [`${where}: ${told}, in other words: ${ofNothing.text} / ${ofTheirs.text}`]
}

/** Without what differs between any two answers: the value sent, ids and times. */
function normalise(text: string, sent: string): string {
  return text
    .replaceAll(sent, '<sent>')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
}
