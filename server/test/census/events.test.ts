import { EVENTS, type EventType } from '@groundwork/contract/events.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES, ROUTES } from '#app'
import { isPermission } from '#platform/access/access-check.ts'
import { testApp } from '#test/kit/app.ts'
import { sourceFiles } from './sources/source-files.ts'
import { type Business, openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { isMutation, send } from './world/request.ts'

const app = await testApp()
const TYPES = Object.keys(EVENTS)
const HAPPENINGS = ['created', 'updated', 'trashed', 'restored', 'purged']
let business: Business
let happened: { type: EventType; version: number; payload: unknown; subject_id: string }[]

beforeAll(async () => {
  business = await openBusiness(app)
  for (const route of ROUTES.filter(({ path }) => path !== '/auth/jwks')) {
    const request = await exampleOf(route)(business)
    if (isMutation(route)) await send(request.as ?? business.owner, route, request)
  }
  for (const { name, path } of RESOURCES)
    await business.owner.delete(`${path}/${(await business.record(name)).id}?permanent=true`)
  const rows = await business.asAdmin('select type, version, payload, subject_id from events')
  // The columns of the query above; whether the types are known is the first thing that is tested.
  happened = rows as unknown as typeof happened
}, 60_000)

describe('what really happened', () => {
  it('is in the catalogue, at its version', () => {
    expect([...new Set(happened.map(({ type }) => type))].filter((type) => !TYPES.includes(type))).toEqual([])
    expect(happened.filter(({ type, version }) => EVENTS[type].version !== version)).toEqual([])
  })

  it.each(TYPES)('%s: carries what the catalogue says', (type) => {
    const payloads = happened.filter((event) => event.type === type).map(({ payload }) => payload)
    const faults = payloads.flatMap(
      (payload) => EVENTS[type as EventType].payload.safeParse(payload).error?.issues ?? [],
    )
    expect(faults).toEqual([])
    expect(payloads.length, `No example of census/world makes ${type} happen`).toBeGreaterThan(0)
  })

  it('says which record it is about', () => {
    const strange = happened.filter(({ payload, subject_id }) => !JSON.stringify(payload).includes(subject_id))
    expect([...new Set(strange.map(({ type }) => type))]).toEqual(['tenant.updated'])
  })

  it('carries no secrets', () => {
    expect(happened.filter(({ payload }) => /password|secret|token|hash"/i.test(JSON.stringify(payload)))).toEqual([])
  })
})

describe('the catalogue', () => {
  it.each(RESOURCES.map(({ name, event }) => [name, event] as const))('%s has its five events', (_, event) => {
    expect(HAPPENINGS.filter((what) => !TYPES.includes(`${event}.${what}`))).toEqual([])
  })

  it('names a permission that exists, a sentence, and a version', () => {
    const wrong = Object.entries(EVENTS).filter(
      ([, { permission, summary, version }]) =>
        !isPermission(permission) || !/^[A-Z].{10,}[^.]$/.test(summary) || version < 1,
    )
    expect(wrong.map(([type]) => type)).toEqual([])
  })

  it('has nothing that nobody emits', () => {
    const source = sourceFiles(['server/src'])
      .map(({ text }) => text)
      .join('\n')
    const standard = RESOURCES.flatMap(({ event }) => HAPPENINGS.map((what) => `${event}.${what}`))
    expect(TYPES.filter((type) => !standard.includes(type) && !source.includes(`'${type}'`))).toEqual([])
  })
})

describe('every list says what it does', () => {
  // Read by another filter or by the list itself.
  const MODIFIERS = ['trashed', 'radiusKm']

  it.each(RESOURCES.map((resource) => [resource.name, resource] as const))(
    '%s: every filter, sort and relation it promises is there',
    (_, { schemas, filters, sorts, expands }) => {
      const { list } = schemas
      expect(Object.keys(list.filters).filter((name) => !(name in filters) && !MODIFIERS.includes(name))).toEqual([])
      expect(Object.keys(filters).filter((name) => !(name in list.filters))).toEqual([])
      expect(list.sorts.toSorted()).toEqual(Object.keys(sorts).toSorted())
      expect(list.expands.toSorted()).toEqual(Object.keys(expands).toSorted())
    },
  )
})
