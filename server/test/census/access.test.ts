import { ALL_PERMISSIONS, type Permission, ROLE_KEYS, ROLES } from '@groundwork/contract/permissions.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES, ROUTES } from '#app'
import { exportSources } from '#office/exports/export-source.ts'
import { importSources } from '#office/imports/import-source.ts'
import { assertAccess, isPermission } from '#platform/access/access-check.ts'
import type { Route } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { ASKED_INSIDE, PUBLIC_ROUTES } from './access/argued-for.ts'
import { PLANTED_OPEN_DOORS } from './access/planted-open-doors.ts'
import { differences, digestOf, rowCounts } from './tables/tenant-digest.ts'
import { type Business, openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { emptyRequest, isMutation, isPublic, nameOf, type Request, send } from './world/request.ts'

const app = await testApp({ routes: [...ROUTES, ...PLANTED_OPEN_DOORS] })
let business: Business
/** By route: a request that would succeed, made by the owner beforehand, so that a door left open has an effect. */
const requests = new Map<Route, Request>()
const callers = new Map<string, Caller>()

const GUARDED = ROUTES.filter((route) => !isPublic(route))
const NEEDING_PERMISSION = GUARDED.filter(
  ({ options }) => typeof options.access === 'string' && isPermission(options.access),
)
const SUPER_ADMIN = GUARDED.filter(({ options }) => options.access === 'super-admin')
const table = (routes: readonly Route[]) => routes.map((route) => [nameOf(route), route] as const)

beforeAll(async () => {
  business = await openBusiness(app)
  for (const role of ROLE_KEYS) callers.set(role, await signedIn(app, role, business.tenantId))
  for (const route of GUARDED) requests.set(route, await exampleOf(route)(business))
}, 60_000)

const requestFor = (route: Route) => requests.get(route) ?? emptyRequest(route)
const key = (permissions: readonly Permission[]) => withApiKey(app, business.owner, permissions)
const state = async () => ({
  counts: await rowCounts(app.database.adminUrl),
  digest: await digestOf(app.database.adminUrl, business.tenantId),
})

/** Sends as somebody who must be refused, and looks whether anything has changed nevertheless. */
async function refusalFaults(
  route: Route,
  caller: Caller,
  expected: { status: number; rule: string },
): Promise<string[]> {
  const headers = isMutation(route) ? { 'idempotency-key': `refused-${business.number()}` } : {}
  const answer = await send(caller, route, requestFor(route), headers)
  if (answer.status === expected.status && answer.body?.rule === expected.rule) return []
  return [
    `${nameOf(route)} answers ${answer.status} ${answer.body?.rule ?? ''} instead of ${expected.status} ${expected.rule}`,
  ]
}

async function faultsAndEffects(run: () => Promise<string[]>): Promise<string[]> {
  const before = await state()
  const faults = await run()
  const after = await state()
  const tables = Object.keys(after.counts).filter((name) => after.counts[name] !== before.counts[name])
  const changed = new Set([...tables, ...differences(before.digest, after.digest)])
  return [...faults, ...[...changed].map((name) => `${name}: changed by a request that was refused`)]
}

describe('without credentials', () => {
  const REQUIRED = { status: 401, rule: 'auth.required' }

  it('every route that is not public answers 401, and nothing has changed', async () => {
    const faults = await faultsAndEffects(async () =>
      (await Promise.all(GUARDED.map((route) => refusalFaults(route, anonymous(app), REQUIRED)))).flat(),
    )
    expect(faults).toEqual([])
  })

  it.each(table(GUARDED))('%s: the check itself denies nobody in particular', (_, route) => {
    expect(() => assertAccess(route, null)).toThrow(expect.objectContaining({ rule: 'auth.required' }))
  })

  it.each([
    ['a session that does not exist', { cookie: `__Host-gw_session=${'a'.repeat(43)}` }, 'auth.required'],
    ['a token nobody signed', { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }, 'auth.token-invalid'],
    ['half a key', { authorization: 'Bearer gw_live_abc' }, 'auth.token-invalid'],
    ['a header of another kind', { authorization: 'Basic YTpi' }, 'auth.token-invalid'],
  ])('every route answers 401 to %s', async (_, headers, rule) => {
    const caller = new Caller(app, headers, { userId: '', tenantId: '' })
    const faults = await faultsAndEffects(async () =>
      (await Promise.all(GUARDED.map((route) => refusalFaults(route, caller, { status: 401, rule })))).flat(),
    )
    expect(faults).toEqual([])
  })

  it('public routes are these, each with its reason, and no other', () => {
    const found = ROUTES.filter(isPublic).map((route) => [nameOf(route), Object(route.options.access).public])
    expect(Object.fromEntries(found)).toEqual(PUBLIC_ROUTES)
  })
})

describe('without the permission', () => {
  const missing = { status: 403, rule: 'access.permission-missing' }

  it.each(ROLE_KEYS)('%s is refused by every route the role does not have, and nothing has changed', async (role) => {
    const caller = callers.get(role)
    if (!caller) throw new Error(`Nobody is ${role}`)
    const closed = [
      ...SUPER_ADMIN,
      ...NEEDING_PERMISSION.filter(({ options }) => !ROLES[role].permissions.some((held) => held === options.access)),
    ]
    expect(
      await faultsAndEffects(async () =>
        (await Promise.all(closed.map((route) => refusalFaults(route, caller, missing)))).flat(),
      ),
    ).toEqual([])
  })

  it.each(table(NEEDING_PERMISSION))('%s refuses a key that has every permission but this one', async (_, route) => {
    const caller = await key(ALL_PERMISSIONS.filter((permission) => permission !== route.options.access))
    expect(await faultsAndEffects(() => refusalFaults(route, caller, missing))).toEqual([])
  })

  it('whoever may only read can change nothing that names a permission', async () => {
    const reader = await key(ALL_PERMISSIONS.filter((permission) => permission.endsWith('.read')))
    const changes = NEEDING_PERMISSION.filter(isMutation)
    expect(
      await faultsAndEffects(async () =>
        (await Promise.all(changes.map((route) => refusalFaults(route, reader, missing)))).flat(),
      ),
    ).toEqual([])
  })

  it.each(table(SUPER_ADMIN))('%s is closed to owners and to keys that have everything', async (_, route) => {
    const everything = await key(ALL_PERMISSIONS)
    for (const caller of [business.owner, everything]) {
      expect(await faultsAndEffects(() => refusalFaults(route, caller, missing))).toEqual([])
    }
  })
})

describe('permissions asked for inside a route', () => {
  it.each(Object.entries(ASKED_INSIDE))('%s', async (permission, { request }) => {
    const { path, method, body, file, asPerson } = await request(business)
    const without = ALL_PERMISSIONS.filter((name) => name !== permission)
    const caller = asPerson ? await asPerson() : await key(without)
    const answer = await (file === undefined ? caller.request(method, path, body) : caller.upload(path, file))
    expect([answer.status, answer.body.rule, answer.body.detail]).toEqual([
      403,
      'access.permission-missing',
      expect.stringContaining(`'${permission}'`),
    ])
  })

  it('every permission is asked for somewhere', () => {
    const used = new Set<string>([...ROUTES.map(({ options }) => String(options.access)), ...Object.keys(ASKED_INSIDE)])
    expect(
      ALL_PERMISSIONS.filter((permission) => !used.has(permission)),
      'No route asks for these',
    ).toEqual([])
  })

  it('every resource has its five, and those for the files it takes part in', () => {
    const actions = ['read', 'create', 'update', 'delete', 'purge']
    const wanted = [
      ...RESOURCES.flatMap(({ name }) => actions.map((action) => `${name}.${action}`)),
      ...importSources().map(({ resource }) => `${resource.name}.import`),
      ...exportSources().map(({ resource }) => `${resource.name}.export`),
    ]
    expect(wanted.filter((permission) => !isPermission(permission))).toEqual([])
  })

  it('every route names one that exists', () => {
    const words = GUARDED.map((route) => [nameOf(route), String(route.options.access)] as const)
    expect(
      words.filter(([, access]) => !isPermission(access) && access !== 'signed-in' && access !== 'super-admin'),
    ).toEqual([])
  })
})

describe('the state of the tenant', () => {
  const inTenant = async (change: string) => {
    const closed = await openBusiness(app)
    const made = new Map<Route, Request>()
    for (const route of NEEDING_PERMISSION) made.set(route, await exampleOf(route)(closed))
    await closed.asAdmin(`update tenants set ${change} where id = $1`, [closed.tenantId])
    const owner = await signedIn(app, 'owner', closed.tenantId)
    const ask = async (route: Route) => {
      const answer = await send(owner, route, made.get(route) ?? {})
      return `${nameOf(route)} ${answer.status} ${answer.body?.rule ?? ''}`
    }
    return (routes: readonly Route[]) => Promise.all(routes.map(ask))
  }
  const as = (routes: readonly Route[], outcome: string) => routes.map((route) => `${nameOf(route)} ${outcome}`)

  it('a module that is off answers 403 on all of its routes', async () => {
    const ask = await inTenant("modules = '{}'")
    const routes = NEEDING_PERMISSION.filter(({ options }) => String(options.access).startsWith('waste.'))
    expect(await ask(routes)).toEqual(as(routes, '403 access.module-off'))
  })

  it.each(['read_only', 'suspended'])('%s: everything can be read, nothing changed', async (status) => {
    const ask = await inTenant(`status = '${status}'`)
    const changes = NEEDING_PERMISSION.filter(isMutation)
    expect(await ask(changes)).toEqual(as(changes, '403 access.tenant-read-only'))
    const reads = NEEDING_PERMISSION.filter((route) => !isMutation(route) && route.kind !== 'stream')
    expect(await ask(reads)).toEqual(as(reads, '200 '))
  })

  it('closed: nothing at all', async () => {
    const ask = await inTenant("status = 'closed'")
    expect(await ask(NEEDING_PERMISSION)).toEqual(as(NEEDING_PERMISSION, '403 access.tenant-read-only'))
  })
})

describe('this test itself', () => {
  const [unguarded, hasty] = PLANTED_OPEN_DOORS

  it('finds a route that lets readers change something', async () => {
    const reader = await key(['office.customers.read'])
    const faults = await faultsAndEffects(() =>
      refusalFaults(unguarded, reader, { status: 403, rule: 'access.permission-missing' }),
    )
    expect(faults).toContainEqual(expect.stringContaining('POST /planted/unguarded answers 200'))
    expect(faults).toContainEqual('saved_views: changed by a request that was refused')
  })

  it('finds a route that writes before it refuses', async () => {
    const reader = await key(['office.customers.read'])
    const faults = await faultsAndEffects(() =>
      refusalFaults(hasty, reader, { status: 403, rule: 'access.permission-missing' }),
    )
    expect(faults).toEqual(['saved_views: changed by a request that was refused'])
  })
})
