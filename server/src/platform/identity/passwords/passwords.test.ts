import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous } from '#test/kit/callers.ts'
import { mailTo, PASSWORD, signIn, signUp, trailOf } from '../identity.factory.ts'

const app = await testApp()
const stranger = anonymous(app)
const NEW_PASSWORD = 'nine geese cross the frozen quarry'

const forgot = (email: string) => stranger.post('/auth/password/forgot', { email })
const reset = (token: string, password = NEW_PASSWORD) => stranger.post('/auth/password/reset', { token, password })

describe('POST /auth/password/forgot', () => {
  it('202: the same answer for an account and for none; only the account gets a mail', async () => {
    const { email, caller } = await signUp(app)
    const [known, unknown] = [await forgot(email), await forgot('nobody@example.com')]
    expect(known.status).toBe(202)
    expect({ ...known.body, meta: null }).toEqual({ ...unknown.body, meta: null })
    expect(await mailTo(app, caller, email, 'reset-password')).toMatchObject({
      subject: 'Reset your password',
      token: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect((await caller.get('/outbox?search=nobody@example.com')).body.data).toEqual([])
    expect(await trailOf(app, caller)).toContain('auth.password-reset-asked')
  })

  it('the secret of the link is in no table', async () => {
    const { email, caller } = await signUp(app)
    await forgot(email)
    const { token } = (await mailTo(app, caller, email, 'reset-password')) ?? { token: '' }
    expect(token).not.toBe('')
    await withConnection(app.database.adminUrl, async (client) => {
      for (const table of ['outbox_messages', 'user_links', 'audit_entries', 'events']) {
        const { rows } = await client.query(`select count(*)::int as found from ${table} t where t::text like $1`, [
          `%${token}%`,
        ])
        expect([table, rows[0].found]).toEqual([table, 0])
      }
    })
  })
})

describe('POST /auth/password/reset', () => {
  it('204: the new password works, the old one and all sessions end', async () => {
    const person = await signUp(app)
    await forgot(person.email)
    const mail = await mailTo(app, person.caller, person.email, 'reset-password')
    expect((await reset(mail?.token ?? '')).status).toBe(204)
    expect((await person.caller.get('/auth/me')).status).toBe(401)
    expect((await person.browser.get('/auth/me')).status).toBe(401)
    expect((await stranger.post('/auth/login', { email: person.email, password: PASSWORD })).status).toBe(401)
    const again = await signIn(app, { email: person.email, password: NEW_PASSWORD })
    expect((await again.caller.get('/auth/me')).body.data.user.emailVerified).toBe(true)
    expect(await mailTo(app, again.caller, person.email, 'password-changed')).toBeDefined()
    expect(await trailOf(app, again.caller)).toContain('auth.password-reset')
  })

  it('422: a link works once, also for two at the same moment', async () => {
    const { email, caller } = await signUp(app)
    await forgot(email)
    const token = (await mailTo(app, caller, email, 'reset-password'))?.token ?? ''
    const answers = await Promise.all([reset(token), reset(token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422])
    expect(await reset(token)).toMatchObject({ status: 422, body: { rule: 'auth.link-invalid' } })
  })

  it('422: a newer link replaces the older; after 30 minutes none works', async () => {
    const own = await testApp()
    const { email, caller } = await signUp(own)
    const ask = async () => {
      await anonymous(own).post('/auth/password/forgot', { email })
      await own.services.identity.background.settled()
      return (await mailTo(own, caller, email, 'reset-password'))?.token ?? ''
    }
    const resetThere = (token: string) => anonymous(own).post('/auth/password/reset', { token, password: NEW_PASSWORD })
    const first = await ask()
    own.clock.advance(1000)
    const second = await ask()
    expect((await resetThere(first)).status).toBe(422)
    own.clock.advance(31 * 60 * 1000)
    expect((await resetThere(second)).status).toBe(422)
  })

  it('400: a weak password is refused and leaves the link as it was', async () => {
    const { email, caller } = await signUp(app)
    await forgot(email)
    const token = (await mailTo(app, caller, email, 'reset-password'))?.token ?? ''
    expect(await reset(token, 'Summer2026Summer2026')).toMatchObject({
      status: 400,
      body: { rule: 'auth.password-weak' },
    })
    expect((await reset(token)).status).toBe(204)
  })

  it('422: a link to confirm an address is no link to reset a password', async () => {
    const { email, caller } = await signUp(app)
    const token = (await mailTo(app, caller, email, 'verify-email'))?.token ?? ''
    expect((await reset(token)).status).toBe(422)
  })
})

describe('POST /auth/password/change', () => {
  it('204: this session goes on, the others end', async () => {
    const person = await signUp(app)
    const other = await signIn(app, person)
    const answer = await person.caller.post('/auth/password/change', {
      currentPassword: PASSWORD,
      newPassword: NEW_PASSWORD,
    })
    expect(answer.status).toBe(204)
    expect((await person.caller.get('/auth/me')).status).toBe(200)
    expect((await other.caller.get('/auth/me')).status).toBe(401)
    expect((await stranger.post('/auth/login', { email: person.email, password: NEW_PASSWORD })).status).toBe(200)
  })

  it('403: not with a wrong current password; 400: not to a weak one', async () => {
    const { caller } = await signUp(app)
    const wrong = await caller.post('/auth/password/change', {
      currentPassword: 'something else altogether',
      newPassword: NEW_PASSWORD,
    })
    expect(wrong).toMatchObject({
      status: 403,
      body: { rule: 'auth.confirmation-failed', details: [{ field: 'currentPassword' }] },
    })
    const weak = await caller.post('/auth/password/change', {
      currentPassword: PASSWORD,
      newPassword: 'aaaaaaaaaaaaaaaaaaaa',
    })
    expect(weak).toMatchObject({
      status: 400,
      body: { rule: 'auth.password-weak', details: [{ field: 'newPassword' }] },
    })
  })
})
