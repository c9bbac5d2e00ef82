import { ROUTES } from '#app'
import type { Route } from '#platform/http/route.ts'
import type { AnyResource } from '#platform/resource/resource.ts'
import type { Caller } from '#test/kit/callers.ts'
import { isReading } from '../isolation/foreign-rows.ts'
import type { Business } from '../world/business.ts'
import { exampleOf } from '../world/examples.ts'
import { positionsOf } from '../world/positions.ts'
import { isMutation, isPublic, nameOf, type Request, send } from '../world/request.ts'
import { nameIn } from './subject.ts'
import { hasName } from './ways.ts'

export const GUARDED = ROUTES.filter((route) => !isPublic(route) && route.options.access !== 'super-admin')

/** Somebody whose rows are limited, and the kind of records that are. */
export interface Limited {
  resource: AnyResource
  person: Caller
}

/** Reads by an example of the owner's, as somebody who sees none of the owner's records of that kind. */
export async function readingLeaks(route: Route, business: Business, limited: readonly Limited[]): Promise<string[]> {
  const request = await exampleOf(route)(business)
  const leaks: string[] = []
  for (const { resource, person } of limited) {
    const others = await othersOf(business, resource, person)
    const { status, text } = await send(person, route, request)
    if (status >= 500) leaks.push(`${nameOf(route)} answers ${status}`)
    if (status >= 400) continue
    const shown = withoutReferences(text)
    const found = others.find((row) => shown.includes(row.id) || hasName(shown, row.texts, business.marker))
    if (found) leaks.push(`${nameOf(route)} shows ${resource.name} of others: ${nameIn(found.texts, business.marker)}`)
  }
  return leaks
}

/** Changes by an example of the owner's that names such a record: nothing of the kind is changed but one's own. */
export async function writingLeaks(route: Route, business: Business, limited: readonly Limited[]): Promise<string[]> {
  const leaks: string[] = []
  for (const { resource, person } of limited) {
    const request = await exampleOf(route)(business)
    const before = await othersOf(business, resource, person)
    if (!namesOneOf(request, before)) continue
    const { status } = await send(person, route, request)
    const after = new Map((await othersOf(business, resource, person)).map((row) => [row.id, row.version]))
    const changed = before.filter(({ id, version }) => after.get(id) !== version)
    if (changed.length > 0) leaks.push(`${nameOf(route)} (${status}) changes ${resource.name} of others`)
  }
  return leaks
}

export const READING = GUARDED.filter(isReading)
export const WRITING = GUARDED.filter(isMutation)

interface Other {
  id: string
  version: number
  texts: unknown
}

async function othersOf(business: Business, { table, columns }: AnyResource, { userId }: Caller): Promise<Other[]> {
  const mine = columns.includes('assignee_id') ? 'created_by = $2 or assignee_id = $2' : 'created_by = $2'
  const rows = await business.asAdmin(
    `select id, version, to_jsonb(row) - 'search_text' as texts from ${table} row
      where tenant_id = $1 and (${mine}) is not true`,
    [business.tenantId, userId],
  )
  // The columns are those of the statement above.
  return rows as unknown as Other[]
}

/** Whom a record that they see refers to, now or before, and what set off a run they see: an id and nothing else. */
const REFERENCES = [
  /"(customerId|recordId)":("[^"]*"|\{[^{}]*\})/g,
  /"customer":\{"id":"[^"]*","name":""\}/g,
  /"event":\{"id":"[^"]*","type":"[^"]*","subjectId":"[^"]*"/g,
]

function withoutReferences(text: string): string {
  return REFERENCES.reduce((rest, reference) => rest.replaceAll(reference, ''), text)
}

function namesOneOf(request: Request, others: readonly Other[]): boolean {
  const ids = new Set(others.map(({ id }) => id))
  return positionsOf(request).some(({ value }) => ids.has(value))
}
