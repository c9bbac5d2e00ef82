import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { newTenant, signedIn } from '#test/kit/callers.ts'
import { newRole, withRole } from '../roles/roles.factory.ts'

const app = await testApp()

describe('POST /auth/view-as', () => {
  it('200: sees what the role sees, changes nothing, and comes back', async () => {
    const owner = await signedIn(app)
    const fields = { 'office.customers': { notes: 'hidden' } } as const
    const role = await newRole(owner, { permissions: ['office.customers.read', 'office.customers.update'], fields })
    const made = await owner.post('/customers', { kind: 'person', lastName: 'Diaz', notes: 'owes us' })
    const path = `/customers/${made.body.data.id}`
    expect((await owner.post('/auth/view-as', { role: role.id })).body.data).toMatchObject({ role: role.id })

    await expect.poll(async () => (await owner.get('/waste/bins')).status).toBe(403)
    expect((await owner.get(path)).body.data).not.toHaveProperty('notes')
    expect((await owner.get('/auth/me')).body.data).toMatchObject({ viewsAs: role.name, fields })
    for (const answer of [
      await owner.patch(path, { lastName: 'Changed' }),
      await owner.post('/auth/view-as', { role: 'owner' }),
      await owner.post('/auth/switch-tenant', { tenant: owner.tenantId }),
      await owner.patch('/auth/me', { name: 'Other' }),
    ])
      expect([answer.status, answer.body.rule]).toEqual([403, 'access.view-only'])

    expect((await owner.delete('/auth/view-as')).status).toBe(200)
    await expect.poll(async () => (await owner.patch(path, { lastName: 'Changed' })).status).toBe(200)
    const actions = (await owner.get('/audit?action=auth.view-as')).body.data.map(
      ({ action }: { action: string }) => action,
    )
    expect(actions).toEqual(['auth.view-as-ended', 'auth.view-as-begun'])
  })

  it('403: nobody sees more by looking through a role', async () => {
    const owner = await signedIn(app)
    const editor = await withRole(app, owner, { permissions: ['platform.roles.update'] })
    expect((await editor.post('/auth/view-as', { role: 'viewer' })).body.rule).toBe('access.role-too-high')
  })

  it('403: another business the person belongs to stays closed meanwhile', async () => {
    const owner = await signedIn(app)
    const opened = await owner.post('/tenants', { name: `Second ${await newTenant(app)}`.slice(0, 60) })
    await owner.post('/auth/view-as', { role: 'viewer' })
    const elsewhere = () => owner.get('/auth/me', { 'x-tenant-id': opened.body.data.id })
    await expect.poll(async () => (await elsewhere()).body.rule).toBe('access.view-only')
  })
})
