import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { CLIENT, FakeProvider } from '#test/fakes/oidc/fake-provider.ts'
import { testApp } from '#test/kit/app.ts'
import { type Caller, signedIn } from '#test/kit/callers.ts'
import { setUpProvider } from '../providers.factory.ts'

const app = await testApp()
let provider: FakeProvider
let owner: Caller
beforeAll(async () => {
  provider = await FakeProvider.start()
})
beforeEach(async () => {
  Object.assign(provider, { discovery: {}, behaviour: 'as-it-should' })
  owner = await signedIn(app)
})
afterAll(() => provider.stop())

describe('PATCH /sign-in-provider', () => {
  it('200: the secret is kept encrypted, never shown, and not in the trail', async () => {
    await setUpProvider(app, owner, provider)
    const settings = await owner.get('/sign-in-provider')
    expect(settings.body.data).toMatchObject({ hasClientSecret: true, isEnabled: true, version: 1 })
    expect(settings.body.data.redirectUri).toBe(`${app.services.config.http.publicUrl}/sign-in/callback`)
    const audit = await owner.get('/audit?action=sign-in-provider.updated')
    const kept = await withConnection(app.database.adminUrl, (client) =>
      client.query('select sealed_client_secret from sign_in_providers where tenant_id = $1', [owner.tenantId]),
    )
    for (const text of [settings.text, audit.text, String(kept.rows[0]?.sealed_client_secret)])
      expect(text).not.toContain(CLIENT.secret)
    expect(audit.body.data[0]).toMatchObject({ severity: 'high', changes: { isEnabled: { after: true } } })
  })

  it('200: the address of the discovery document stands for the issuer', async () => {
    const answer = await owner.patch('/sign-in-provider', {
      issuer: 'https://id.acme.test/realms/a/.well-known/openid-configuration',
    })
    expect(answer.body.data.issuer).toBe('https://id.acme.test/realms/a')
  })

  it.each([
    ['on without an issuer', { isEnabled: true }, 'issuer'],
    ['on without a client', { isEnabled: true, issuer: 'https://id.acme.test' }, 'clientId'],
    ['an issuer that is no address', { issuer: 'acme' }, 'issuer'],
    ['a script for an issuer', { issuer: 'javascript:alert(1)' }, 'issuer'],
    ['owners by a rule', { roleRules: [{ claim: 'a', value: 'b', role: 'owner' }] }, 'roleRules.0.role'],
    ['owners for everybody', { defaultRole: 'owner' }, 'defaultRole'],
    ['a role there is not', { defaultRole: 'boss' }, 'defaultRole'],
    ['vouching for every address', { trustsUnstatedEmail: true }, 'allowedDomains'],
    ['a domain that must and may not', { allowedDomains: ['a.test'], requiredDomains: ['b.test'] }, 'requiredDomains'],
  ])('400: %s', async (_, body, field) => {
    const answer = await owner.patch('/sign-in-provider', body)
    expect(answer).toMatchObject({ status: 400, body: { details: [{ field }] } })
  })

  it('400: the secret does not go along to another provider', async () => {
    await setUpProvider(app, owner, provider)
    const issuer = 'https://evil.test'
    const moved = await owner.patch('/sign-in-provider', { issuer })
    expect(moved).toMatchObject({ status: 400, body: { details: [{ field: 'clientSecret' }] } })
    expect((await owner.patch('/sign-in-provider', { issuer, clientSecret: null })).status).toBe(200)
  })

  it('403: by a role that could not hand out admin itself, and long after the last confirmation', async () => {
    const role = await owner.post('/roles', {
      name: 'Sign-in keeper',
      permissions: ['platform.sign-in.read', 'platform.sign-in.update'],
      fields: {},
    })
    const keeper = await signedIn(app, role.body.data.id, owner.tenantId)
    const answer = await keeper.patch('/sign-in-provider', { label: 'Mine' })
    expect(answer).toMatchObject({ status: 403, body: { rule: 'access.role-too-high' } })
    await withConnection(app.database.adminUrl, (client) =>
      client.query("update sessions set confirmed_at = now() - interval '11 minutes' where user_id = $1", [
        owner.userId,
      ]),
    )
    const late = await owner.patch('/sign-in-provider', { label: 'Mine' })
    expect(late.body.rule).toBe('auth.step-up-required')
  })

  it('412: somebody else was faster', async () => {
    await setUpProvider(app, owner, provider)
    expect((await owner.patch('/sign-in-provider', { label: 'Late' }, { 'if-match': '"0"' })).status).toBe(412)
  })
})

describe('POST /sign-in-provider/test', () => {
  const test = async (body: object = {}) => (await owner.post('/sign-in-provider/test', body)).body.data
  const given = () => ({ issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret })

  it('200: says that it works, before anything is saved and after', async () => {
    expect(await test(given())).toMatchObject({ works: true, findings: [{ level: 'ok' }, { level: 'ok' }] })
    await setUpProvider(app, owner, provider)
    expect(await test()).toMatchObject({ works: true })
  })

  it('200: says what is wrong, in words', async () => {
    const wrong = async (body: object) => {
      const { works, findings } = await test({ ...given(), ...body })
      expect(works).toBe(false)
      return findings.at(-1).message
    }
    expect(await wrong({ clientSecret: 'wrong' })).toMatch(/client secret is wrong/)
    expect(await wrong({ issuer: `${provider.issuer}/elsewhere` })).toMatch(/OpenID Connect does not know/)
    expect(await wrong({ issuer: 'http://127.0.0.1:1' })).toMatch(/cannot be reached/)
    expect(await wrong({ issuer: 'https://10.0.0.1' })).toMatch(/not on the public internet/)
    provider.discovery = { issuer: 'https://evil.test' }
    expect(await wrong({})).toMatch(/another name than the issuer/)
    provider.discovery = { authorization_endpoint: 'javascript:alert(1)' }
    expect(await wrong({})).toMatch(/not reached over https/)
    provider.discovery = { response_types_supported: ['id_token'] }
    expect((await test(given())).works).toBe(false)
    provider.discovery = {}
    provider.behaviour = 'redirects'
    expect(await wrong({})).toMatch(/redirect/)
  })

  it('200: the kept secret is sent to the provider it belongs to and to no other', async () => {
    await setUpProvider(app, owner, provider)
    const other = await FakeProvider.start()
    expect(await test({ issuer: other.issuer })).toMatchObject({ works: false })
    await other.stop()
  })
})
