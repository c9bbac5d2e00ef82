import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { anonymous } from '#test/kit/callers.ts'
import { mailTo, type Person, signUp, trailOf } from '../identity.factory.ts'

const app = await testApp()
const stranger = anonymous(app)
const MINUTE_MS = 60_000

/** What the authenticator app shows. Moves time on, so that every code is a new one. */
function codeFor(secret: string): string {
  app.clock.advance(MINUTE_MS)
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() })
}

async function withSecondFactor(): Promise<Person & { secret: string; codes: string[] }> {
  const person = await signUp(app)
  const { secret } = (await person.caller.post('/auth/totp/start')).body.data
  const confirmed = await person.caller.post('/auth/totp/confirm', { code: codeFor(secret) })
  return { ...person, secret, codes: confirmed.body.data.codes }
}

const login = ({ email, password }: Person, code?: string) => stranger.post('/auth/login', { email, password, code })

describe('POST /auth/totp/start and confirm', () => {
  it('200: in force once a first code was right; ten backup codes, a mail, a trail', async () => {
    const person = await signUp(app)
    const started = await person.caller.post('/auth/totp/start')
    expect(started.body.data.uri).toMatch(/^otpauth:\/\/totp\/Groundwork:/)
    expect((await login(person)).status).toBe(200)

    const confirmed = await person.caller.post('/auth/totp/confirm', { code: codeFor(started.body.data.secret) })
    expect(confirmed.body.data.codes).toHaveLength(10)
    expect(await login(person)).toMatchObject({ status: 401, body: { rule: 'auth.code-required' } })
    expect((await person.caller.get('/auth/me')).body.data.user.totpEnabled).toBe(true)
    expect(await mailTo(app, person.caller, person.email, 'second-factor-on')).toBeDefined()
    expect(await trailOf(app, person.caller)).toContain('auth.totp-enabled')
  })

  it('403: a wrong first code switches nothing on', async () => {
    const person = await signUp(app)
    await person.caller.post('/auth/totp/start')
    expect(await person.caller.post('/auth/totp/confirm', { code: '000000' })).toMatchObject({
      status: 403,
      body: { rule: 'auth.confirmation-failed' },
    })
    expect((await login(person)).status).toBe(200)
  })

  it('409: once it is on, it cannot be set up over', async () => {
    const { caller } = await withSecondFactor()
    expect(await caller.post('/auth/totp/start')).toMatchObject({ status: 409, body: { rule: 'auth.totp-already-on' } })
  })
})

describe('signing in with a second factor', () => {
  it('200 with the code, which is good once', async () => {
    const person = await withSecondFactor()
    const code = codeFor(person.secret)
    expect((await login(person, code)).status).toBe(200)
    expect(await login(person, code)).toMatchObject({ status: 401, body: { rule: 'auth.code-invalid' } })
  })

  it('200 for one of two who send the same code at the same moment', async () => {
    const person = await withSecondFactor()
    const code = codeFor(person.secret)
    const answers = await Promise.all([login(person, code), login(person, code), login(person, code)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('401: the code that switched it on, an older one, and one from far ahead', async () => {
    const person = await withSecondFactor()
    const old = codeFor(person.secret)
    app.clock.advance(5 * MINUTE_MS)
    expect((await login(person, old)).status).toBe(401)
    const ahead = new TOTP({ secret: Secret.fromBase32(person.secret) }).generate({
      timestamp: app.clock.now().getTime() + 5 * MINUTE_MS,
    })
    expect((await login(person, ahead)).status).toBe(401)
  })

  it('401: the password must be right before the code matters', async () => {
    const { email, secret } = await withSecondFactor()
    const answer = await stranger.post('/auth/login', {
      email,
      password: 'not the password at all',
      code: codeFor(secret),
    })
    expect(answer.body.rule).toBe('auth.credentials-invalid')
  })

  it('200 with a backup code, however it is typed, and once', async () => {
    const person = await withSecondFactor()
    const [code = ''] = person.codes
    expect((await login(person, code.toUpperCase().replace('-', ' '))).status).toBe(200)
    expect((await login(person, code)).status).toBe(401)
    expect((await login(person, person.codes[1])).status).toBe(200)
  })
})

describe('POST /auth/totp/backup-codes', () => {
  it('200: new ones work, the old ones do not', async () => {
    const person = await withSecondFactor()
    const renewed = await person.caller.post('/auth/totp/backup-codes')
    expect((await login(person, person.codes[0])).status).toBe(401)
    expect((await login(person, renewed.body.data.codes[0])).status).toBe(200)
  })
})

describe('POST /auth/totp/disable', () => {
  it('204 soon after signing in; the password alone is enough again', async () => {
    const person = await withSecondFactor()
    expect((await person.caller.post('/auth/totp/disable')).status).toBe(204)
    expect((await login(person)).status).toBe(200)
    expect((await person.caller.post('/auth/totp/disable')).body.rule).toBe('auth.totp-not-on')
  })

  it('403 later, until the person confirms by password or code', async () => {
    const person = await withSecondFactor()
    app.clock.advance(16 * MINUTE_MS)
    const { browser } = person
    expect(await browser.post('/auth/totp/disable')).toMatchObject({
      status: 403,
      body: { rule: 'auth.step-up-required' },
    })
    expect(await browser.post('/auth/confirm', { password: 'not the password at all' })).toMatchObject({
      status: 403,
      body: { rule: 'auth.confirmation-failed' },
    })
    expect((await browser.post('/auth/totp/disable')).status).toBe(403)
    expect((await browser.post('/auth/confirm', { code: codeFor(person.secret) })).status).toBe(200)
    expect((await browser.post('/auth/totp/disable')).status).toBe(204)
    expect(await trailOf(app, browser)).toEqual(
      expect.arrayContaining(['auth.confirmation-refused', 'auth.confirmed', 'auth.totp-disabled']),
    )
  })
})
