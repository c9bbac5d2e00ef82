import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { FakeProvider, type ProviderPerson } from '#test/fakes/oidc/fake-provider.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { PASSWORD, signUp, trailOf } from '../identity.factory.ts'
import { Browser, providerPerson, setUpProvider } from './providers.factory.ts'

const app = await testApp()
let provider: FakeProvider
let owner: Caller
let business: string

const joining = { createsPeople: true, defaultRole: 'viewer', allowedDomains: ['acme.test'] }

beforeAll(async () => {
  provider = await FakeProvider.start()
})
beforeEach(async () => {
  Object.assign(provider, {
    signing: 'right',
    claims: {},
    discovery: {},
    answersAs: provider.issuer,
    error: undefined,
    isQuiet: false,
    behaviour: 'as-it-should',
  })
  owner = await signedIn(app)
  business = await setUpProvider(app, owner, provider, joining)
})
afterAll(() => provider.stop())

const asAdmin = (sql: string, values: unknown[]) =>
  withConnection(app.database.adminUrl, async (client) => (await client.query(sql, values)).rows)
const arrive = (person: ProviderPerson) => {
  provider.person = person
  return new Browser(app)
}
const refusal = { status: 401, body: { rule: 'auth.provider-refused' } }

describe('signing in through the provider', () => {
  it('200: somebody new becomes a member of this business, with the role of their claims', async () => {
    const roleRules = [
      { claim: 'groups', value: 'dispatch', role: 'dispatcher' },
      { claim: 'realm_access.roles', value: 'wheels', role: 'driver' },
    ]
    await owner.patch('/sign-in-provider', { roleRules })
    const browser = arrive(providerPerson({ groups: ['all', 'dispatch'] }))
    const answer = await browser.signIn(provider, business, '/bins')
    expect(answer).toMatchObject({ status: 200, body: { data: { kind: 'signed-in', next: '/bins', ticket: null } } })
    const me = (await browser.caller.get('/auth/me')).body.data
    expect(me).toMatchObject({
      role: 'dispatcher',
      user: { name: 'Kim Lee', email: provider.person.email, emailVerified: false },
    })
    expect(await trailOf(app, owner)).toEqual(
      expect.arrayContaining(['user.joined', 'auth.identity-connected', 'auth.signed-in']),
    )
    const other = arrive(providerPerson({ realm_access: { roles: ['wheels'] } }))
    await other.signIn(provider, business)
    expect((await other.caller.get('/auth/me')).body.data.role).toBe('driver')
  })

  it('200: the same person is found by issuer and subject, whatever their address is by now', async () => {
    const person = providerPerson()
    const first = arrive(person)
    await first.signIn(provider, business)
    const again = arrive({ sub: person.sub, name: 'Kim Park', email: 'other@elsewhere.test', email_verified: false })
    await again.signIn(provider, business)
    const ids = [first, again].map(async ({ caller }) => (await caller.get('/auth/me')).body.data.user.id)
    expect(new Set(await Promise.all(ids)).size).toBe(1)
  })

  it('200: what only userinfo says counts, too', async () => {
    provider.isQuiet = true
    const browser = arrive(providerPerson())
    expect((await browser.signIn(provider, business)).body.data.kind).toBe('signed-in')
  })

  it('200: an invitation is accepted by it, with the role it is to', async () => {
    await owner.patch('/sign-in-provider', { createsPeople: false })
    const person = providerPerson()
    await owner.post('/users', { email: person.email, role: 'clerk' })
    const browser = arrive(person)
    expect((await browser.signIn(provider, business)).status).toBe(200)
    expect((await browser.caller.get('/auth/me')).body.data.role).toBe('clerk')
  })

  it('401: whom nobody invited stays outside where members are made by hand', async () => {
    await owner.patch('/sign-in-provider', { createsPeople: false })
    const browser = arrive(providerPerson())
    expect(await browser.signIn(provider, business)).toMatchObject(refusal)
    expect(await trailOf(app, owner)).toContain('auth.sign-in-refused')
  })

  it.each([
    ['an address nobody has checked', { email_verified: false }],
    ['an address the provider says nothing about', { email_verified: undefined }],
    ['an address of another domain', { email: 'kim@other.test' }],
    ['no address', { email: undefined }],
  ])('401: %s', async (_, claims) => {
    const answer = await arrive(providerPerson(claims)).signIn(provider, business)
    expect(answer).toMatchObject(refusal)
    expect(answer.headers['set-cookie']).not.toContain('gw_session')
  })

  it('200: an address the provider says nothing about, where the business vouches for its domain', async () => {
    await owner.patch('/sign-in-provider', { trustsUnstatedEmail: true })
    const said = await arrive(providerPerson({ email_verified: false })).signIn(provider, business)
    expect(said).toMatchObject(refusal)
    expect((await arrive(providerPerson({ email_verified: undefined })).signIn(provider, business)).status).toBe(200)
  })

  it('401: no rule fits and there is no role for the rest', async () => {
    await owner.patch('/sign-in-provider', { defaultRole: null })
    expect(await arrive(providerPerson()).signIn(provider, business)).toMatchObject(refusal)
  })

  it('roles follow the claims at every sign-in where the provider decides them; owners stay owners', async () => {
    const roleRules = [{ claim: 'groups', value: 'boss', role: 'manager' }]
    await owner.patch('/sign-in-provider', { managesRoles: true, roleRules, defaultRole: 'viewer' })
    const person = providerPerson({ groups: ['boss'] })
    await arrive(person).signIn(provider, business)
    const demoted = arrive({ ...person, groups: [] })
    await demoted.signIn(provider, business)
    expect((await demoted.caller.get('/auth/me')).body.data.role).toBe('viewer')
    await asAdmin("update memberships set role = 'owner' where tenant_id = $1 and email = $2", [
      owner.tenantId,
      person.email,
    ])
    app.services.announce({ kind: 'missed' })
    const promoted = arrive({ ...person, groups: [] })
    await promoted.signIn(provider, business)
    expect((await promoted.caller.get('/auth/me')).body.data.role).toBe('owner')
  })

  it('401: whoever was deactivated stays out, and so does whoever has lost the last role', async () => {
    const person = providerPerson()
    await arrive(person).signIn(provider, business)
    const [member] = await asAdmin('select id from memberships where tenant_id = $1 and email = $2', [
      owner.tenantId,
      person.email,
    ])
    await owner.patch('/sign-in-provider', { managesRoles: true, defaultRole: null })
    expect(await arrive(person).signIn(provider, business)).toMatchObject(refusal)
    await owner.patch('/sign-in-provider', { managesRoles: false })
    await owner.patch(`/users/${member?.['id']}`, { status: 'deactivated' })
    expect(await arrive(person).signIn(provider, business)).toMatchObject(refusal)
  })

  it('404: a business without a provider, one that is switched off, and one there is not look alike', async () => {
    await owner.patch('/sign-in-provider', { isEnabled: false })
    const answers = await Promise.all(
      [business, 'there-is-no-such'].map((name) => new Browser(app).post('/auth/oidc/start', { business: name })),
    )
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { rule: 'auth.provider-off' } })
    expect(answers[0]?.body.detail).toBe(answers[1]?.body.detail)
  })
})

describe('an account that is there already', () => {
  const withPassword = async () => {
    const person = providerPerson()
    await signUp(app, { email: String(person.email) })
    return person
  }

  it('is not taken over by an address: its owner gives the password once, and is connected', async () => {
    const person = await withPassword()
    const browser = arrive(person)
    const asked = await browser.signIn(provider, business)
    expect(asked).toMatchObject({ status: 200, body: { data: { kind: 'password-needed', email: person.email } } })
    expect((await browser.caller.get('/auth/me')).status).toBe(401)
    const { ticket, email } = asked.body.data
    const wrong = await browser.post('/auth/oidc/complete', { ticket, email, password: 'not the password at all' })
    expect(wrong).toMatchObject({ status: 401, body: { rule: 'auth.credentials-invalid' } })
    const right = await browser.post('/auth/oidc/complete', { ticket, email, password: PASSWORD })
    expect(right).toMatchObject({ status: 200, body: { data: { kind: 'signed-in' } } })
    expect((await browser.caller.get('/auth/me')).body.data.tenant.id).toBe(owner.tenantId)
    expect((await arrive(person).signIn(provider, business)).body.data.kind).toBe('signed-in')
  })

  it('401: a ticket is for the address it was given for', async () => {
    const browser = arrive(await withPassword())
    const { ticket } = (await browser.signIn(provider, business)).body.data
    const other = await browser.post('/auth/oidc/complete', { ticket, email: 'else@acme.test', password: PASSWORD })
    expect(other.body.rule).toBe('auth.provider-answer-invalid')
  })

  it('is connected from within, after a proof of one’s own', async () => {
    const member = await signUp(app)
    const slug = await setUpProvider(app, member.browser, provider)
    const browser = new Browser(app, String(member.browser.headers['cookie']))
    provider.person = providerPerson()
    const { url } = (await browser.post('/auth/oidc/connect', {})).body.data
    const answer = await browser.post('/auth/oidc/callback', { answer: await provider.visit(url) })
    expect(answer.body.data).toMatchObject({ kind: 'connected', next: '/settings/security' })
    const { identities } = (await browser.caller.get('/auth/identities')).body.data
    expect(identities).toMatchObject([{ label: 'Continue with Acme', email: provider.person.email }])
    expect((await new Browser(app).signIn(provider, slug)).body.data.kind).toBe('signed-in')
    expect((await browser.caller.delete(`/auth/identities/${identities[0].id}`)).status).toBe(204)
    expect((await new Browser(app).signIn(provider, slug)).status).toBe(401)
  })

  it('401: what another browser began is not connected to whoever brings it', async () => {
    const [thief, victim] = [await signUp(app), await signUp(app)]
    await setUpProvider(app, thief.browser, provider)
    const browser = new Browser(app, String(thief.browser.headers['cookie']))
    provider.person = providerPerson()
    const { url } = (await browser.post('/auth/oidc/connect', {})).body.data
    const answer = await provider.visit(url)
    const brought = await new Browser(app, String(victim.browser.headers['cookie'])).post('/auth/oidc/callback', {
      answer,
    })
    expect(brought).toMatchObject({ status: 401, body: { rule: 'auth.provider-answer-invalid' } })
  })

  it('is connected by itself where it is this business’s own; an owner’s never is', async () => {
    const person = providerPerson()
    await arrive(person).signIn(provider, business)
    await asAdmin('delete from member_identities where tenant_id = $1', [owner.tenantId])
    expect((await arrive({ ...person, sub: 'moved' }).signIn(provider, business)).body.data.kind).toBe('signed-in')
    await asAdmin('delete from member_identities where tenant_id = $1', [owner.tenantId])
    await asAdmin("update memberships set role = 'owner' where tenant_id = $1 and email = $2", [
      owner.tenantId,
      person.email,
    ])
    const answer = await arrive({ ...person, sub: 'moved-again' }).signIn(provider, business)
    expect(answer.body.data).toMatchObject({ kind: 'password-needed' })
  })
})

describe('what the provider answers', () => {
  const begin = async (person = providerPerson()) => {
    const browser = arrive(person)
    const { url } = (await browser.post('/auth/oidc/start', { business })).body.data
    return { browser, url, bring: (answer: string) => browser.post('/auth/oidc/callback', { answer }) }
  }
  const now = () => Math.floor(Date.now() / 1000)

  it.each<[string, () => Record<string, unknown>]>([
    ['for another nonce', () => ({ nonce: 'another' })],
    ['for another client', () => ({ aud: 'another' })],
    ['for several clients, made for another', () => ({ aud: ['groundwork', 'another'], azp: 'another' })],
    ['made for another client', () => ({ azp: 'another' })],
    ['of another issuer', () => ({ iss: 'https://accounts.google.com' })],
    ['that has expired', () => ({ exp: now() - 120 })],
    ['that was made long ago', () => ({ iat: now() - 3600 })],
    ['from the future', () => ({ iat: now() + 3600 })],
    ['without a subject', () => ({ sub: '' })],
  ])('502: an ID token %s', async (_, claims) => {
    provider.claims = claims()
    const { url, bring, browser } = await begin()
    const answer = await bring(await provider.visit(url))
    expect(answer).toMatchObject({ status: 502, body: { rule: 'auth.provider-failed' } })
    expect((await browser.caller.get('/auth/me')).status).toBe(401)
  })

  it.each(['none', 'client-secret', 'unpublished-key'] as const)('502: an ID token signed by %s', async (signing) => {
    provider.signing = signing
    const { url, bring } = await begin()
    expect(await bring(await provider.visit(url))).toMatchObject({
      status: 502,
      body: { rule: 'auth.provider-failed' },
    })
  })

  it('200: after the keys were rotated', async () => {
    await arrive(providerPerson()).signIn(provider, business)
    await provider.rotateKeys()
    expect((await arrive(providerPerson()).signIn(provider, business)).status).toBe(200)
  })

  it('502: an answer of another issuer, or without one', async () => {
    for (const answersAs of ['https://evil.test', undefined]) {
      provider.answersAs = answersAs
      const { url, bring } = await begin()
      expect(await bring(await provider.visit(url))).toMatchObject({
        status: 502,
        body: { rule: 'auth.provider-failed' },
      })
    }
  })

  it('401: a code of another sign-in, and an answer that comes twice', async () => {
    const [one, two, three] = [await begin(), await begin(), await begin()]
    const stolen = await provider.visit(one.url)
    expect((await two.bring(stolen)).body.rule).toBe('auth.provider-answer-invalid')
    const injected = new URLSearchParams(await provider.visit(three.url))
    injected.set('code', new URLSearchParams(stolen).get('code') ?? '')
    expect(await three.bring(injected.toString())).toMatchObject(refusal)
    expect((await one.bring(stolen)).status).toBe(200)
    const replayed = await one.bring(stolen)
    expect(replayed).toMatchObject({ status: 401, body: { rule: 'auth.provider-answer-invalid' } })
  })

  it('401: the same sealed sign-in is good once, even for who kept its cookie', async () => {
    const { browser, url } = await begin()
    const answer = await provider.visit(url)
    const { headers } = browser.caller
    const send = () =>
      app.server.inject({ method: 'POST', url: '/api/auth/oidc/callback', headers, payload: { answer } })
    const statuses = (await Promise.all([send(), send()])).map(({ statusCode }) => statusCode)
    expect(statuses.sort()).toEqual([200, 401])
  })

  it('401: the provider says no, in a sentence of ours', async () => {
    provider.error = 'access_denied'
    const { url, bring } = await begin()
    const answer = await bring(await provider.visit(url))
    expect(answer).toMatchObject(refusal)
    expect(answer.text).not.toContain('because')
  })

  it.each(['redirects', 'error-page', 'silent'] as const)(
    '502: the provider %s when asked for the token',
    async (behaviour) => {
      const { url, bring } = await begin()
      const answer = await provider.visit(url)
      provider.behaviour = behaviour
      const failed = await bring(answer)
      expect(failed).toMatchObject({ status: 502, body: { rule: 'auth.provider-failed' } })
      expect(failed.text).not.toContain('script')
    },
    20_000,
  )
})
