import { hash } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { anonymous, Caller } from '#test/kit/callers.ts'
import { cookieOf, signIn, signUp, trailOf } from '../identity.factory.ts'

const app = await testApp()
const stranger = anonymous(app)

describe('POST /auth/login', () => {
  it('200: a new session each time, by cookie and by token', async () => {
    const person = await signUp(app)
    const first = await stranger.post('/auth/login', person)
    expect(first.status).toBe(400)
    const credentials = { email: ` ${person.email.toUpperCase()} `, password: person.password }
    const [one, two] = [
      await stranger.post('/auth/login', credentials),
      await stranger.post('/auth/login', credentials),
    ]
    expect(one.status).toBe(200)
    expect(cookieOf(one)).not.toBe(cookieOf(two))
    expect((await new Caller(app, { cookie: cookieOf(two) }, person.caller).get('/auth/me')).body.data.user.email).toBe(
      person.email,
    )
    expect((await person.caller.get('/auth/sessions')).body.data).toHaveLength(3)
    expect(await trailOf(app, person.caller)).toContain('auth.signed-in')
  })

  it('401: a wrong password and an unknown account get the same answer', async () => {
    const { email, caller } = await signUp(app)
    const wrong = await stranger.post('/auth/login', { email, password: 'not the password at all' })
    const unknown = await stranger.post('/auth/login', {
      email: 'nobody@example.com',
      password: 'not the password at all',
    })
    expect(wrong.status).toBe(401)
    expect({ ...wrong.body, meta: null }).toEqual({ ...unknown.body, meta: null })
    expect(Object.keys(wrong.headers)).toEqual(Object.keys(unknown.headers))
    expect(await trailOf(app, caller)).toContain('auth.sign-in-refused')
  })

  it('401: both take as long, because both hash', async () => {
    const { email } = await signUp(app)
    const times: Record<string, number[]> = { [email]: [], 'nobody@example.com': [] }
    // Turn by turn, so that whatever else the machine does hits both alike.
    for (let round = 0; round < 16; round++) {
      for (const [address, list] of Object.entries(times)) {
        const startedAt = performance.now()
        await stranger.post('/auth/login', { email: address, password: 'not the password at all' })
        list.push(performance.now() - startedAt)
      }
    }
    // The quickest of each: what else the machine does can only make an answer slower.
    const [known = 0, unknown = 0] = Object.values(times).map((list) => Math.min(...list))
    // Without the decoy an unknown account is answered about ten times as fast.
    expect(unknown / known).toBeGreaterThan(0.6)
    expect(unknown / known).toBeLessThan(1.7)
  }, 30_000)

  it('200: a password hashed with weaker parameters is hashed again, and still the same password', async () => {
    const { email, password } = await signUp(app)
    const weak = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    const kept = await withConnection(app.database.adminUrl, async (client) => {
      await client.query('update users set password_hash = $1 where email_norm = $2', [weak, email])
      expect((await stranger.post('/auth/login', { email, password })).status).toBe(200)
      return (await client.query('select password_hash from users where email_norm = $1', [email])).rows[0]
        .password_hash
    })
    expect(kept).toContain('m=19456,t=2,p=1')
    expect((await stranger.post('/auth/login', { email, password })).status).toBe(200)
  })

  it('403: a business one does not belong to is refused by name', async () => {
    const { email, password } = await signUp(app)
    const answer = await stranger.post('/auth/login', { email, password, tenant: 'somebody-else' })
    expect(answer).toMatchObject({ status: 403, body: { rule: 'access.tenant-unknown' } })
  })
})

describe('POST /auth/refresh', () => {
  const refresh = (refreshToken: string) => stranger.post('/auth/refresh', { refreshToken })

  it('200: each refresh token works once and leads to the next', async () => {
    const person = await signUp(app)
    const first = await refresh(person.refreshToken)
    const second = await refresh(first.body.data.refreshToken)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(new Set([person.refreshToken, first.body.data.refreshToken, second.body.data.refreshToken]).size).toBe(3)
  })

  it('401: a used token that comes back ends the session for everybody who has a part of it', async () => {
    const person = await signUp(app)
    const next = (await refresh(person.refreshToken)).body.data
    expect(await refresh(person.refreshToken)).toMatchObject({ status: 401, body: { rule: 'auth.refresh-reused' } })
    expect((await refresh(next.refreshToken)).status).toBe(401)
    expect((await person.caller.get('/auth/me')).status).toBe(401)
    expect((await person.browser.get('/auth/me')).status).toBe(401)
    const again = await signIn(app, person)
    expect(await trailOf(app, again.caller)).toContain('auth.refresh-reused')
  })

  it('200 once: of many at the same moment one wins, and the session ends', async () => {
    const { refreshToken, caller } = await signUp(app)
    const answers = await Promise.all(Array.from({ length: 4 }, () => refresh(refreshToken)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await caller.get('/auth/me')).status).toBe(401)
  })

  it('401: what is not a refresh token at all', async () => {
    for (const token of ['x', 'a'.repeat(43), '../../etc/passwd']) expect((await refresh(token)).status).toBe(401)
  })
})

describe('POST /auth/logout', () => {
  it('204: cookie, access token and refresh token end together', async () => {
    const { browser, caller, refreshToken } = await signUp(app)
    const answer = await browser.post('/auth/logout')
    expect(answer.status).toBe(204)
    expect(answer.headers['set-cookie']).toMatch(/^__Host-gw_session=; Max-Age=0;/)
    expect((await browser.get('/auth/me')).body.rule).toBe('auth.session-ended')
    expect((await caller.get('/auth/me')).status).toBe(401)
    expect((await stranger.post('/auth/refresh', { refreshToken })).status).toBe(401)
  })

  it('204: signing out twice, or without having signed in, is no error', async () => {
    const { browser } = await signUp(app)
    await browser.post('/auth/logout')
    expect((await browser.post('/auth/logout')).status).toBe(204)
    expect((await stranger.post('/auth/logout')).status).toBe(204)
  })
})

describe('GET /auth/session', () => {
  it('200: tells how the request is signed in', async () => {
    const { browser, caller } = await signUp(app)
    expect((await browser.get('/auth/session')).body.data).toMatchObject({ kind: 'session', tenantId: caller.tenantId })
    expect((await caller.get('/auth/session')).body.data).toMatchObject({ kind: 'token', id: expect.any(String) })
  })
})

it('a session ends after 7 days without use, and after 30 days in any case', async () => {
  const own = await testApp()
  const day = 24 * 60 * 60 * 1000
  const idle = await signUp(own)
  own.clock.advance(7 * day + 1000)
  expect((await idle.browser.get('/auth/me')).body.rule).toBe('auth.session-ended')

  const busy = await signUp(own)
  for (let week = 0; week < 4; week++) {
    own.clock.advance(7 * day - 1000)
    expect((await busy.browser.get('/auth/me')).status).toBe(200)
    await own.services.identity.flushLastUsed()
  }
  own.clock.advance(3 * day)
  expect((await busy.browser.get('/auth/me')).body.rule).toBe('auth.session-ended')
})

it('what an unattended page asks for by itself does not keep its session alive', async () => {
  const own = await testApp()
  const day = 24 * 60 * 60 * 1000
  const { browser } = await signUp(own)
  own.clock.advance(6 * day)
  expect((await browser.get('/auth/me', { 'x-groundwork-background': '1' })).status).toBe(200)
  await own.services.identity.flushLastUsed()
  own.clock.advance(2 * day)
  expect((await browser.get('/auth/me')).body.rule).toBe('auth.session-ended')
})

it('a published demo password never works in production, even in a database filled before', async () => {
  const production = await testApp({
    environment: {
      NODE_ENV: 'production',
      GROUNDWORK_SECRET: 'x'.repeat(43),
      GROUNDWORK_PUBLIC_URL: 'https://ops.example.com',
      GROUNDWORK_RATE_LIMITS: 'on',
    },
  })
  const person = await signUp(production)
  expect((await person.browser.get('/auth/me')).status).toBe(200)
  await withConnection(production.database.adminUrl, (client) => client.query('update users set is_demo = true'))
  production.services.announce({ kind: 'missed' })
  const answer = await anonymous(production).post('/auth/login', { email: person.email, password: person.password })
  expect(answer).toMatchObject({ status: 401, body: { rule: 'auth.credentials-invalid' } })
  expect((await person.browser.get('/auth/me')).status).toBe(401)
  expect((await anonymous(production).post('/auth/refresh', { refreshToken: person.refreshToken })).status).toBe(401)
})
