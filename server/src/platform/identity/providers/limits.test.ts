import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { FakeProvider } from '#test/fakes/oidc/fake-provider.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, Caller, signedIn } from '#test/kit/callers.ts'
import { PASSWORD, signUp } from '../identity.factory.ts'
import { Browser, providerPerson, setUpProvider } from './providers.factory.ts'

const app = await testApp()
let provider: FakeProvider
beforeAll(async () => {
  provider = await FakeProvider.start()
})
afterAll(() => provider.stop())

const joining = { createsPeople: true, defaultRole: 'admin', allowedDomains: ['acme.test'] }
const asAdmin = (sql: string, values: unknown[]) =>
  withConnection(app.database.adminUrl, async (client) => (await client.query(sql, values)).rows)

/** Somebody with a business and a password of their own who is connected in another business, too. */
async function inTwoBusinesses() {
  const host = await signedIn(app)
  const business = await setUpProvider(app, host, provider, joining)
  const person = await signUp(app, { email: String(providerPerson().email) })
  provider.person = providerPerson({ email: person.email })
  const browser = new Browser(app)
  const { ticket } = (await browser.signIn(provider, business)).body.data
  await browser.post('/auth/oidc/complete', { ticket, email: person.email, password: PASSWORD })
  return { host, business, person, browser }
}

async function withTotp(caller: Caller): Promise<TOTP> {
  const { body } = await caller.post('/auth/totp/start')
  const totp = new TOTP({ secret: body.data.secret })
  await caller.post('/auth/totp/confirm', { code: totp.generate({ timestamp: app.clock.now().getTime() }) })
  return totp
}

describe('a session that a business’s provider opened', () => {
  it('stays in that business: the person’s others are not even named', async () => {
    const { host, person, browser } = await inTwoBusinesses()
    const me = (await browser.caller.get('/auth/me')).body.data
    expect(me.tenant.id).toBe(host.tenantId)
    expect(me.tenants.map(({ id }: { id: string }) => id)).toEqual([host.tenantId])
    expect((await browser.caller.get('/tenants')).body.data).toHaveLength(1)
    const switched = await browser.caller.post('/auth/switch-tenant', { tenant: person.caller.tenantId })
    expect(switched).toMatchObject({ status: 403, body: { rule: 'access.other-sign-in-needed' } })
    const named = await browser.caller.get('/auth/me', { 'x-tenant-id': person.caller.tenantId })
    expect(named).toMatchObject({ status: 403, body: { rule: 'access.other-sign-in-needed' } })
    expect((await browser.caller.post('/tenants', { name: 'Another' })).status).toBe(403)
    const sessions = (await browser.caller.get('/auth/sessions')).body.data
    expect(sessions).toHaveLength(1)
    await browser.caller.post('/auth/sessions/revoke-others')
    expect((await person.browser.get('/auth/me')).status).toBe(200)
  })

  it('leaves no key to the person behind: passkeys, second factors and links want a proof of their own', async () => {
    const { browser } = await inTwoBusinesses()
    const { caller } = browser
    const tries = [
      await caller.get('/auth/passkeys/register-options'),
      await caller.post('/auth/totp/start'),
      await caller.post('/auth/oidc/connect', {}),
      await caller.delete(`/auth/identities/${(await caller.get('/auth/identities')).body.data.identities[0].id}`),
    ]
    expect(tries.map(({ body }) => body.rule)).toEqual(Array(4).fill('auth.step-up-required'))
    // What belongs to the business is its provider's to answer for.
    const key = { name: 'Till', permissions: ['office.customers.read'] }
    expect((await caller.post('/api-keys', key)).status).toBe(201)
    await caller.post('/auth/confirm', { password: PASSWORD })
    expect((await caller.post('/auth/totp/start')).status).toBe(200)
  })

  it('has no power over the installation, whoever it is', async () => {
    const { person, browser } = await inTwoBusinesses()
    await asAdmin('update users set is_super_admin = true where email = $1', [person.email])
    app.services.announce({ kind: 'missed' })
    expect((await browser.caller.get(`/tenants/${person.caller.tenantId}`)).status).toBe(403)
    expect((await browser.caller.get('/auth/me')).body.data.role).toBe('admin')
  })
})

describe('the second factor', () => {
  it('stays the person’s own unless the business counts the provider’s', async () => {
    const { host, business, person } = await inTwoBusinesses()
    const totp = await withTotp(person.browser)
    const code = () => totp.generate({ timestamp: app.clock.now().getTime() })
    const browser = new Browser(app)
    const asked = (await browser.signIn(provider, business)).body.data
    expect(asked).toMatchObject({ kind: 'code-needed' })
    const { ticket, email } = asked
    const bare = await browser.post('/auth/oidc/complete', { ticket, email })
    expect(bare.body.rule).toBe('auth.code-required')
    const wrong = await browser.post('/auth/oidc/complete', { ticket, email, code: '000000' })
    expect(wrong).toMatchObject({ status: 401, body: { rule: 'auth.code-invalid' } })
    app.clock.advance(60_000)
    expect((await browser.post('/auth/oidc/complete', { ticket, email, code: code() })).status).toBe(200)
    await host.patch('/sign-in-provider', { secondFactorMethods: ['mfa'] })
    provider.person = { ...provider.person, amr: ['pwd', 'mfa'] }
    expect((await new Browser(app).signIn(provider, business)).body.data.kind).toBe('signed-in')
    provider.person = { ...provider.person, amr: ['pwd'] }
    expect((await new Browser(app).signIn(provider, business)).body.data.kind).toBe('code-needed')
  })
})

describe('domains that must sign in through the provider', () => {
  it('a password opens the business no more, by whatever door; the provider does', async () => {
    const { host, business, person, browser } = await inTwoBusinesses()
    const both = await anonymous(app).post('/auth/login', { email: person.email, password: PASSWORD })
    const switched = await person.browser.post('/auth/switch-tenant', { tenant: host.tenantId })
    expect([both.status, switched.status]).toEqual([200, 200])
    await host.patch('/sign-in-provider', { requiredDomains: ['acme.test'] })
    const required = { status: 401, body: { rule: 'auth.provider-required' } }
    expect(await person.browser.get('/auth/me')).toMatchObject(required)
    const named = { email: person.email, password: PASSWORD, tenant: business }
    expect(await anonymous(app).post('/auth/login', named)).toMatchObject(required)
    const elsewhere = await anonymous(app).post('/auth/login', { email: person.email, password: PASSWORD })
    expect(elsewhere.body.data.tenant.id).toBe(person.caller.tenantId)
    const token = new Caller(app, { authorization: `Bearer ${elsewhere.body.data.accessToken}` }, person.caller)
    expect(await token.get('/auth/me', { 'x-tenant-id': business })).toMatchObject(required)
    expect((await token.post('/auth/switch-tenant', { tenant: business })).body.rule).toBe('auth.provider-required')
    expect((await browser.caller.get('/auth/me')).status).toBe(200)
    expect((await new Browser(app).signIn(provider, business)).body.data.kind).toBe('signed-in')
    expect((await host.get('/auth/me')).status).toBe(200)
  })

  it('owners keep a way of their own, with a second factor, and one of them must have it', async () => {
    const person = await signUp(app, { email: `boss-${Date.now()}@corp.test` })
    const settings = { requiredDomains: ['corp.test'] }
    const early = await person.browser.patch('/sign-in-provider', { ...provider.settings, ...settings })
    expect(early).toMatchObject({ status: 400, body: { details: [{ field: 'requiredDomains' }] } })
    const totp = await withTotp(person.browser)
    await setUpProvider(app, person.browser, provider, settings)
    app.clock.advance(60_000)
    const code = totp.generate({ timestamp: app.clock.now().getTime() })
    const login = await anonymous(app).post('/auth/login', { email: person.email, password: PASSWORD, code })
    expect(login.status).toBe(200)
    const token = new Caller(app, { authorization: `Bearer ${login.body.data.accessToken}` }, person.caller)
    expect((await token.get('/auth/me')).body.data.role).toBe('owner')
  })
})

describe('finding a provider', () => {
  const find = async (who: string) => (await anonymous(app).post('/auth/oidc/find', { who })).body.data.providers

  it('by short name, and by a domain that an owner has proven an address in; never by who has an account', async () => {
    const owner = await signUp(app, { email: `ana-${Date.now()}@finders.test` })
    const slug = await setUpProvider(app, owner.browser, provider, { allowedDomains: ['finders.test', 'gmail.com'] })
    expect(await find(slug)).toMatchObject([{ slug, label: 'Continue with Acme' }])
    expect(await find('nobody@finders.test')).toEqual([])
    await asAdmin('update users set email_verified_at = now() where email = $1', [owner.email])
    expect(await find('nobody@finders.test')).toMatchObject([{ slug }])
    expect(await find(owner.email)).toEqual(await find('nobody@finders.test'))
    expect(await find('nobody@gmail.com')).toEqual([])
    expect(await find('no such short name')).toEqual([])
  })
})

it('a sign-in is good for ten minutes, what it still needs for five', async () => {
  const own = await testApp()
  const host = await signedIn(own)
  const business = await setUpProvider(own, host, provider, joining)
  provider.person = providerPerson()
  await signUp(own, { email: String(provider.person.email) })
  const browser = new Browser(own)
  const { ticket } = (await browser.signIn(provider, business)).body.data
  own.clock.advance(5 * 60_000 + 1000)
  const late = { ticket, email: provider.person.email, password: PASSWORD }
  expect((await browser.post('/auth/oidc/complete', late)).body.rule).toBe('auth.provider-answer-invalid')
  const { url } = (await browser.post('/auth/oidc/start', { business })).body.data
  const answer = await provider.visit(url)
  own.clock.advance(10 * 60_000 + 1000)
  expect((await browser.post('/auth/oidc/callback', { answer })).body.rule).toBe('auth.provider-answer-invalid')
})
