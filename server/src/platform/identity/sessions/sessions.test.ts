import { describe, expect, it } from 'vitest'
import { withConnection } from '#platform/database/connection.ts'
import { testApp } from '#test/kit/app.ts'
import { signIn, signUp, trailOf, withToken } from '../identity.factory.ts'
import { describeDevice } from './device.ts'

const app = await testApp()

describe('GET /auth/sessions', () => {
  it("200: the own ones, this one marked, nobody else's", async () => {
    const person = await signUp(app)
    const other = await signIn(app, person)
    await signUp(app)
    const sessions = (await other.caller.get('/auth/sessions')).body.data
    expect(sessions).toHaveLength(2)
    expect(sessions.filter((session: { isCurrent: boolean }) => session.isCurrent)).toHaveLength(1)
    expect(sessions[0]).toMatchObject({ device: 'lightMyRequest', address: '127.0.0.1' })
  })
})

describe('GET /auth/sessions of somebody who is signed in very often', () => {
  it('200: the hundred used last, and that there are more', async () => {
    const person = await signUp(app)
    await withConnection(app.database.adminUrl, (client) =>
      client.query(
        `insert into sessions (id, user_id, tenant_id, expires_at)
         select gen_random_uuid(), $1, $2, now() + interval '1 day' from generate_series(1, 100)`,
        [person.caller.userId, person.caller.tenantId],
      ),
    )
    const { body } = await person.caller.get('/auth/sessions')
    expect(body.data).toHaveLength(100)
    expect(body.pagination).toMatchObject({ hasNext: true, total: null })
  })
})

describe('DELETE /auth/sessions/:id', () => {
  it('204: that device is signed out, this one is not', async () => {
    const person = await signUp(app)
    const other = await signIn(app, person)
    const { data } = (await other.caller.get('/auth/session')).body
    expect((await person.caller.delete(`/auth/sessions/${data.id}`)).status).toBe(204)
    expect((await other.browser.get('/auth/me')).body.rule).toBe('auth.session-ended')
    expect((await person.caller.get('/auth/me')).status).toBe(200)
    expect(await trailOf(app, person.caller)).toContain('auth.session-ended')
  })

  it("404: somebody else's session does not exist", async () => {
    const [one, two] = [await signUp(app), await signUp(app)]
    const { data } = (await two.caller.get('/auth/session')).body
    expect((await one.caller.delete(`/auth/sessions/${data.id}`)).status).toBe(404)
    expect((await two.caller.get('/auth/me')).status).toBe(200)
  })
})

describe('POST /auth/sessions/revoke-others', () => {
  it('200: all but this one', async () => {
    const person = await signUp(app)
    const others = [await signIn(app, person), await signIn(app, person)]
    expect((await person.caller.post('/auth/sessions/revoke-others')).body.data).toEqual({ ended: 2 })
    for (const other of others) expect((await other.caller.get('/auth/me')).status).toBe(401)
    expect((await person.browser.get('/auth/me')).status).toBe(200)
  })
})

describe('POST /auth/switch-tenant', () => {
  it('200: the cookie works there from now on; a program gets a new token', async () => {
    const { caller, browser } = await signUp(app)
    const second = (await caller.post('/tenants', { name: 'Second Yard' })).body.data
    const answer = await browser.post('/auth/switch-tenant', { tenant: second.slug })
    expect(answer.body.data.tenant).toMatchObject({ id: second.id, name: 'Second Yard' })
    expect((await browser.get('/auth/me')).body.data.tenant.id).toBe(second.id)
    expect((await withToken(app, answer.body.data.accessToken).get('/auth/me')).body.data.tenant.id).toBe(second.id)
    expect(await trailOf(app, browser)).toContain('auth.tenant-switched')
  })

  it('403: not to a business one does not belong to', async () => {
    const [one, two] = [await signUp(app), await signUp(app)]
    expect((await one.caller.post('/auth/switch-tenant', { tenant: two.caller.tenantId })).body.rule).toBe(
      'access.tenant-unknown',
    )
  })
})

describe('what a device is called', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
      'Samsung Internet on Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/130.0 Mobile/15E148 Safari/604.1',
      'Edge on iOS',
    ],
    ['curl/8.5.0', 'curl'],
    ['', 'Unknown device'],
    [null, 'Unknown device'],
  ])('%s', (userAgent, name) => {
    expect(describeDevice(userAgent)).toBe(name)
  })
})
