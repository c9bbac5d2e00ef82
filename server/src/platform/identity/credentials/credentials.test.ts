import { generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { newApiKey } from '#platform/api-keys/key-format.ts'
import { NO_TENANT } from '#platform/database/database.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, Caller, signedIn, withApiKey } from '#test/kit/callers.ts'
import { signUp, superAdmin, withToken } from '../identity.factory.ts'
import { findPerson } from './credential.queries.ts'
import { newToken } from './opaque-token.ts'

const app = await testApp()

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
const headerOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())

async function statusOf(token: string): Promise<number> {
  return (await withToken(app, token).get('/auth/me')).status
}

describe('access tokens', () => {
  it('401: unsigned, whoever it names (alg none)', async () => {
    const { accessToken } = await signUp(app)
    const claims = claimsOf(accessToken)
    expect(await statusOf(`${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`)).toBe(401)
    expect(await statusOf(`${part({ ...headerOf(accessToken), alg: 'none' })}.${part(claims)}.`)).toBe(401)
  })

  it('401: signed by the public key as if it were a shared secret', async () => {
    const { accessToken } = await signUp(app)
    const jwks = await anonymous(app).get('/auth/jwks')
    const secret = Buffer.from(jwks.body.keys[0].x, 'base64url')
    const forged = await new SignJWT(claimsOf(accessToken))
      .setProtectedHeader({ ...headerOf(accessToken), alg: 'HS256' })
      .sign(secret)
    expect(await statusOf(forged)).toBe(401)
  })

  it('401: signed by a key that is not ours, under the id of ours', async () => {
    const { accessToken } = await signUp(app)
    const { privateKey } = await generateKeyPair('EdDSA')
    expect(
      await statusOf(
        await new SignJWT(claimsOf(accessToken)).setProtectedHeader(headerOf(accessToken)).sign(privateKey),
      ),
    ).toBe(401)
  })

  it.each([
    ['another audience', { aud: 'somebody-else' }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['no session', { sid: undefined }],
    ['the end passed', { exp: 1_700_000_000 }],
  ])('401: %s, though signed by us', async (_, change) => {
    const { accessToken } = await signUp(app)
    const { id, privateKey } = await app.services.identity.signingKeys.current()
    const sign = (claims: object) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: id }).sign(privateKey)
    expect(await statusOf(await sign(claimsOf(accessToken)))).toBe(200)
    expect(await statusOf(await sign({ ...claimsOf(accessToken), ...change }))).toBe(401)
  })

  it('401: another kind of token of ours', async () => {
    const { accessToken } = await signUp(app)
    const { id, privateKey } = await app.services.identity.signingKeys.current()
    const token = await new SignJWT(claimsOf(accessToken))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: id })
      .sign(privateKey)
    expect(await statusOf(token)).toBe(401)
  })

  it('401 after 15 minutes, even where the token was verified before', async () => {
    const own = await testApp()
    const { caller } = await signUp(own)
    expect((await caller.get('/auth/me')).status).toBe(200)
    own.clock.advance(15 * 60 * 1000 + 31_000)
    expect(await caller.get('/auth/me')).toMatchObject({ status: 401, body: { rule: 'auth.token-invalid' } })
  })
})

describe('credentials that do not hold', () => {
  it('401: a wrong header is refused even beside a good cookie', async () => {
    const { browser } = await signUp(app)
    for (const authorization of ['Bearer', 'Basic YTpi', 'Bearer not.a.token', `Bearer ${newToken()}`]) {
      expect(await browser.get('/auth/me', { authorization })).toMatchObject({
        status: 401,
        body: { rule: 'auth.token-invalid' },
      })
    }
  })

  it('401: a cookie nobody gave out', async () => {
    for (const cookie of [
      `__Host-gw_session=${newToken()}`,
      '__Host-gw_session=x',
      '__Host-gw_session',
      `gw_session=${newToken()}`,
    ]) {
      expect(await new Caller(app, { cookie }, { userId: '', tenantId: '' }).get('/auth/me')).toMatchObject({
        status: 401,
        body: { rule: 'auth.required' },
      })
    }
  })

  it('a stale credential does not keep anybody from a public route', async () => {
    const { email, password } = await signUp(app)
    const stale = withToken(app, 'not.a.token')
    expect((await stale.post('/auth/login', { email, password })).status).toBe(200)
  })
})

describe('API keys', () => {
  it('200 with what the key carries, 401 mistyped, unknown or revoked', async () => {
    const maker = await signedIn(app)
    const key = await withApiKey(app, maker, ['platform.users.read'])
    expect((await key.get('/users')).status).toBe(200)
    expect(await key.get('/audit')).toMatchObject({ status: 403, body: { rule: 'access.permission-missing' } })

    const unknown = newApiKey('live')
    const mistyped = `${unknown.slice(0, 20)}${unknown[20] === 'a' ? 'b' : 'a'}${unknown.slice(21)}`
    expect((await withToken(app, unknown).get('/users')).body).toMatchObject({
      status: 401,
      detail: 'There is no such API key',
    })
    expect((await withToken(app, mistyped).get('/users')).body).toMatchObject({
      status: 401,
      detail: 'The API key is incomplete or mistyped',
    })
  })

  it("403: a key shrinks with its maker's role, and dies with their membership", async () => {
    const maker = await signedIn(app)
    const boss = await signedIn(app, 'owner', maker.tenantId)
    const key = await withApiKey(app, maker, ['platform.users.read', 'platform.audit.read'])
    expect((await key.get('/audit')).status).toBe(200)
    const member = (await boss.get('/users')).body.data.find((one: { userId: string }) => one.userId === maker.userId)
    expect((await boss.patch(`/users/${member.id}`, { role: 'viewer' })).status).toBe(200)
    expect((await key.get('/audit')).status).toBe(403)
    expect((await boss.delete(`/users/${member.id}`)).status).toBe(204)
    expect((await key.get('/users')).status).toBe(403)
  })

  it('403: a key is no person', async () => {
    const key = await withApiKey(app, await signedIn(app), ['platform.users.read'])
    expect(await key.get('/auth/me')).toMatchObject({ status: 403, body: { rule: 'auth.person-required' } })
    expect((await key.get('/auth/session')).body.data).toMatchObject({ kind: 'api_key', id: null })
  })
})

describe('X-Tenant-Id', () => {
  it('chooses among the businesses of a person, by id or short name', async () => {
    const { caller, accessToken } = await signUp(app)
    const second = (await caller.post('/tenants', { name: 'Second', slug: 'second-business' })).body.data
    for (const named of [second.id, 'second-business']) {
      expect((await withToken(app, accessToken).get('/auth/me', { 'x-tenant-id': named })).body.data.tenant.name).toBe(
        'Second',
      )
    }
    expect((await caller.get('/auth/me')).body.data.tenant.id).toBe(caller.tenantId)
  })

  it("403: somebody else's business, one that does not exist, and nonsense get the same answer", async () => {
    const stranger = await signUp(app)
    const { caller } = await signUp(app)
    for (const named of [stranger.caller.tenantId, '019a9c5e-6f00-7000-8000-000000000001', "x' or 1=1"]) {
      expect(await caller.get('/auth/me', { 'x-tenant-id': named })).toMatchObject({
        status: 403,
        body: { rule: 'access.tenant-unknown' },
      })
    }
    const key = await withApiKey(app, await signedIn(app), ['platform.users.read'])
    expect((await key.get('/users', { 'x-tenant-id': caller.tenantId })).status).toBe(403)
  })

  it('who runs the installation stands at the door of a business that has not let support in', async () => {
    const { caller: owner } = await signUp(app)
    const admin = await superAdmin(app)
    const answer = await admin.caller.get('/users', { 'x-tenant-id': owner.tenantId })
    expect([answer.status, answer.body.rule]).toEqual([403, 'access.support-required'])
  })
})

it('the look-up answers no secret', async () => {
  const { email } = await signUp(app)
  const found = await app.services.database.read(NO_TENANT, (tx) => findPerson(tx, 'email', email))
  expect(found).toMatchObject({
    user: { email, isSuperAdmin: false, isDemo: false },
    memberships: [{ role: 'owner' }],
    session: null,
  })
  expect(JSON.stringify(found)).not.toMatch(/argon2|hash|secret/i)
})
