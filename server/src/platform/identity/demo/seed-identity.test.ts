import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, signedIn } from '#test/kit/callers.ts'
import { signIn } from '../identity.factory.ts'
import { type DemoBusiness, seedIdentity } from './seed-identity.ts'

const app = await testApp()
const password = 'groundwork demo 2026'
const BUSINESS: DemoBusiness = {
  tenant: { name: 'Demo', slug: 'demo-business' },
  people: [
    { email: 'owner@demo.test', name: 'Ana', role: 'owner' },
    { email: 'viewer@demo.test', name: 'Tom', role: 'viewer' },
    { email: 'root@demo.test', name: 'Root', role: 'super_admin' },
  ],
  password,
}

describe('seedIdentity', () => {
  it('makes the business once; everybody signs in with their role', async () => {
    await signedIn(app)
    const filled: string[] = []
    const fill = async (ctx: { actor: { name: string } }) => void filled.push(ctx.actor.name)
    expect(await seedIdentity(app.services, BUSINESS, fill)).toMatchObject({ name: 'Ana', role: 'owner' })
    expect(await seedIdentity(app.services, BUSINESS, fill)).toBeUndefined()
    expect(filled).toEqual(['Ana'])
    const viewer = await signIn(app, { email: 'viewer@demo.test', password })
    expect((await viewer.caller.get('/auth/me')).body.data).toMatchObject({ role: 'viewer', tenant: { name: 'Demo' } })
    const root = await signIn(app, { email: 'root@demo.test', password }, { tenant: 'demo-business' })
    expect((await root.caller.get('/auth/me')).body.data).toMatchObject({ role: 'super_admin', tenants: [] })
    expect((await root.caller.get('/tenants')).body.pagination.total).toBe(2)
  })

  it('leaves nothing behind when filling fails', async () => {
    const other = {
      ...BUSINESS,
      tenant: { name: 'Other', slug: 'other-demo' },
      people: [{ email: 'o@demo.test', name: 'O', role: 'owner' }],
    } as const
    await expect(seedIdentity(app.services, other, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await anonymous(app).post('/auth/login', { email: 'o@demo.test', password })).status).toBe(401)
  })

  it('in production: accounts without any password', async () => {
    const production = await testApp({
      environment: {
        NODE_ENV: 'production',
        GROUNDWORK_SECRET: 'x'.repeat(43),
        GROUNDWORK_PUBLIC_URL: 'https://ops.example.com',
        GROUNDWORK_RATE_LIMITS: 'on',
      },
    })
    await seedIdentity(production.services, BUSINESS, async () => {})
    expect((await anonymous(production).post('/auth/login', { email: 'owner@demo.test', password })).status).toBe(401)
    await withConnection(production.database.adminUrl, async (client) => {
      expect(
        (await client.query('select count(*)::int as known from users where password_hash is not null')).rows,
      ).toEqual([{ known: 0 }])
    })
  })
})
