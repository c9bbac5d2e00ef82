import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RESOURCES, ROUTES } from '#app'
import { change, type Route } from '#platform/http/route.ts'
import { testApp } from '#test/kit/app.ts'
import { type Business, inputsOf, openBusiness } from './world/business.ts'
import { exampleOf } from './world/examples.ts'
import { isMutation, nameOf, send } from './world/request.ts'

const silent = change('POST', '/planted/silent', {
  access: 'signed-in',
  tag: 'planted',
  summary: 'Changes without leaving a trace',
  reply: z.strictObject({}),
  run: async () => ({}),
})

const app = await testApp({ routes: [...ROUTES, silent] })
let business: Business

const MUTATIONS = ROUTES.filter(isMutation)
const AUDITED = MUTATIONS.filter(({ options }) => options.notAudited === undefined)
const table = (routes: readonly Route[]) => routes.map((route) => [nameOf(route), route] as const)

beforeAll(async () => {
  business = await openBusiness(app)
})

interface Entry {
  tenant_id: string
  action: string
  actor_kind: string
  actor_id: string | null
  address: string | null
}

async function entriesOf(requestId: unknown): Promise<Entry[]> {
  // Some entries are written behind the answer, where their time must not show.
  await app.services.identity.background.settled()
  const rows = await business.asAdmin(
    'select tenant_id, action, actor_kind, actor_id, address from audit_entries where request_id = $1',
    [requestId],
  )
  // The columns of the query above.
  return rows as unknown as Entry[]
}

async function auditFaults(route: Route, request = exampleOf(route)(business)): Promise<string[]> {
  const { as = business.owner, ...sent } = await request
  const answer = await send(as, route, sent)
  if (answer.status >= 300) return [`${nameOf(route)}: its example answers ${answer.status}: ${answer.text}`]
  const entries = await entriesOf(answer.headers['x-request-id'])
  if (entries.length === 0)
    return [
      `${nameOf(route)} answers ${answer.status} and leaves no audit entry under its request id; audit it, or say notAudited and why`,
    ]
  return entries.flatMap(({ action, actor_kind, address }) => [
    ...(/^[a-z][a-z-]*(\.[a-z-]+)+$/.test(action) ? [] : [`${nameOf(route)}: the action '${action}' is not area.what`]),
    ...(actor_kind === 'system' || as.userId === '' || address
      ? []
      : [`${nameOf(route)}: '${action}' does not say from where`]),
  ])
}

describe('every change that succeeds leaves an audit entry', () => {
  it.each(table(AUDITED))('%s', async (_, route) => {
    expect(await auditFaults(route)).toEqual([])
  })

  it('or says why not', () => {
    const reasons = MUTATIONS.flatMap((route) =>
      route.options.notAudited === undefined ? [] : [[nameOf(route), route.options.notAudited]],
    )
    expect(reasons.filter(([, reason = '']) => reason.length < 15)).toEqual([])
    expect(reasons.map(([name]) => name).sort()).toEqual([
      'POST /auth/invitations/lookup',
      'POST /auth/oidc/connect',
      'POST /auth/oidc/find',
      'POST /auth/oidc/start',
      'POST /auth/refresh',
      'POST /automations/dry-run',
      'POST /message-callbacks/sendgrid',
      'POST /message-callbacks/twilio',
      'POST /message-callbacks/twilio/:reference',
      'POST /message-templates/preview',
      'POST /notifications/:id/read',
      'POST /notifications/read-all',
      'POST /sign-in-provider/test',
      'POST /unsubscribe/lookup',
    ])
  })

  it('in the tenant of whoever did it, by name', async () => {
    const made = await business.owner.post('/customers', await inputsOf('office.customers').create(business))
    const entries = await entriesOf(made.headers['x-request-id'])
    expect(entries).toEqual([
      expect.objectContaining({ tenant_id: business.tenantId, actor_kind: 'user', actor_id: business.owner.userId }),
    ])
  })
})

describe('what a resource leaves behind', () => {
  it.each(RESOURCES.map(({ name, path, event }) => [name, path, event] as const))(
    '%s: one entry and one event per change, none for a change of nothing',
    async (name, path, event) => {
      const { id } = await business.record(name)
      const input = await inputsOf(name).change(business)
      await business.owner.patch(`${path}/${id}`, input)
      await business.owner.patch(`${path}/${id}`, input)
      await business.owner.delete(`${path}/${id}`)
      await business.owner.post(`${path}/${id}/restore`)
      await business.owner.delete(`${path}/${id}?permanent=true`)
      const happened = ['created', 'updated', 'trashed', 'restored', 'purged'].map((what) => `${event}.${what}`)
      const actions = await business.asAdmin(
        'select action from audit_entries where resource_id = $1 order by at, id',
        [id],
      )
      expect(actions.map(({ action }) => action)).toEqual(happened)
      const types = await business.asAdmin('select type from events where subject_id = $1 order by sequence', [id])
      expect(types.map(({ type }) => type)).toEqual(happened)
    },
  )

  it.each(RESOURCES.map(({ name, path }) => [name, path] as const))(
    '%s: a change that fails leaves nothing',
    async (name, path) => {
      const { id } = await business.record(name)
      const answer = await business.owner.patch(`${path}/${id}`, await inputsOf(name).change(business), {
        'if-match': '"99"',
      })
      expect(answer.status).toBe(412)
      expect(await entriesOf(answer.headers['x-request-id'])).toEqual([])
    },
  )
})

it('this test itself finds a change without a trace', async () => {
  expect(await auditFaults(silent, Promise.resolve({}))).toEqual([
    expect.stringContaining('POST /planted/silent answers 200 and leaves no audit entry'),
  ])
})
