import { ALL_PERMISSIONS, ROLE_KEYS, ROLES, type RoleKey } from '@groundwork/contract/permissions.ts'
import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { mailTo, signUp, trailOf } from '../identity.factory.ts'

const app = await testApp()

async function memberOf(caller: Caller, userId: string) {
  const answer = await caller.get('/users?limit=100')
  return answer.body.data.find((member: { userId: string }) => member.userId === userId)
}

/** An owner with a colleague, and the colleague as the owner sees them. */
async function ownerAnd(role: RoleKey) {
  const owner = await signedIn(app)
  const colleague = await signedIn(app, role, owner.tenantId)
  return { owner, colleague, member: await memberOf(owner, colleague.userId) }
}

describe('GET /users', () => {
  it('200: filters, search, sort, pages and cursors', async () => {
    const owner = await signedIn(app)
    for (const name of ['Zoë Álvarez', 'bob Stone', 'Cleo Ray']) {
      await owner.post('/users', {
        email: `${name.slice(0, 3).toLowerCase().replace('ë', 'e')}@example.com`,
        name,
        role: 'driver',
      })
    }
    const names = async (query: string) =>
      (await owner.get(`/users?${query}`)).body.data.map(({ name }: { name: string }) => name)
    expect(await names('role=driver&sort=name')).toEqual(['bob Stone', 'Cleo Ray', 'Zoë Álvarez'])
    expect(await names('role=driver&sort=-name&limit=1&page=2')).toEqual(['Cleo Ray'])
    expect(await names('search=alvarez')).toEqual(['Zoë Álvarez'])
    expect(await names('status=active')).toEqual(['The owner'])
    expect(await names('search=%25')).toEqual([])
    const first = await owner.get('/users?sort=email&limit=3')
    expect(first.body.pagination).toMatchObject({ total: 4, hasNext: true })
    const rest = await owner.get(`/users?sort=email&limit=3&cursor=${first.body.pagination.nextCursor}`)
    expect(rest.body.data).toHaveLength(1)
    expect(rest.body.pagination).toMatchObject({ total: null, hasNext: false })
  })

  it('200: fields= and expand=can', async () => {
    const { owner, colleague } = await ownerAnd('admin')
    expect((await owner.get('/users?fields=id,role')).body.data.map(Object.keys)).toEqual([
      ['id', 'role'],
      ['id', 'role'],
    ])
    const seenByAdmin = (await colleague.get('/users?expand=can&role=owner')).body.data[0].can
    expect(seenByAdmin).toEqual({
      update: false,
      deactivate: false,
      reactivate: false,
      remove: false,
      resendInvite: false,
    })
  })

  it('404: another business is not there at all', async () => {
    const { member } = await ownerAnd('driver')
    const stranger = await signedIn(app)
    for (const answer of [
      await stranger.get(`/users/${member.id}`),
      await stranger.patch(`/users/${member.id}`, { role: 'viewer' }),
      await stranger.delete(`/users/${member.id}`),
    ]) {
      expect(answer.status).toBe(404)
    }
    expect((await stranger.get('/users')).body.data).toHaveLength(1)
  })
})

describe('POST /users', () => {
  it('201: a mail with a link, an entry, an event', async () => {
    const owner = await signedIn(app)
    const answer = await owner.post('/users', {
      email: 'New.Person@example.com',
      role: 'dispatcher',
      name: 'New Person',
    })
    expect(answer.status).toBe(201)
    expect(answer.body.data).toMatchObject({ status: 'invited', role: 'dispatcher', userId: null })
    expect(answer.text).not.toContain('token')
    expect(await mailTo(app, owner, 'new.person', 'invitation')).toMatchObject({
      subject: expect.stringContaining('invites you'),
      token: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(await trailOf(app, owner)).toContain('user.invited')
  })

  it('409: an address belongs to a business once', async () => {
    const owner = await signedIn(app)
    await owner.post('/users', { email: 'twice@example.com', role: 'viewer' })
    const answer = await owner.post('/users', { email: 'TWICE@example.com', role: 'viewer' })
    expect(answer).toMatchObject({ status: 409, body: { rule: 'user.already-member' } })
    expect(answer.body.detail).toContain('send the invitation again')
  })

  it('403: nobody invites to a role above their own', async () => {
    const { colleague: admin } = await ownerAnd('admin')
    expect(await admin.post('/users', { email: 'x@example.com', role: 'owner' })).toMatchObject({
      status: 403,
      body: { rule: 'access.role-too-high' },
    })
    expect((await admin.post('/users', { email: 'x@example.com', role: 'admin' })).status).toBe(201)
    const { colleague: manager } = await ownerAnd('manager')
    expect((await manager.post('/users', { email: 'y@example.com', role: 'viewer' })).body.rule).toBe(
      'access.permission-missing',
    )
  })

  it('403: a key gives no more than it carries, and never ownership', async () => {
    const owner = await signedIn(app)
    const key = await withApiKey(app, owner, ['platform.users.invite', ...ROLES.viewer.permissions])
    const invite = (role: RoleKey) => key.post('/users', { email: `${role}@example.com`, role })
    expect((await invite('viewer')).status).toBe(201)
    expect((await invite('driver')).body.rule).toBe('access.role-too-high')
    const all = await withApiKey(app, owner, ALL_PERMISSIONS)
    expect((await all.post('/users', { email: 'z@example.com', role: 'owner' })).body.rule).toBe('access.role-too-high')
  })
})

describe('PATCH /users/:id', () => {
  it('200: a new role holds for the very next request', async () => {
    const { owner, colleague, member } = await ownerAnd('viewer')
    expect((await colleague.get('/users')).status).toBe(403)
    const answer = await owner.patch(`/users/${member.id}`, { role: 'manager' })
    expect(answer.body.data).toMatchObject({ role: 'manager', version: member.version + 1 })
    expect(answer.headers.etag).toBe(`"${member.version + 1}"`)
    expect((await colleague.get('/users')).status).toBe(200)
    expect(await mailTo(app, owner, member.email, 'role-changed')).toBeDefined()
  })

  it('200: deactivating ends the sessions here; reactivating lets in again', async () => {
    const { owner, colleague, member } = await ownerAnd('clerk')
    expect((await colleague.get('/auth/me')).status).toBe(200)
    expect((await owner.patch(`/users/${member.id}`, { status: 'deactivated' })).status).toBe(200)
    expect((await colleague.get('/auth/me')).body.rule).toBe('auth.session-ended')
    expect((await owner.patch(`/users/${member.id}`, { status: 'active' })).body.data.status).toBe('active')
    expect((await colleague.get('/auth/me')).status).toBe(401)
  })

  it('200: nothing changed leaves no trace', async () => {
    const { owner, member } = await ownerAnd('clerk')
    expect((await owner.patch(`/users/${member.id}`, { role: 'clerk' })).body.data.version).toBe(member.version)
    expect(await trailOf(app, owner)).not.toContain('user.updated')
  })

  it('403: an admin can neither make, change nor remove owners', async () => {
    const { owner, colleague: admin, member } = await ownerAnd('admin')
    const boss = await memberOf(owner, owner.userId)
    for (const answer of [
      await admin.patch(`/users/${member.id}`, { role: 'owner' }),
      await admin.patch(`/users/${boss.id}`, { role: 'viewer' }),
      await admin.patch(`/users/${boss.id}`, { status: 'deactivated' }),
      await admin.delete(`/users/${boss.id}`),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { rule: 'access.role-too-high' } })
    }
  })

  it('403: changing roles needs a fresh confirmation, deactivating does not', async () => {
    const own = await testApp()
    const { browser } = await signUp(own)
    const colleague = await signedIn(own, 'admin', browser.tenantId)
    const member = await memberOf(browser, colleague.userId)
    own.clock.advance(16 * 60 * 1000)
    for (const role of ['owner', 'manager'])
      expect(await browser.patch(`/users/${member.id}`, { role })).toMatchObject({
        status: 403,
        body: { rule: 'auth.step-up-required' },
      })
    expect((await browser.patch(`/users/${member.id}`, { status: 'deactivated' })).status).toBe(200)
  })

  it('412: not on top of a change one has not seen', async () => {
    const { owner, member } = await ownerAnd('clerk')
    await owner.patch(`/users/${member.id}`, { role: 'viewer' })
    const answer = await owner.patch(`/users/${member.id}`, { role: 'driver' }, { 'if-match': `"${member.version}"` })
    expect(answer).toMatchObject({ status: 412, body: { rule: 'record.changed', current: { role: 'viewer' } } })
  })

  it('409: somebody who has not accepted cannot be activated for them', async () => {
    const owner = await signedIn(app)
    const { data } = (await owner.post('/users', { email: 'waiting@example.com', role: 'viewer' })).body
    expect(await owner.patch(`/users/${data.id}`, { status: 'active' })).toMatchObject({
      status: 409,
      body: { rule: 'user.not-joined' },
    })
    expect((await owner.patch(`/users/${data.id}`, { role: 'clerk' })).body.data.role).toBe('clerk')
  })
})

describe('the last owner', () => {
  it('422: stays one, by whichever way', async () => {
    const owner = await signedIn(app)
    const self = await memberOf(owner, owner.userId)
    for (const answer of [
      await owner.patch(`/users/${self.id}`, { role: 'admin' }),
      await owner.patch(`/users/${self.id}`, { status: 'deactivated' }),
      await owner.delete(`/users/${self.id}`),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { rule: 'user.last-owner' } })
    }
  })

  it('an invited or deactivated owner does not count', async () => {
    const { owner, member } = await ownerAnd('owner')
    await owner.post('/users', { email: 'future-owner@example.com', role: 'owner' })
    expect((await owner.patch(`/users/${member.id}`, { status: 'deactivated' })).status).toBe(200)
    const self = await memberOf(owner, owner.userId)
    expect((await owner.patch(`/users/${self.id}`, { role: 'admin' })).body.rule).toBe('user.last-owner')
  })

  it('one is left when all owners step down at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const first = await signedIn(app)
      const owners = [first, await signedIn(app, 'owner', first.tenantId), await signedIn(app, 'owner', first.tenantId)]
      const members = await Promise.all(owners.map((owner) => memberOf(first, owner.userId)))
      const answers = await Promise.all(
        owners.map((owner, index) => owner.patch(`/users/${members[index].id}`, { role: 'viewer' })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 422])
    }
  })
})

describe('DELETE /users/:id', () => {
  it('204: gone from here; the account and its other businesses stay', async () => {
    const owner = await signedIn(app)
    const person = await signUp(app)
    await owner.post('/users', { email: person.email, role: 'clerk' })
    const token = (await mailTo(app, owner, person.email, 'invitation'))?.token
    expect((await person.caller.post('/auth/invitations/accept', { token })).status).toBe(201)
    const member = (await owner.get(`/users?search=${person.email}`)).body.data[0]
    expect((await owner.delete(`/users/${member.id}`)).status).toBe(204)
    expect((await owner.get(`/users/${member.id}`)).status).toBe(404)
    expect((await person.caller.get('/auth/me', { 'x-tenant-id': owner.tenantId })).status).toBe(403)
    expect((await person.caller.get('/auth/me')).status).toBe(200)
    expect(await trailOf(app, owner)).toContain('user.removed')
  })

  it('204: an invitation is withdrawn with it', async () => {
    const owner = await signedIn(app)
    const { data } = (await owner.post('/users', { email: 'withdrawn@example.com', role: 'viewer' })).body
    const token = (await mailTo(app, owner, 'withdrawn', 'invitation'))?.token
    expect((await owner.delete(`/users/${data.id}`)).status).toBe(204)
    expect((await anonymous(app).post('/auth/invitations/lookup', { token })).status).toBe(422)
  })
})

describe('GET /roles and /permissions', () => {
  it('200: every role with its permissions, every permission with a sentence', async () => {
    const viewer = await signedIn(app, 'viewer')
    const roles = (await viewer.get('/roles')).body.data
    expect(roles.map(({ key }: { key: string }) => key)).toEqual([...ROLE_KEYS])
    const permissions = (await viewer.get('/permissions')).body.data
    expect(permissions).toHaveLength(ALL_PERMISSIONS.length)
    expect(
      permissions.every(
        ({ description, roles: holders }: { description: string; roles: string[] }) =>
          description.length > 5 && holders.includes('owner'),
      ),
    ).toBe(true)
  })
})

it('what happens to people is told to the world, without secrets', async () => {
  const owner = await signedIn(app)
  const person = await signUp(app)
  const { data } = (await owner.post('/users', { email: person.email, role: 'clerk' })).body
  const token = (await mailTo(app, owner, person.email, 'invitation'))?.token
  await person.caller.post('/auth/invitations/accept', { token })
  await owner.patch(`/users/${data.id}`, { role: 'viewer' })
  await owner.patch('/tenant', { industry: 'Waste' })
  const rows = await withConnection(app.database.adminUrl, async (client) => {
    const query = 'select type, payload from events where tenant_id = $1 order by txid, sequence'
    return (await client.query(query, [owner.tenantId])).rows
  })
  expect(rows).toEqual([
    { type: 'user.invited', payload: { membershipId: data.id, email: person.email, role: 'clerk' } },
    { type: 'user.joined', payload: { membershipId: data.id, userId: person.caller.userId } },
    { type: 'user.updated', payload: { membershipId: data.id, role: 'viewer', status: 'active' } },
    { type: 'tenant.updated', payload: { changedFields: ['industry'] } },
  ])
})
