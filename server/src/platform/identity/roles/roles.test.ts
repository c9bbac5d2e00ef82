import { ALL_PERMISSIONS } from '@groundwork/contract/permissions.ts'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { signedIn, withApiKey } from '#test/kit/callers.ts'
import { newRole, withRole } from './roles.factory.ts'

const app = await testApp()
const READS = ['office.customers.read'] as const

describe('POST /roles', () => {
  it('201: stands beside the built-in ones and can be given to people', async () => {
    const owner = await signedIn(app)
    const role = await newRole(owner, { name: 'Yard clerk', permissions: READS })
    const { body } = await owner.get('/roles')
    expect(body.data.at(-1)).toMatchObject({
      key: role.id,
      name: 'Yard clerk',
      isBuiltIn: false,
      permissions: [...READS],
    })
    const invited = await owner.post('/users', { email: 'cy@example.com', role: role.id })
    expect(invited.body.data).toMatchObject({ role: role.id, roleName: 'Yard clerk' })
    const [entry] = (await owner.get('/audit?action=role.')).body.data
    expect(entry).toMatchObject({ action: 'role.created', severity: 'high', resource: { id: role.id } })
  })

  it('400: names the permission, resource or field there is not, and what cannot be hidden', async () => {
    const owner = await signedIn(app)
    const answer = await owner.post('/roles', {
      name: 'Wrong',
      permissions: ['waste.bins.fly'],
      fields: { 'office.customers': { name: 'hidden', businessName: 'hidden', id: 'read_only' }, 'no.where': {} },
    })
    expect(answer.status).toBe(400)
    expect(answer.body.details.map(({ field }: { field: string }) => field)).toEqual([
      'permissions.0',
      'fields.office.customers.name',
      'fields.office.customers.businessName',
      'fields.office.customers.id',
      'fields.no.where',
    ])
  })

  it('403: nobody defines more than they have, neither permissions nor fields', async () => {
    const owner = await signedIn(app)
    const fields = { 'office.customers': { taxId: 'hidden', notes: 'read_only' } } as const
    const editor = await withRole(app, owner, { permissions: ['platform.roles.update', ...READS], fields })
    const attempt = (body: object) => editor.post('/roles', { name: 'More', permissions: [...READS], ...body })
    expect((await attempt({ permissions: ['waste.bins.read'], fields })).body.rule).toBe('access.role-too-high')
    expect((await attempt({})).body.rule).toBe('access.role-too-high')
    const weaker = { 'office.customers': { taxId: 'read_only', notes: 'read_only' } }
    expect((await attempt({ fields: weaker })).body.rule).toBe('access.role-too-high')
    expect((await attempt({ fields })).status).toBe(201)
  })

  it('409: a name is unique within a business, whatever its spelling', async () => {
    const owner = await signedIn(app)
    await newRole(owner, { name: 'Yard clerk' })
    const again = await owner.post('/roles', { name: 'yard  CLERK', permissions: [] })
    expect([again.status, again.body.rule]).toEqual([409, 'role.name-taken'])
    await newRole(await signedIn(app), { name: 'Yard clerk' })
  })
})

describe('PATCH /roles/:id', () => {
  it('200: whoever has the role works with it from the next request on', async () => {
    const owner = await signedIn(app)
    const role = await newRole(owner, { permissions: READS })
    const person = await signedIn(app, role.id, owner.tenantId)
    const key = await withApiKey(app, person, READS)
    expect((await person.get('/customers')).status).toBe(200)
    expect((await key.get('/customers')).status).toBe(200)
    const changed = await owner.patch(`/roles/${role.id}`, { permissions: ['waste.bins.read'] })
    expect(changed.body.data).toMatchObject({ permissions: ['waste.bins.read'], people: 1, version: 2 })
    await expect.poll(async () => (await person.get('/customers')).status, { timeout: 1000 }).toBe(403)
    expect((await person.get('/waste/bins')).status).toBe(200)
    await expect.poll(async () => (await key.get('/customers')).status, { timeout: 1000 }).toBe(403)
    expect((await person.get('/auth/me')).body.data).toMatchObject({ role: role.id, permissions: ['waste.bins.read'] })
  })

  it('403: a role above one is not one to change, and not one to give', async () => {
    const owner = await signedIn(app)
    const high = await newRole(owner, { permissions: ALL_PERMISSIONS })
    const permissions = ['platform.roles.update', 'platform.users.invite', ...READS] as const
    const editor = await withRole(app, owner, { permissions })
    expect((await editor.patch(`/roles/${high.id}`, { name: 'Mine' })).body.rule).toBe('access.role-too-high')
    const invited = await editor.post('/users', { email: 'di@example.com', role: high.id })
    expect(invited.body.rule).toBe('access.role-too-high')
  })

  it('404 and 400: a role of another business is none', async () => {
    const [owner, other] = [await signedIn(app), await signedIn(app)]
    const role = await newRole(other)
    expect((await owner.patch(`/roles/${role.id}`, { name: 'Mine' })).status).toBe(404)
    expect((await owner.post('/users', { email: 'ed@example.com', role: role.id })).status).toBe(400)
  })
})

describe('DELETE /roles/:id', () => {
  it('409 while somebody has it, 204 when nobody does', async () => {
    const owner = await signedIn(app)
    const role = await newRole(owner)
    const invited = await owner.post('/users', { email: 'fy@example.com', role: role.id })
    const refused = await owner.delete(`/roles/${role.id}`)
    expect([refused.status, refused.body.rule]).toEqual([409, 'role.in-use'])
    await owner.patch(`/users/${invited.body.data.id}`, { role: 'viewer' })
    expect((await owner.delete(`/roles/${role.id}`)).status).toBe(204)
    expect((await owner.get(`/roles/${role.id}`)).status).toBe(404)
  })
})

describe('GET /roles/who-may', () => {
  it('200: names people and keys with the chain that leads to the permission', async () => {
    const owner = await signedIn(app)
    const role = await newRole(owner, { name: 'Yard clerk', permissions: READS })
    const person = await signedIn(app, role.id, owner.tenantId)
    await withApiKey(app, person, READS)
    const { body } = await owner.get('/roles/who-may?permission=office.customers.read')
    expect(body.data.people.map(({ role: name, reason }: Record<string, string>) => [name, reason]).sort()).toEqual([
      ['Owner', 'has the role Owner, which may see customers'],
      ['Yard clerk', 'has the role Yard clerk, which may see customers'],
    ])
    expect(body.data.keys).toHaveLength(1)
    const updating = await owner.get('/roles/who-may?permission=office.customers.update')
    expect([updating.body.data.people.length, updating.body.data.keys.length]).toEqual([1, 0])
  })

  it('400 and 404: a permission or record there is not', async () => {
    const owner = await signedIn(app)
    expect((await owner.get('/roles/who-may?permission=no.such.thing')).status).toBe(400)
    const absent = '00000000-0000-4000-8000-000000000000'
    expect((await owner.get(`/roles/who-may?permission=waste.bins.read&recordId=${absent}`)).status).toBe(404)
  })
})
