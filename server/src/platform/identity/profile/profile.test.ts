import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { anonymous, signedIn } from '#test/kit/callers.ts'
import { signUp } from '../identity.factory.ts'

const app = await testApp()

describe('GET /auth/me', () => {
  it('200: person, business, role and permissions', async () => {
    const viewer = await signedIn(app, 'viewer')
    const { data } = (await viewer.get('/auth/me')).body
    expect(data).toMatchObject({
      role: 'viewer',
      tenant: { id: viewer.tenantId },
      tenants: [{ id: viewer.tenantId, role: 'viewer' }],
    })
    expect(data.permissions).toContain('waste.bins.read')
    expect(data.permissions).not.toContain('waste.bins.create')
  })

  it('401 for nobody', async () => {
    expect(await anonymous(app).get('/auth/me')).toMatchObject({ status: 401, body: { rule: 'auth.required' } })
  })
})

describe('PATCH /auth/me', () => {
  it('200: changes what is named, and the new name is in the trail at once', async () => {
    const { caller } = await signUp(app)
    const answer = await caller.patch('/auth/me', { name: 'Ana T.', timeZone: 'Europe/Berlin', colorScheme: 'dark' })
    expect(answer.body.data.user).toMatchObject({
      name: 'Ana T.',
      timeZone: 'Europe/Berlin',
      colorScheme: 'dark',
      locale: 'en-US',
    })
    expect((await caller.patch('/auth/me', { timeZone: null })).body.data.user).toMatchObject({
      name: 'Ana T.',
      timeZone: null,
    })
    const [entry] = (await caller.get('/audit?action=user.profile-updated')).body.data
    expect(entry).toMatchObject({
      actor: { name: 'Ana T.' },
      changes: { timeZone: { before: 'Europe/Berlin', after: null } },
    })
  })

  it('400: a time zone that is none, a field that is not ours to change', async () => {
    const { caller } = await signUp(app)
    expect((await caller.patch('/auth/me', { timeZone: 'Mars/Base' })).body.details).toMatchObject([
      { field: 'timeZone' },
    ])
    expect((await caller.patch('/auth/me', { email: 'other@example.com' })).status).toBe(400)
  })
})
