import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn } from '#test/kit/callers.ts'
import { mailTo, PASSWORD, signUp, withToken } from '../identity.factory.ts'

const app = await testApp()
const stranger = anonymous(app)
const accept = (body: object) => stranger.post('/auth/invitations/accept', body)

async function invite(owner: Caller, email: string, role = 'dispatcher') {
  const { data } = (await owner.post('/users', { email, role })).body
  return { id: data.id, token: (await mailTo(app, owner, email, 'invitation'))?.token ?? '' }
}

describe('POST /auth/invitations/lookup', () => {
  it('200: says what for, to whom, and whether there is an account', async () => {
    const owner = await signedIn(app)
    const { token } = await invite(owner, 'lee@example.com')
    expect((await stranger.post('/auth/invitations/lookup', { token })).body.data).toMatchObject({
      email: 'lee@example.com',
      role: 'Dispatcher',
      hasAccount: false,
    })
    const person = await signUp(app)
    const known = await invite(owner, person.email)
    expect((await stranger.post('/auth/invitations/lookup', { token: known.token })).body.data.hasAccount).toBe(true)
  })
})

describe('POST /auth/invitations/accept', () => {
  it('201: somebody new chooses name and password, and is in', async () => {
    const owner = await signedIn(app)
    const { id, token } = await invite(owner, 'maya@example.com')
    const answer = await accept({ token, name: 'Maya Lin', password: PASSWORD })
    expect(answer.status).toBe(201)
    expect(answer.body.data).toMatchObject({
      user: { email: 'maya@example.com', emailVerified: true },
      tenant: { id: owner.tenantId },
    })
    expect((await withToken(app, answer.body.data.accessToken).get('/auth/me')).body.data.role).toBe('dispatcher')
    expect((await owner.get(`/users/${id}`)).body.data).toMatchObject({ status: 'active', name: 'Maya Lin' })
    expect((await stranger.post('/auth/login', { email: 'maya@example.com', password: PASSWORD })).status).toBe(200)
  })

  it('201: somebody with an account, signed in, joins without any password', async () => {
    const owner = await signedIn(app)
    const person = await signUp(app)
    const { token } = await invite(owner, person.email)
    expect((await person.caller.post('/auth/invitations/accept', { token })).status).toBe(201)
    expect((await person.caller.get('/auth/me')).body.data.tenants).toHaveLength(2)
  })

  it('201 with the password of the account, 401 without or with another one', async () => {
    const owner = await signedIn(app)
    const person = await signUp(app)
    const { token } = await invite(owner, person.email)
    expect(await accept({ token })).toMatchObject({ status: 401, body: { rule: 'auth.required' } })
    expect(await accept({ token, name: 'Mallory', password: 'a password of my own choice' })).toMatchObject({
      status: 401,
      body: { rule: 'auth.credentials-invalid' },
    })
    const somebodyElse = await signUp(app)
    expect((await somebodyElse.caller.post('/auth/invitations/accept', { token })).status).toBe(401)
    expect((await accept({ token, password: person.password })).status).toBe(201)
  })

  it('400: somebody new without a name, or with a weak password', async () => {
    const { token } = await invite(await signedIn(app), 'short@example.com')
    expect((await accept({ token, password: PASSWORD })).body.details).toMatchObject([{ field: 'name' }])
    expect((await accept({ token, name: 'Short', password: 'short' })).body.rule).toBe('auth.password-weak')
  })

  it('422: once, also for two at the same moment', async () => {
    const { token } = await invite(await signedIn(app), 'race@example.com')
    const answers = await Promise.all([1, 2].map(() => accept({ token, name: 'Race', password: PASSWORD })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect((await accept({ token, name: 'Race', password: PASSWORD })).body.rule).toBe('auth.link-invalid')
  })

  it('422: after 7 days, and after a newer invitation', async () => {
    const own = await testApp()
    const owner = await signUp(own)
    const { data } = (await owner.browser.post('/users', { email: 'late@example.com', role: 'viewer' })).body
    const first = (await mailTo(own, owner.browser, 'late', 'invitation'))?.token
    own.clock.advance(1000)
    expect((await owner.browser.post(`/users/${data.id}/resend-invite`)).status).toBe(200)
    const second = (await mailTo(own, owner.browser, 'late', 'invitation'))?.token
    const lookUp = (token: string | undefined) => anonymous(own).post('/auth/invitations/lookup', { token })
    expect((await lookUp(first)).status).toBe(422)
    expect((await lookUp(second)).status).toBe(200)
    own.clock.advance(7 * 24 * 60 * 60 * 1000 + 1000)
    expect((await lookUp(second)).status).toBe(422)
  })

  it('409: an invitation that was accepted is not sent again', async () => {
    const owner = await signedIn(app)
    const { id, token } = await invite(owner, 'done@example.com')
    await accept({ token, name: 'Done', password: PASSWORD })
    expect(await owner.post(`/users/${id}/resend-invite`)).toMatchObject({
      status: 409,
      body: { rule: 'user.already-joined' },
    })
  })
})
