import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { anonymous } from '#test/kit/callers.ts'
import { mailTo, signUp, signUpInput, trailOf } from '../identity.factory.ts'

const app = await testApp()
const stranger = anonymous(app)

describe('POST /auth/sign-up', () => {
  it('201: a business, its owner and a session that works at once', async () => {
    const input = signUpInput()
    const answer = await stranger.post('/auth/sign-up', input)
    expect(answer.status).toBe(201)
    expect(answer.body.data).toMatchObject({
      user: { email: input.email, name: 'Ana Torres', emailVerified: false, isSuperAdmin: false },
      tenant: { name: input.tenant.name, status: 'trial' },
      expiresIn: 900,
    })
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-gw_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
    expect(answer.text).not.toContain(input.password)
  })

  it('201: the owner is in the trail and gets a mail to confirm the address', async () => {
    const { caller, email } = await signUp(app)
    expect((await caller.get('/auth/me')).body.data).toMatchObject({ role: 'owner', user: { email } })
    expect(await trailOf(app, caller)).toEqual(expect.arrayContaining(['auth.signed-up', 'tenant.created']))
    expect(await mailTo(app, caller, email, 'verify-email')).toMatchObject({ subject: 'Confirm your e-mail address' })
  })

  it('201: the short name comes from the name, and stays unique', async () => {
    const name = 'Müller & Söhne'
    const slugs = []
    for (const _ of [1, 2, 3, 4])
      slugs.push((await stranger.post('/auth/sign-up', signUpInput({ tenant: { name } }))).body.data.tenant.slug)
    expect(slugs.slice(0, 3)).toEqual(['mueller-soehne', 'mueller-soehne-2', 'mueller-soehne-3'])
    expect(slugs[3]).toMatch(/^mueller-soehne-\d{6}$/)
  })

  it('400: a password that is easy to guess is refused by name', async () => {
    const answer = await stranger.post('/auth/sign-up', { ...signUpInput(), password: 'Password12345678' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ rule: 'auth.password-weak', details: [{ field: 'password' }] })
  })

  it('400: fields nobody promised are refused, isSuperAdmin above all', async () => {
    const answer = await stranger.post('/auth/sign-up', { ...signUpInput(), isSuperAdmin: true })
    expect(answer.status).toBe(400)
    expect(answer.body.details).toMatchObject([{ field: 'isSuperAdmin' }])
  })

  it('409: an address has one account, however it is spelled', async () => {
    const { email } = await signUp(app)
    const answer = await stranger.post('/auth/sign-up', signUpInput({ email: email.toUpperCase() }))
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ rule: 'auth.email-taken', details: [{ field: 'email' }] })
  })

  it('409: a short name that was chosen and is taken, and then nothing of it stays', async () => {
    const slug = 'river-city-refuse'
    await signUp(app, { tenant: { name: 'River City', slug } })
    const input = signUpInput({ tenant: { name: 'Other', slug } })
    expect(await stranger.post('/auth/sign-up', input)).toMatchObject({
      status: 409,
      body: { rule: 'tenant.slug-taken' },
    })
    expect((await stranger.post('/auth/sign-up', { ...input, tenant: { name: 'Other' } })).status).toBe(201)
  })
})
