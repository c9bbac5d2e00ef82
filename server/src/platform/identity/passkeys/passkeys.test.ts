import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { SoftAuthenticator } from '#test/kit/authenticator.ts'
import { anonymous, signedIn } from '#test/kit/callers.ts'
import { mailTo, PASSWORD, signUp, trailOf, withToken } from '../identity.factory.ts'
import { originOf, registration, signInAnswer, withPasskey } from './passkeys.factory.ts'

const app = await testApp()
const stranger = anonymous(app)
const origin = originOf(app)

describe('POST /auth/passkeys', () => {
  it('201: stands in the list, with a mail and in the trail', async () => {
    const { caller, email } = await signUp(app)
    await withPasskey(app, caller, 'Work laptop')
    expect((await caller.get('/auth/passkeys')).body.data).toMatchObject([{ name: 'Work laptop', lastUsedAt: null }])
    expect((await caller.get('/auth/me')).body.data.user.hasPasskey).toBe(true)
    expect(await mailTo(app, caller, email, 'passkey-added')).toBeDefined()
    expect(await trailOf(app, caller)).toContain('auth.passkey-added')
  })

  it('400: an answer from another site, without a finger, to another challenge, or sent twice', async () => {
    const { caller } = await signUp(app)
    const { body } = await caller.get('/auth/passkeys/register-options')
    const options = body.data
    const attempt = (passkey: object) => caller.post('/auth/passkeys', { name: 'Phone', passkey })
    const made = () => new SoftAuthenticator()
    const { challenge: forSignIn } = (await stranger.get('/auth/passkeys/sign-in-options')).body.data
    for (const passkey of [
      made().register(options, { origin: 'https://evil.example' }),
      made().register(options, { origin, isVerified: false }),
      made().register({ ...options, rp: { id: 'evil.example' } }, { origin }),
      made().register({ ...options, challenge: forSignIn }, { origin }),
      made().register({ ...options, challenge: Buffer.alloc(54).toString('base64url') }, { origin }),
    ])
      expect((await attempt(passkey)).body).toMatchObject({ status: 400, details: [{ field: 'passkey' }] })
    const twice = made().register(options, { origin })
    expect((await attempt(twice)).status).toBe(201)
    expect((await attempt(twice)).status).toBe(400)
  })

  it('400: a challenge is good for five minutes', async () => {
    const late = await testApp()
    const { caller } = await signUp(late)
    const body = await registration(late, caller, new SoftAuthenticator())
    late.clock.advance(5 * 60_000 + 1000)
    expect((await caller.post('/auth/passkeys', body)).status).toBe(400)
  })

  it('400: a challenge is good for one person', async () => {
    const [ana, ben] = [await signUp(app), await signUp(app)]
    const body = await registration(app, ana.caller, new SoftAuthenticator())
    expect((await ben.caller.post('/auth/passkeys', body)).status).toBe(400)
  })
})

describe('POST /auth/passkeys/sign-in', () => {
  it('200: opens a session without password or code, and notes the use', async () => {
    const { caller, email } = await signUp(app)
    const owner = await withPasskey(app, caller)
    const answer = await stranger.post('/auth/passkeys/sign-in', { passkey: await signInAnswer(app, owner) })
    expect([answer.status, answer.body.data.user.email]).toEqual([200, email])
    const person = withToken(app, answer.body.data.accessToken)
    expect((await person.get('/auth/passkeys')).body.data[0].lastUsedAt).not.toBeNull()
    expect(await trailOf(app, caller)).toContain('auth.signed-in')
  })

  it('401: one and the same answer for what is unknown, replayed, deleted, forged or copied', async () => {
    const { caller } = await signUp(app)
    const owner = await withPasskey(app, caller)
    const attempt = (passkey: object) => stranger.post('/auth/passkeys/sign-in', { passkey })
    const used = await signInAnswer(app, owner)
    expect((await attempt(used)).status).toBe(200)

    const other = new SoftAuthenticator()
    const { body } = await stranger.get('/auth/passkeys/sign-in-options')
    other.register({ ...body.data, rp: { id: body.data.rpId }, user: { id: '' } }, { origin })
    const forged = await signInAnswer(app, owner)
    const signature = other.assert(body.data, { origin }).response.signature
    const copied = await signInAnswer(app, owner)
    await attempt(await signInAnswer(app, owner))
    const elsewhere = owner.authenticator.assert(body.data, { origin: 'https://evil.example' })
    const unlocked = owner.authenticator.assert(body.data, { origin, isVerified: false })
    const refusals = [
      await attempt(used),
      await attempt(other.assert(body.data, { origin })),
      await attempt({ ...forged, response: { ...forged.response, signature } }),
      await attempt(copied),
      await attempt(elsewhere),
      await attempt(unlocked),
    ]
    await caller.delete(`/auth/passkeys/${owner.id}`)
    refusals.push(await attempt(await signInAnswer(app, owner)))
    for (const { status, body: answered } of refusals)
      expect([status, answered.rule, answered.detail]).toEqual([401, 'auth.passkey-invalid', refusals[0]?.body.detail])
    expect(await trailOf(app, caller)).toContain('auth.sign-in-refused')
  })

  it('401: a challenge to confirm is none to sign in', async () => {
    const { caller } = await signUp(app)
    const { authenticator } = await withPasskey(app, caller)
    const { body } = await caller.get('/auth/passkeys/confirm-options')
    const passkey = authenticator.assert(body.data, { origin })
    expect((await stranger.post('/auth/passkeys/sign-in', { passkey })).status).toBe(401)
  })
})

describe('as second factor', () => {
  it('200 with the password and one’s own passkey, 401 with somebody else’s', async () => {
    const [ana, ben] = [await signUp(app), await signUp(app)]
    const [hers, his] = [await withPasskey(app, ana.caller), await withPasskey(app, ben.caller)]
    const login = (passkey: object) => stranger.post('/auth/login', { email: ana.email, password: PASSWORD, passkey })
    expect((await login(await signInAnswer(app, hers))).status).toBe(200)
    const refused = await login(await signInAnswer(app, his))
    expect([refused.status, refused.body.rule]).toEqual([401, 'auth.passkey-invalid'])
  })

  it('200: confirms that it is you, 403 with one that does not hold', async () => {
    const { caller } = await signUp(app)
    const { authenticator } = await withPasskey(app, caller)
    const { body } = await caller.get('/auth/passkeys/confirm-options')
    const confirm = (passkey: object) => caller.post('/auth/confirm', { passkey })
    const foreign = authenticator.assert(body.data, { origin: 'https://evil.example' })
    expect((await confirm(foreign)).body.rule).toBe('auth.confirmation-failed')
    const own = authenticator.assert(body.data, { origin })
    expect((await confirm(own)).status).toBe(200)
  })
})

describe('PATCH and DELETE /auth/passkeys/:id', () => {
  it('200 and 204 for one’s own, 404 for somebody else’s', async () => {
    const { caller } = await signUp(app)
    const { id } = await withPasskey(app, caller)
    const other = await signedIn(app)
    expect((await other.patch(`/auth/passkeys/${id}`, { name: 'Mine' })).status).toBe(404)
    expect((await other.delete(`/auth/passkeys/${id}`)).status).toBe(404)
    expect((await caller.patch(`/auth/passkeys/${id}`, { name: 'Old phone' })).body.data.name).toBe('Old phone')
    expect((await caller.delete(`/auth/passkeys/${id}`)).status).toBe(204)
    expect((await caller.get('/auth/passkeys')).body.data).toEqual([])
  })
})
